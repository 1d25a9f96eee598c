import { statementOf, utiOf } from '../../testing/statements';
import { match } from './match';
import { matchedElsewhere, shelve, utiPrefix, utiPrefixes, utiShelfName } from './uti-shelves';
import { utiShelfChecker, type UtiRegister } from '../documents/uti-register';

const register: UtiRegister = {
  ...{ type: 'uti-register', version: 1, pair: ['a', 'b'] },
  secret: 'ab'.repeat(32),
};
const [MONDAY, TUESDAY] = ['2026-03-09', '2026-03-10'];

function onShelves(utis: readonly string[], tradeDate: string, before: ReturnType<typeof shelve> = []) {
  const shelves = new Map(before.map((shelf) => [shelf.prefix, shelf]));
  return shelve(register, ['a', 'b'], shelves, utis, tradeDate);
}

describe("a pair's UTIs on shelves", () => {
  it('stand a thousand numbers to a shelf, by trade date', () => {
    const shelves = onShelves([utiOf(1), utiOf(999), utiOf(1000)], MONDAY);
    expect(shelves.map(({ days }) => days)).toEqual([
      [{ tradeDate: MONDAY, endings: ['001', '999'] }],
      [{ tradeDate: MONDAY, endings: ['000'] }],
    ]);
    for (const shelf of shelves) expect(utiShelfChecker.problems(shelf)).toEqual([]);
    const [first] = onShelves([utiOf(2), utiOf(1)], TUESDAY, shelves);
    expect(first?.days).toEqual([
      { tradeDate: MONDAY, endings: ['001', '999'] },
      { tradeDate: TUESDAY, endings: ['001', '002'] },
    ]);
  });

  it('are taken on every other trade date, and on their own not', () => {
    const shelves = onShelves([utiOf(1)], MONDAY);
    expect([...matchedElsewhere(shelves, [utiOf(1), utiOf(2)], TUESDAY)]).toEqual([utiOf(1)]);
    expect([...matchedElsewhere(shelves, [utiOf(1), utiOf(2)], MONDAY)]).toEqual([]);
  });

  it('have names that nobody guesses without the secret, and no two the same', () => {
    const prefixes = utiPrefixes(Array.from({ length: 5000 }, (_, n) => utiOf(n)));
    expect(prefixes).toHaveLength(5);
    expect(new Set(prefixes.map((prefix) => utiShelfName(register, prefix))).size).toBe(5);
    const other = { ...register, secret: 'cd'.repeat(32) };
    const prefix = utiPrefix(utiOf(1));
    expect(utiShelfName(register, prefix)).not.toBe(utiShelfName(other, prefix));
  });
});

test('a trade that is matched on another date does not match again, and both statements are told so', () => {
  const outcome = match({
    ...{ pair: ['a', 'b'], tradeDate: TUESDAY, state: undefined, amountTolerance: 0n },
    pages: [
      { submitter: 'a', pageId: 'page-a-01', trades: [statementOf(1), statementOf(2)] },
      {
        ...{ submitter: 'b', pageId: 'page-b-01' },
        trades: [statementOf(1, { side: 'SELL' }), statementOf(2, { side: 'SELL' })],
      },
    ],
    ...{ businessDay: TUESDAY, matchedBy: 'a', salt: '11'.repeat(16) },
    matchedElsewhere: new Set([utiOf(1)]),
  });
  expect(outcome.state).toMatchObject({ matched: { [utiOf(2)]: 1 }, open: [] });
  expect(outcome.result.withoutEffect).toEqual(
    ['a', 'b'].map((submitter) => ({
      uti: utiOf(1),
      source: { submitter, pageId: `page-${submitter}-01`, position: 0 },
      reason: 'MATCHED_ON_ANOTHER_DATE',
    })),
  );
});
