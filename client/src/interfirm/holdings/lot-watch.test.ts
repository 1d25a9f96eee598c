import {
  compositeKey,
  implicitCollection,
  keys,
  lotText,
  sha256Hex,
  type Lot,
  type LotStatus,
} from '@jangbu/model';
import type { LedgerBlock, LedgerTransaction } from '../../core/follow/ledger-block';
import { listing } from '../../core/lists/listing';
import { toOwnLot } from './lot-view';
import { watchLots, type LotAlarm } from './lot-watch';

const OWN = 'NhMSP';
const SUPERVISOR = 'KofiaMSP';

function lotOf(lotId: string): Lot {
  return {
    type: 'lot',
    version: 1,
    creator: 'kofia',
    lotId,
    owner: 'nh',
    instrument: 'KRW',
    accountKind: 'HOUSE',
    amount: '500',
    origin: { kind: 'DEPOSIT', by: 'kofia', id: 'deposit-1' },
    status: 'FREE',
    salt: 'ab'.repeat(16),
  };
}

const LOT = lotOf('lot-00001');

interface Step {
  readonly at: readonly string[];
  readonly lot?: Lot;
  /** Its key is deleted where it is spent. */
  readonly status: LotStatus;
  /** Whether the peer delivered the content with the block. */
  readonly delivered?: boolean;
  /** Under which key; that of lots that are not spent unless said. */
  readonly key?: 'lot' | 'spentLot';
}

function transactionOf(
  { at, lot = LOT, status, delivered = true, key: kind = 'lot' }: Step,
  n: number,
): LedgerTransaction {
  const [namespace, key] = ['jangbu', compositeKey(keys[kind](lot))];
  const value = status === 'SPENT' && kind === 'lot' ? null : lotText(lot, status);
  return {
    transactionId: `transaction-${n}`,
    position: 0,
    creator: { mspId: 'SamsungMSP', certificate: '' },
    signedAt: 0,
    writes: [],
    privateHashes: at.map((mspId) => ({
      namespace,
      collection: implicitCollection(mspId),
      keyHash: sha256Hex(key),
      valueHash: value === null ? null : sha256Hex(value),
    })),
    privateWrites:
      delivered && at.includes(OWN) ? [{ namespace, collection: implicitCollection(OWN), key, value }] : [],
  };
}

async function alarms(steps: readonly Step[], listed: readonly Lot[] = []): Promise<LotAlarm[]> {
  async function* blocks(): AsyncIterable<LedgerBlock> {
    for (const [n, step] of steps.entries()) {
      const transactions = [transactionOf(step, n)];
      const frame = { hash: '', previousHash: '', commitHash: null, rejected: [] };
      yield await Promise.resolve({ ...frame, number: BigInt(n), transactions });
    }
  }
  const seen: bigint[] = [];
  const told: LotAlarm[] = [];
  const lots = () =>
    listing(async function* () {
      yield* await Promise.resolve(listed.map(toOwnLot));
    });
  const ledger = { member: { id: 'nh', mspId: OWN }, holdings: { lots }, blocks };
  const onBlock = (number: bigint): void => void seen.push(number);
  for await (const alarm of watchLots(ledger, { from: 0n, onBlock })) told.push(alarm);
  expect(seen).toEqual(steps.map((_, n) => BigInt(n)));
  return told;
}

const deposited: Step = { at: [OWN, SUPERVISOR], status: 'FREE' };
const spentBehindItsOwner: Step = { at: [SUPERVISOR, 'SamsungMSP'], status: 'SPENT' };

describe('watching over own lots', () => {
  it('is silent while owner and supervisor change them together', async () => {
    expect(
      await alarms([deposited, { ...deposited, status: 'RESERVED' }, { ...deposited, status: 'SPENT' }]),
    ).toEqual([]);
  });

  it('tells of a lot that the supervisor changed without its owner, and who sent it', async () => {
    const told = await alarms([deposited, { at: [SUPERVISOR], status: 'SPENT' }]);
    expect(told).toEqual([
      {
        lot: { creator: 'kofia', lotId: 'lot-00001' },
        changedAt: SUPERVISOR,
        sentBy: 'SamsungMSP',
        transactionId: 'transaction-1',
        blockNumber: 1n,
      },
    ]);
  });

  it('tells of each organisation whose copy was changed', async () => {
    const told = await alarms([deposited, spentBehindItsOwner]);
    expect(told.map(({ changedAt }) => changedAt)).toEqual([SUPERVISOR, 'SamsungMSP']);
  });

  it('tells of a record that the lot is spent, though the lot was left as it is', async () => {
    const record: Step = { at: [SUPERVISOR], status: 'SPENT', key: 'spentLot' };
    expect(await alarms([deposited, record])).toMatchObject([{ changedAt: SUPERVISOR }]);
    expect(await alarms([record], [LOT])).toHaveLength(1);
  });

  it('is silent when another is given the record of a lot that its owner has spent', async () => {
    const record: Step = { at: [OWN, SUPERVISOR], status: 'SPENT', key: 'spentLot' };
    expect(await alarms([deposited, record, { ...record, at: ['HanaMSP'] }])).toEqual([]);
  });

  it.each([
    ['when it begins after the lot was made', [], [LOT]],
    ['when the peer had not been given the lot with its block', [{ ...deposited, delivered: false }], [LOT]],
  ] as [string, Step[], Lot[]][])('knows the lot %s', async (_, before, listed) => {
    expect(await alarms([...before, spentBehindItsOwner], listed)).toHaveLength(2);
  });

  it("says nothing of others' lots, nor of an own one that another is given as it stands", async () => {
    const theirs = lotOf('lot-00002');
    expect(await alarms([deposited, { at: [SUPERVISOR], lot: theirs, status: 'SPENT' }])).toEqual([]);
    expect(await alarms([deposited, { at: ['HanaMSP'], status: 'FREE' }])).toEqual([]);
  });
});

test('a lot that its owner has reserved may settle without it, and is else no other’s to change', async () => {
  const reserved: Step = { at: [OWN, SUPERVISOR], status: 'RESERVED' };
  const settled: Step[] = [
    { at: [SUPERVISOR], status: 'SPENT' },
    { at: [SUPERVISOR], status: 'SPENT', key: 'spentLot' },
  ];
  expect(await alarms([{ at: [OWN, SUPERVISOR], status: 'FREE' }, reserved, ...settled])).toEqual([]);
  expect(await alarms(settled, [{ ...LOT, status: 'RESERVED' }])).toEqual([]);
  expect(await alarms([reserved, { at: [SUPERVISOR], status: 'FREE' }])).toHaveLength(1);
  const released: Step = { at: [OWN, SUPERVISOR], status: 'FREE' };
  expect(await alarms([reserved, released, ...settled])).not.toEqual([]);
});
