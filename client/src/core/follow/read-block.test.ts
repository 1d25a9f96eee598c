import { common } from '@hyperledger/fabric-protos';
import { compositeKey, keys, sha256Hex } from '@jangbu/model';
import { buildChain, withPrivateData } from '../../../testing/blocks';
import { VALIDATION } from '../peers/validation-codes';
import { FollowError } from '../errors';
import { headerHash } from './block-hash';
import { readBlock } from './read-block';

const OWN = '_implicit_org_NhMSP';
const members = compositeKey(keys.members());

function only(chain: readonly common.Block[]): common.Block {
  const [block] = chain;
  if (!block) throw new Error('no block');
  return block;
}

describe('a block', () => {
  test.each([9_000_000_000_000, -9_000_000_000_000])(
    'has times that are numbers, signed in second %d',
    (second) => {
      const block = only(buildChain([{ transactionId: 'tx0', signedAtSecond: second }]));
      expect(readBlock({ block }).transactions[0]?.signedAt).toBe(second * 1000);
    },
  );

  test('tells the public writes and private hashes of its valid transactions', () => {
    const block = only(
      buildChain([
        {
          transactionId: 'tx0',
          mspId: 'KofiaMSP',
          signedAt: 1_764_000_000_123,
          writes: [[members, '{"type":"members"}']],
        },
        {
          transactionId: 'tx1',
          privateWrites: {
            [OWN]: [
              ['k', 'v'],
              ['gone', null],
            ],
          },
          writes: [['old', null]],
        },
      ]),
    );
    const { transactions, rejected } = readBlock({ block });
    expect(rejected).toEqual([]);
    expect(transactions).toEqual([
      {
        transactionId: 'tx0',
        position: 0,
        creator: { mspId: 'KofiaMSP', certificate: '-----BEGIN CERTIFICATE-----' },
        signedAt: 1_764_000_000_123,
        writes: [{ namespace: 'jangbu', key: members, value: '{"type":"members"}' }],
        privateHashes: [],
        privateWrites: [],
      },
      {
        transactionId: 'tx1',
        position: 1,
        creator: { mspId: 'NhMSP', certificate: '-----BEGIN CERTIFICATE-----' },
        signedAt: 0,
        writes: [{ namespace: 'jangbu', key: 'old', value: null }],
        privateHashes: [
          { namespace: 'jangbu', collection: OWN, keyHash: sha256Hex('k'), valueHash: sha256Hex('v') },
          { namespace: 'jangbu', collection: OWN, keyHash: sha256Hex('gone'), valueHash: null },
        ],
        privateWrites: [],
      },
    ]);
  });

  test('an invalid transaction is told as rejected, and nothing that it wanted to write', () => {
    const block = only(
      buildChain([
        { transactionId: 'tx0', writes: [['a', '1']], code: VALIDATION.MVCC_READ_CONFLICT },
        { transactionId: 'tx1', writes: [['b', '2']] },
      ]),
    );
    const { transactions, rejected } = readBlock({ block });
    expect(rejected).toEqual([{ transactionId: 'tx0', position: 0, validation: 'MVCC_READ_CONFLICT' }]);
    expect(transactions.map(({ transactionId }) => transactionId)).toEqual(['tx1']);
  });

  test('a transaction without a validity of its own counts as not validated', () => {
    const block = only(buildChain([{ transactionId: 'tx0', writes: [['a', '1']] }]));
    block.getMetadata()?.setMetadataList([]);
    expect(readBlock({ block })).toMatchObject({
      transactions: [],
      rejected: [{ validation: 'NOT_VALIDATED' }],
    });
  });

  test('private content is told where it fits the hash that all peers validated', () => {
    const block = only(
      buildChain([
        {
          transactionId: 'tx0',
          privateWrites: {
            [OWN]: [
              ['k', 'v'],
              ['k2', 'v2'],
              ['k3', null],
            ],
          },
        },
      ]),
    );
    const delivered = withPrivateData(block, {
      0: {
        [OWN]: [
          ['k', 'v'],
          ['k2', 'forged'],
          ['k3', null],
        ],
        _implicit_org_SkMSP: [['k', 'v']],
      },
    });
    expect(readBlock(delivered).transactions[0]?.privateWrites).toEqual([
      { namespace: 'jangbu', collection: OWN, key: 'k', value: 'v' },
      { namespace: 'jangbu', collection: OWN, key: 'k3', value: null },
    ]);
  });

  test('names its hash, its predecessor and its commit hash', () => {
    const [first, second] = buildChain([], []);
    if (!first || !second) throw new Error('no chain');
    const told = readBlock({ block: second });
    expect(told.number).toBe(1n);
    expect(told.previousHash).toBe(readBlock({ block: first }).hash);
    expect(told.commitHash).toBe(sha256Hex('commit 1'));
  });

  test('whose data do not fit its header is refused', () => {
    const block = only(buildChain([{ transactionId: 'tx0', writes: [['a', '1']] }]));
    block.getData()?.setDataList([...(block.getData()?.getDataList_asU8() ?? []), Buffer.from('more')]);
    expect(() => readBlock({ block })).toThrow(FollowError);
  });
});

/** Worked out with Go's encoding/asn1 as protoutil.BlockHeaderBytes does it: DER of (number, previous, data). */
test.each([
  [0, '3009020100040004020102'],
  [127, '300902017f040004020102'],
  [128, '300a02020080040004020102'],
  [70_000, '300b0203011170040004020102'],
])('the header of block %i is hashed over its DER form', (number, der) => {
  const header = new common.BlockHeader();
  header.setNumber(number);
  header.setPreviousHash(new Uint8Array());
  header.setDataHash(Uint8Array.of(1, 2));
  expect(headerHash(header).toString('hex')).toBe(sha256Hex(Buffer.from(der, 'hex')));
});
