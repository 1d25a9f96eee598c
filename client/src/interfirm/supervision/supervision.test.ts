import {
  canonicalJson,
  compositeKey,
  implicitCollection,
  keys,
  lotText,
  takeOverRequestChecker,
  transactions,
  type HeldDocuments,
  type Key,
  type Lot,
} from '@jangbu/model';
import { AnsweringTransport } from '../../../testing/answering-transport';
import { buildChain, type BuiltTransaction } from '../../../testing/blocks';
import { MEMBERS } from '../../../testing/ledger-transport';
import { supervisedBy } from '../../../testing/read-model';
import { contractsOver } from '../../../testing/scripted-contracts';
import { peerDown, endorseFailed, refusalDetail } from '../../../testing/gateway-errors';
import { readBlock } from '../../core/follow/read-block';
import type { Asked } from '../../core/peers/transport';
import { SupervisionFacade } from './supervision-facade';

const lot: Lot = {
  type: 'lot',
  version: 1,
  creator: 'kofia',
  lotId: 'lot-00001',
  owner: 'nh',
  instrument: 'KRW',
  accountKind: 'HOUSE',
  amount: '500',
  origin: { kind: 'DEPOSIT', by: 'kofia', id: 'deposit-1' },
  status: 'FREE',
  salt: 'ab'.repeat(16),
};
const KEY: Key = keys.lot(lot);
const founding: BuiltTransaction = {
  transactionId: 'founding',
  writes: [
    [
      compositeKey(keys.members()),
      canonicalJson({ type: 'members', version: 1, foundingHash: '', members: MEMBERS }),
    ],
  ],
};

function written(
  transactionId: string,
  status: Lot['status'],
  ...holders: readonly string[]
): BuiltTransaction {
  const change = [compositeKey(KEY), lotText(lot, status)] as const;
  return {
    transactionId,
    privateWrites: Object.fromEntries(holders.map((id) => [implicitCollection(`${id}MSP`), [change]])),
  };
}

const vote: BuiltTransaction = { transactionId: 'vote', writes: [supervisedBy('sk', 'kofia')] };

/** sk's peer over made blocks; what it is given to endorse becomes the next block. */
class Peer extends AnsweringTransport {
  readonly content: BuiltTransaction[][];
  readonly asked: Asked[] = [];
  /** What members' peers give, by MSP id. */
  readonly held = new Map<string, HeldDocuments | Error>();

  constructor(...transactions: readonly BuiltTransaction[]) {
    super();
    this.content = transactions.map((each) => [each]);
  }

  override height(): Promise<bigint> {
    return Promise.resolve(BigInt(this.content.length));
  }

  override evaluate(asked: Asked): Promise<string> {
    this.asked.push(asked);
    if (asked.transaction === transactions.holdings.positions) return Promise.resolve('[]');
    const held = this.held.get(asked.at ?? '') ?? peerDown();
    return held instanceof Error ? Promise.reject(held) : Promise.resolve(JSON.stringify(held));
  }

  override submit(): Promise<void> {
    const request: unknown = JSON.parse(this.endorsed.at(-1)?.transient?.['request'] ?? 'null');
    if (!takeOverRequestChecker.fits(request)) throw new Error('no request');
    const documents = request.documents.map(
      ({ key: [kind = '', ...rest], text }) => [compositeKey([kind, ...rest]), text] as const,
    );
    const marks = request.upheld.map((each) => [compositeKey(keys.upheld(1, each)), '{}'] as const);
    const privateWrites = { [implicitCollection('skMSP')]: [...documents, ...marks] };
    this.content.push([{ transactionId: `taken-${this.content.length}`, privateWrites }]);
    return Promise.resolve();
  }
}

function supervisionOf(peer: Peer, id = 'sk'): SupervisionFacade {
  const { contracts } = contractsOver(`${id}MSP`, peer);
  return new SupervisionFacade({
    contracts,
    source: {
      async *blocks({ from }) {
        for (const block of buildChain(...peer.content).slice(Number(from))) {
          yield await Promise.resolve(readBlock({ block }));
        }
      },
    },
    chaincode: 'jangbu',
    own: { id, mspId: `${id}MSP` },
    holdings: { positions: () => Promise.resolve([]), forgetSums: () => Promise.resolve() },
  });
}

const free: HeldDocuments = { documents: [{ key: [...KEY], text: lotText(lot, 'FREE') }], next: null };

