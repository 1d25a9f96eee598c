import {
  canonicalJson,
  compositeKey,
  deliveredLot,
  implicitCollection,
  keys,
  lotText,
  settlementOf,
  sha256Hex,
  type Instruction,
  type Key,
  type Lot,
  type LotStatus,
  type Reservation,
} from '@jangbu/model';
import type { LedgerBlock, LedgerTransaction, PrivateHash } from '../../core/follow/ledger-block';
import { listing } from '../../core/lists/listing';
import { toOwnLot, type OwnReservation } from './lot-view';
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

/** What a transaction writes to an organisation's copies. */
function hashesAt(mspId: string, ...changes: readonly (readonly [Key, string | null])[]): PrivateHash[] {
  return changes.map(([key, value]) => ({
    namespace: 'jangbu',
    collection: implicitCollection(mspId),
    keyHash: sha256Hex(compositeKey(key)),
    valueHash: value === null ? null : sha256Hex(value),
  }));
}

async function alarms(
  steps: readonly (Step | LedgerTransaction)[],
  listed: readonly Lot[] = [],
  reserved: readonly OwnReservation[] = [],
): Promise<LotAlarm[]> {
  async function* blocks(): AsyncIterable<LedgerBlock> {
    for (const [n, step] of steps.entries()) {
      const transactions = ['privateHashes' in step ? step : transactionOf(step, n)];
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
  const reservations = () =>
    listing(async function* () {
      yield* await Promise.resolve(reserved);
    });
  const ledger = {
    member: { id: 'nh', mspId: OWN },
    holdings: { lots },
    settlement: { reservations },
    blocks,
  };
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

describe('a lot that its owner has reserved', () => {
  const instruction: Instruction = {
    ...{ type: 'instruction', version: 1, creator: 'nh', instructionId: 'instruct-1', pair: ['nh', 'sk'] },
    ...{ tradeDate: '2026-11-24', settlementDate: '2026-11-26', isin: 'KR7005930003', currency: 'KRW' },
    ...{ accountKinds: ['HOUSE', 'HOUSE'], origin: { kind: 'NET', sequence: 1 }, salt: 'cd'.repeat(16) },
    legs: [
      { from: 'sk', to: 'nh', instrument: 'KR7005930003', amount: '10' },
      { from: 'nh', to: 'sk', instrument: 'KRW', amount: '500' },
    ],
  };
  const reservation: Reservation = {
    ...{ type: 'reservation', version: 1, leg: 1, lot: LOT, salt: 'ef'.repeat(16) },
    instruction: { creator: 'nh', instructionId: 'instruct-1' },
  };
  const reserved: Step = { at: [OWN, SUPERVISOR], status: 'RESERVED' };
  const spent = [
    [keys.lot(LOT), null],
    [keys.spentLot(LOT), lotText(LOT, 'SPENT')],
  ] as const;
  const record = [
    keys.settlement(instruction),
    canonicalJson(settlementOf(instruction, '2026-11-30')),
  ] as const;
  const [won, delivered] = instruction.legs.map((leg, place) => {
    const lot = deliveredLot(instruction, leg, place);
    return [keys.lot(lot), lotText(lot, 'FREE')] as const;
  }) as [readonly [Key, string], readonly [Key, string]];

  function atSupervisor(...changes: readonly (readonly [Key, string | null])[]): LedgerTransaction {
    return {
      ...transactionOf(reserved, 9),
      privateWrites: [],
      privateHashes: hashesAt(SUPERVISOR, ...changes),
    };
  }

  const texts = [
    [keys.instruction(instruction), canonicalJson(instruction)],
    [keys.reservation(instruction, 1), canonicalJson(reservation)],
  ] as const;
  /** The instruction and the reservation, as the own peer delivers them. */
  const shown: LedgerTransaction = {
    ...transactionOf(reserved, 8),
    privateHashes: hashesAt(OWN, ...texts),
    privateWrites: texts.map(([key, value]) => ({
      ...{ namespace: 'jangbu', collection: implicitCollection(OWN) },
      ...{ key: compositeKey(key), value },
    })),
  };
  const listed = [{ ...LOT, status: 'RESERVED' }] as const;

  it('settles without it silently, with the record and all that is delivered', async () => {
    const settled = atSupervisor(...spent, record, won, delivered);
    expect(await alarms([shown, reserved, settled])).toEqual([]);
    expect(await alarms([settled], listed, [{ lot: LOT, instruction }])).toEqual([]);
  });

  it.each([
    ['nothing settles', atSupervisor(...spent)],
    ['nothing is delivered', atSupervisor(...spent, record)],
    ['its owner receives nothing', atSupervisor(...spent, record, delivered)],
    ['its owner receives another lot', atSupervisor(...spent, record, delivered, [won[0], delivered[1]])],
    ['there is no record', atSupervisor(...spent, won, delivered)],
    ['the record is none', atSupervisor(...spent, [record[0], '{}'], won, delivered)],
  ])('is told of where it is taken and %s', async (_, taken) => {
    expect(await alarms([shown, reserved, taken])).toMatchObject([{ changedAt: SUPERVISOR }]);
    expect(await alarms([taken], listed, [{ lot: LOT, instruction }])).toHaveLength(1);
  });

  it('is told of where it settles in nobody knows what, or is changed otherwise', async () => {
    expect(await alarms([reserved, atSupervisor(...spent, record, won, delivered)])).toHaveLength(1);
    expect(await alarms([reserved, { at: [SUPERVISOR], status: 'FREE' }])).toHaveLength(1);
    const released: Step = { at: [OWN, SUPERVISOR], status: 'FREE' };
    const settled = atSupervisor(...spent, record, won, delivered);
    expect(await alarms([shown, reserved, released, settled])).toHaveLength(1);
  });
});
