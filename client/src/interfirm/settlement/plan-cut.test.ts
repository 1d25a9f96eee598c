import { MOVEMENT_LOTS_MAX, type Lot } from '@jangbu/model';
import fc from 'fast-check';
import { changeOf } from '../holdings/make-movement';
import { planCut, type Need } from './plan-cut';

const SHARES = 'KR7005930003';

function lotOf(instrument: string, amount: bigint, n: number): Lot {
  return {
    type: 'lot',
    version: 1,
    creator: 'nh',
    lotId: `lot-${String(n).padStart(5, '0')}`,
    owner: 'nh',
    instrument,
    accountKind: 'HOUSE',
    amount: String(amount),
    origin: { kind: 'DEPOSIT', by: 'kofia', id: 'deposit-1' },
    status: 'FREE',
    salt: '0'.repeat(32),
  };
}

const need = (instrument: string, amount: bigint): Need => ({ instrument, accountKind: 'HOUSE', amount });
const lots = (...amounts: bigint[]): Lot[] => amounts.map((amount, n) => lotOf(SHARES, amount, n));

test('a lot of the exact amount is taken as it is, and only once', () => {
  const [first, second] = [need(SHARES, 10n), need(SHARES, 10n)];
  const [ten, hundred] = lots(10n, 100n);
  const plan = planCut([first, second], [ten, hundred] as Lot[]);
  expect(plan.exact).toEqual([[first, ten]]);
  expect(plan.cut).toEqual({ consumed: [hundred], into: [second] });
});

test('what all lots together do not hold is short, whoever came first is served', () => {
  const [first, second, third] = [need(SHARES, 60n), need(SHARES, 50n), need(SHARES, 40n)];
  const plan = planCut([first, second, third], lots(30n, 71n));
  expect(plan.cut?.into).toEqual([first, third]);
  expect(plan.short).toEqual([second]);
});

test('an instrument of which nothing is held is short', () => {
  expect(planCut([need('KRW', 1n)], lots(5n))).toMatchObject({ cut: undefined, short: [{ amount: 1n }] });
});

/** Plans and carries the plan out, until nothing is left to do. */
function serve(wanted: readonly Need[], held: readonly Lot[]): { met: number; short: number } {
  let needs = wanted;
  let free = [...held];
  const served = { met: 0, short: 0 };
  for (let round = 0; needs.length > 0; round += 1) {
    if (round > wanted.length + held.length) throw new Error('no progress');
    const { exact, cut = { consumed: [], into: [] }, later, short } = planCut(needs, free);
    served.met += exact.length;
    served.short += short.length;
    const gone = new Set([...exact.map(([, lot]) => lot), ...cut.consumed]);
    expect(gone.size).toBe(exact.length + cut.consumed.length);
    const made = [...cut.into, ...changeOf(cut.consumed, cut.into)];
    expect(Math.max(made.length, cut.consumed.length)).toBeLessThanOrEqual(MOVEMENT_LOTS_MAX);
    free = free.filter((lot) => !gone.has(lot));
    free.push(...made.map((each, n) => lotOf(each.instrument, each.amount, round * 1_000 + 500 + n)));
    needs = [...cut.into, ...later];
  }
  return served;
}

test('many small lots are put together first', () => {
  const small = Array.from({ length: 350 }, () => 1n);
  expect(serve([need(SHARES, 250n)], lots(...small))).toEqual({ met: 1, short: 0 });
});

const purse = fc.constantFrom(SHARES, 'KRW', 'KR7000660001');
const amounts = fc.array(fc.tuple(purse, fc.bigInt({ min: 1n, max: 1_000n })), { maxLength: 250 });

test('planned again and again, every need is met by a lot of its own or is short, within one split’s bounds', () => {
  fc.assert(
    fc.property(amounts, amounts, (wanted, held) => {
      const needs = wanted.map(([instrument, amount]) => need(instrument, amount));
      const { met, short } = serve(
        needs,
        held.map(([instrument, amount], n) => lotOf(instrument, amount, n)),
      );
      expect(met + short).toBe(wanted.length);
    }),
  );
});
