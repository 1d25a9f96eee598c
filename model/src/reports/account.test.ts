import fc from 'fast-check';
import { accountDay, type AccountEntry, type EntryKind } from './account';

const DAYS = ['2026-03-09', '2026-03-10', '2026-03-11', '2026-03-12'] as const;

function entry(businessDay: string, kind: EntryKind, amount: bigint, changed: Partial<AccountEntry> = {}) {
  const frame = { instrument: 'KRW', accountKind: 'HOUSE', counterparty: 'b', reference: 'a/1' } as const;
  return { ...frame, businessDay, kind, amount, ...changed };
}

test('a day has an opening, what came and went, and a closing', () => {
  const entries = [
    entry(DAYS[0], 'DEPOSIT', 100n),
    entry(DAYS[1], 'DEPOSIT', 50n),
    entry(DAYS[1], 'WITHDRAWAL', -30n),
    entry(DAYS[1], 'TRANSFER', -5n),
    entry(DAYS[1], 'SETTLEMENT', 7n),
    entry(DAYS[1], 'SETTLEMENT', -12n),
    entry(DAYS[2], 'DEPOSIT', 1_000n),
  ];
  expect(accountDay(entries, DAYS[1])).toEqual([
    {
      instrument: 'KRW',
      accountKind: 'HOUSE',
      opening: 100n,
      deposited: 50n,
      withdrawn: 30n,
      transferred: -5n,
      received: 7n,
      delivered: 12n,
      closing: 110n,
    },
  ]);
});

test('a day before anything was held has no rows', () => {
  expect(accountDay([entry(DAYS[1], 'DEPOSIT', 1n)], DAYS[0])).toEqual([]);
});

const entries = fc.array(
  fc
    .record({
      businessDay: fc.constantFrom(...DAYS),
      kind: fc.constantFrom<EntryKind>('DEPOSIT', 'WITHDRAWAL', 'TRANSFER', 'SETTLEMENT'),
      amount: fc.bigInt({ min: 1n, max: 10n ** 15n }),
      comes: fc.boolean(),
      instrument: fc.constantFrom('KRW', 'KR7005930003'),
      accountKind: fc.constantFrom('HOUSE' as const, 'CLIENT' as const),
    })
    .map(({ amount, comes, kind, businessDay, ...rest }) => {
      const isIn = kind === 'DEPOSIT' || (kind !== 'WITHDRAWAL' && comes);
      return entry(businessDay, kind, isIn ? amount : -amount, rest);
    }),
);

test("whatever happens, each day's closing is the next one's opening, and all that was held is the sum of all", () => {
  fc.assert(
    fc.property(entries, (history) => {
      for (const [i, day] of DAYS.entries()) {
        const rows = accountDay(history, day);
        const next = DAYS[i + 1];
        for (const row of rows) {
          const same = ({ instrument, accountKind }: AccountEntry): boolean =>
            instrument === row.instrument && accountKind === row.accountKind;
          const replayed = history
            .filter((each) => same(each) && each.businessDay <= day)
            .reduce((sum, { amount }) => sum + amount, 0n);
          expect(row.closing).toBe(replayed);
          if (next === undefined) continue;
          const later = accountDay(history, next).find(
            (each) => each.instrument === row.instrument && each.accountKind === row.accountKind,
          );
          expect(later?.opening).toBe(row.closing);
        }
      }
    }),
  );
});
