import { lotName, type Instruction, type ItemProblem, type Lot } from '@jangbu/model';
import { RefusedError } from '../../core/errors';
import { paged } from '../../core/lists/listing';
import { changeOf } from '../holdings/make-movement';
import { toOwnLot } from '../holdings/lot-view';
import type { ReadInstruction } from './instruction-view';
import { ManyReserving, type LegReservation } from './reserve-all';

const SHARES = 'KR7005930003';
const SALT = '0'.repeat(32);

function lotOf(lotId: string, amount: bigint): Lot {
  return {
    type: 'lot',
    version: 1,
    creator: 'nh',
    lotId,
    owner: 'nh',
    instrument: SHARES,
    accountKind: 'HOUSE',
    amount: String(amount),
    origin: { kind: 'DEPOSIT', by: 'kofia', id: 'deposit-1' },
    status: 'FREE',
    salt: SALT,
  };
}

/** NH delivers so many shares to a firm. */
function delivery(
  instructionId: string,
  amount: bigint,
  changed: Partial<ReadInstruction> = {},
  to = 'sk',
): ReadInstruction {
  const instruction: Instruction = {
    type: 'instruction',
    version: 1,
    creator: 'nh',
    instructionId,
    pair: ['nh', to],
    tradeDate: '2026-11-24',
    settlementDate: '2026-11-26',
    isin: SHARES,
    currency: 'KRW',
    accountKinds: ['HOUSE', 'HOUSE'],
    origin: { kind: 'NET', sequence: 1 },
    legs: [{ from: 'nh', to, instrument: SHARES, amount: String(amount) }],
    salt: SALT,
  };
  return {
    text: instructionId,
    dueDate: '2026-11-26',
    instruction,
    status: 'PENDING',
    reservations: [null],
    reserved: [false],
    unclaimed: null,
    settledOn: undefined,
    day: null,
    consents: [],
    partial: [],
    dividedInto: [],
    fails: [],
    ...changed,
  };
}

function refusedItem(position: number, instruction: string): ItemProblem {
  return { position, instruction, refusal: { code: 'LOT_SPENT', facts: { lot: 'nh/first-0' } } };
}

/** NH with its lots, which a split changes; a request with an instruction named `bad…` is refused. */
function firm(...amounts: bigint[]) {
  let lots = amounts.map((amount, n) => lotOf(`first-${n}`, amount));
  const splits: number[] = [];
  const sent: string[][] = [];
  const reserving = new ManyReserving(
    {
      lots: () => paged(Infinity, () => Promise.resolve(lots)),
      free: (names) =>
        Promise.resolve(names.flatMap((name) => lots.find((lot) => lotName(lot) === lotName(name)) ?? [])),
    },
    {
      split: (consumed, into) => {
        const gone = lots.filter((lot) => consumed.some((name) => lotName(name) === lotName(lot)));
        const made = [...into, ...changeOf(gone, into)].map(({ amount }, n) =>
          lotOf(`split-${splits.length}-${n}`, amount),
        );
        splits.push(into.length);
        lots = [...lots.filter((lot) => !gone.includes(lot)), ...made];
        const moved = { status: 'RECORDED', transactionId: 't', blockNumber: 1n, movementId: 'm' } as const;
        return Promise.resolve({ ...moved, lots: made.map(toOwnLot) });
      },
    },
    'nh',
    (items: readonly LegReservation[]) => {
      const ids = items.map(({ read }) => read.instruction.instructionId);
      const bad = ids.flatMap((id, position) => (id.startsWith('bad') ? [refusedItem(position, id)] : []));
      if (bad.length > 0) {
        const facts = { items: bad, untold: 0 };
        return Promise.reject(new RefusedError({ code: 'ITEMS_REFUSED', facts }));
      }
      sent.push(ids);
      return Promise.resolve();
    },
  );
  return { reserving, splits, sent };
}

test('one split cuts for all, and each pair’s reservations go in one transaction', async () => {
  const { reserving, splits, sent } = firm(1_000n);
  const results = await reserving.reserve(
    [delivery('one', 10n), delivery('two', 20n), delivery('three', 30n, {}, 'samsung')],
    {},
  );
  expect(results.map(({ status }) => status)).toEqual(['RESERVED', 'RESERVED', 'RESERVED']);
  expect(splits).toEqual([3]);
  expect(sent).toEqual([['one', 'two'], ['three']]);
});

test('of what is too little, those named first get theirs, and the others are told what they lack', async () => {
  const { reserving, sent } = firm(25n);
  const results = await reserving.reserve([delivery('one', 20n), delivery('two', 20n)], {});
  expect(results).toMatchObject([
    { instructionId: 'one', status: 'RESERVED' },
    { instructionId: 'two', status: 'SHORT', short: [{ instrument: SHARES, amount: 20n }] },
  ]);
  expect(sent).toEqual([['one']]);
});

test('one that is refused fails by itself', async () => {
  const { reserving, sent } = firm(10n, 10n, 10n);
  const results = await reserving.reserve(
    [delivery('one', 10n), delivery('bad', 10n), delivery('three', 10n)],
    {},
  );
  expect(results).toMatchObject([
    { status: 'RESERVED' },
    { status: 'FAILED', error: { code: 'LOT_SPENT' } },
    { status: 'RESERVED' },
  ]);
  expect(sent).toEqual([['one', 'three']]);
});

test('what has settled takes no lot', async () => {
  const { reserving, sent } = firm(10n);
  const results = await reserving.reserve(
    [delivery('one', 10n, { status: 'SETTLED' }), delivery('two', 10n)],
    {},
  );
  expect(results).toMatchObject([{ status: 'FAILED' }, { status: 'RESERVED' }]);
  expect(sent).toEqual([['two']]);
});