describe('taking supervision over', () => {
  test('has what is due from whoever is there, and needs nothing more the second time', async () => {
    const peer = new Peer(founding, written('deposit', 'FREE', 'kofia', 'nh'), vote);
    peer.held.set('nhMSP', free);
    expect(await supervisionOf(peer).status()).toMatchObject({
      supervisor: 'sk',
      former: ['kofia'],
      due: 1,
      dueFrom: [
        { member: 'kofia', documents: 1 },
        { member: 'nh', documents: 1 },
      ],
    });
    const done = await supervisionOf(peer).takeOver();
    expect(done).toMatchObject({ taken: 1, upheld: 0, due: 0, declined: [], doubts: [] });
    expect(done.unreachable).toMatchObject([{ member: 'kofia' }]);
    expect(peer.endorsed.map(({ organizations }) => organizations)).toEqual([['skMSP']]);
    expect(await supervisionOf(peer).takeOver()).toMatchObject({ taken: 0, due: 0, unreachable: [] });
    expect(await supervisionOf(peer, 'nh').status()).toMatchObject({ due: 0, doubts: [] });
  });

  test('takes a document once, though another peer that lags offers it again', async () => {
    const elsewhere = [compositeKey(keys.lot({ ...lot, lotId: 'lot-00002' })), lotText(lot, 'FREE')] as const;
    const another: BuiltTransaction = {
      transactionId: 'another',
      privateWrites: Object.fromEntries(
        ['kofia', 'nh'].map((id) => [implicitCollection(`${id}MSP`), [elsewhere]]),
      ),
    };
    const peer = new Peer(founding, written('deposit', 'FREE', 'kofia', 'nh'), another, vote);
    for (const id of ['kofia', 'nh']) peer.held.set(`${id}MSP`, free);
    expect(await supervisionOf(peer).takeOver()).toMatchObject({ taken: 1, due: 1, declined: [] });
    expect(peer.endorsed).toHaveLength(1);
  });

  test('lists what was not agreed, and takes it from nobody', async () => {
    const peer = new Peer(
      founding,
      written('deposit', 'FREE', 'kofia', 'nh'),
      written('spent', 'SPENT', 'kofia', 'nh'),
      vote,
      written('replayed', 'FREE', 'nh', 'kofia'),
    );
    peer.held.set('nhMSP', free);
    peer.held.set('kofiaMSP', free);
    const done = await supervisionOf(peer).takeOver();
    expect(done).toMatchObject({ taken: 0, due: 1 });
    expect(done.declined).toEqual(
      ['kofia', 'nh'].map((member) => ({ member, key: [...KEY], reason: 'NOT_WHAT_WAS_AGREED' })),
    );
    expect(peer.endorsed).toEqual([]);
  });

  test('upholds its own where a former supervisor writes by itself', async () => {
    const peer = new Peer(
      founding,
      written('deposit', 'FREE', 'kofia', 'nh'),
      vote,
      written('taken', 'FREE', 'sk'),
      written('vandal', 'SPENT', 'kofia'),
    );
    expect(await supervisionOf(peer).status()).toMatchObject({ due: 0, disputed: 1 });
    expect(await supervisionOf(peer).takeOver()).toMatchObject({ taken: 0, upheld: 1, due: 0, disputed: 0 });
  });

  test('passes over what has moved meanwhile', async () => {
    const peer = new Peer(founding, written('deposit', 'FREE', 'kofia', 'nh'), vote);
    peer.held.set('nhMSP', free);
    peer.answer = () => {
      const facts = { document: 'lot', id: 'kofia/lot-00001' };
      throw endorseFailed(refusalDetail('skMSP', { code: 'RECORD_MOVED', facts }));
    };
    const done = await supervisionOf(peer).takeOver();
    expect(done).toMatchObject({ taken: 0, due: 1, declined: [{ member: 'nh', reason: 'MOVED' }] });
  });

  test("is the supervisor's, and nobody else's", async () => {
    const peer = new Peer(founding, vote);
    await expect(supervisionOf(peer, 'nh').takeOver()).rejects.toMatchObject({ name: 'InputError' });
  });

  test('alarms whoever looks, when the supervisor holds what was not agreed', async () => {
    const peer = new Peer(
      founding,
      written('deposit', 'FREE', 'kofia', 'nh'),
      vote,
      written('forged', 'SPENT', 'sk'),
    );
    const { doubts, due } = await supervisionOf(peer, 'nh').status();
    expect([doubts.map(({ kind }) => kind), due]).toEqual([['HELD_OTHERWISE'], 1]);
  });
});
