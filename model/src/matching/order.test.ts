import fc from 'fast-check';
import type { CancellationConsent } from '../documents/trade-cancellation';
import type { MatchedTradeRecord } from '../documents/matching';
import type { PageEntry } from '../documents/trade-statements';
import { isCorrection } from '../pages/entry';
import { statementOf, utiOf } from '../../testing/statements';
import { consentToCancel } from './cancel';
import { match, type StatedPage } from './match';
import { isMatched, type MatchState } from './state';

const PAIR = ['a', 'b'] as const;
const DAY = '2026-03-11';
const UTIS = 3;

/** What a firm says of a trade in one go: a first statement, then corrections of it, each on a page of its own. */
interface Said {
  readonly side: 0 | 1;
  readonly n: number;
  /** The first statement, then what corrects it. */
  readonly quantities: readonly [number, ...(number | 'WITHDRAWN')[]];
}

const said = fc.uniqueArray(
  fc.record<Said>({
    side: fc.constantFrom(0 as const, 1 as const),
    n: fc.nat(UTIS - 1),
    quantities: fc
      .tuple(
        fc.constantFrom(100, 70),
        fc.array(fc.constantFrom(100, 100, 70, 'WITHDRAWN' as const), { maxLength: 3 }),
      )
      .map(([first, later]): Said['quantities'] => [first, ...later]),
  }),
  { selector: ({ side, n }) => `${side}/${n}`, minLength: 2, maxLength: 2 * UTIS },
);

function entryOf({ side, n }: Said, quantity: number | 'WITHDRAWN', revision: number): PageEntry {
  if (quantity === 'WITHDRAWN') return { uti: utiOf(n), withdraws: revision - 1 };
  const statement = statementOf(n, {
    side: side === 0 ? 'BUY' : 'SELL',
    quantity: String(quantity),
    amount: String(quantity),
  });
  return revision === 1 ? statement : { ...statement, replaces: revision - 1 };
}

/** All pages of all that was said, under ids that do not sort by time. */
function pagesOf(all: readonly Said[]): StatedPage[] {
  return all.flatMap((each, i) =>
    each.quantities.map((quantity, j) => ({
      submitter: PAIR[each.side],
      pageId: `page-${(i * 7 + j * 3) % 10}-${i}-${j}`,
      trades: [entryOf(each, quantity, j + 1)],
    })),
  );
}

/** Pages in some order, cut into the matches that take them in. */
interface Way {
  readonly pages: readonly StatedPage[];
  readonly cuts: readonly number[];
}

const corrects = ({ trades }: StatedPage): boolean => trades.some(isCorrection);

/** Any order and any grouping, of which the contracts allow all in which recorded corrections come with the first. */
function wayOf(all: readonly Said[]): fc.Arbitrary<Way> {
  const pages = pagesOf(all);
  return fc.record({
    pages: fc.shuffledSubarray(pages, { minLength: pages.length }),
    cuts: fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 8 }),
  });
}

function matchesOf({ pages, cuts }: Way): StatedPage[][] {
  const corrections = pages.filter(corrects);
  let rest = pages.filter((page) => !corrects(page));
  const groups: StatedPage[][] = [];
  for (const cut of cuts) {
    groups.push(rest.slice(0, cut));
    rest = rest.slice(cut);
  }
  const [first, ...later] = [...groups, rest];
  return [[...first, ...corrections], ...later];
}

interface Lived {
  readonly state: MatchState | undefined;
  readonly trades: ReadonlyMap<string, MatchedTradeRecord>;
}

function lived(groups: readonly (readonly StatedPage[])[], before?: Lived): Lived {
  let state = before?.state;
  const trades = new Map(before?.trades);
  for (const pages of groups) {
    const input = { pair: PAIR, tradeDate: DAY, amountTolerance: 0n, businessDay: DAY, matchedBy: 'a' };
    const outcome = match({ ...input, state, pages, salt: '1'.repeat(64) });
    state = outcome.state;
    for (const each of outcome.result.matched) trades.set(each.uti, each);
  }
  return { state, trades };
}

/** Both sides cancel a trade, if it is matched. */
function cancelled({ state, trades }: Lived, uti: string): Lived {
  let now = state;
  for (const [submitter, counterparty] of [PAIR, [PAIR[1], PAIR[0]]] as const) {
    if (!now || !isMatched(now, uti)) return { state: now, trades };
    const consent: CancellationConsent = {
      type: 'cancellation-consent',
      version: 1,
      submitter,
      counterparty,
      tradeDate: DAY,
      consentId: `consent-${submitter}`,
      trades: [{ uti, instead: null }],
      salt: '2'.repeat(64),
    };
    now = consentToCancel({ state: now, consent, trades, businessDay: DAY, salt: '3'.repeat(64) }).state;
  }
  return { state: now, trades };
}

/** What stands, whichever match brought it about. */
function standing({ state }: Lived): unknown {
  if (!state) return undefined;
  const [matched, cancelledOnes] = [state.matched, state.cancelled].map((each) => Object.keys(each).sort());
  return { ...state, sequence: 0, matched, cancelled: cancelledOnes };
}

describe("both sides' pages, with corrections and withdrawals", () => {
  const twoWays = said.chain((all) => fc.tuple(wayOf(all), wayOf(all)));

  it('come to the same, in whatever order and in whatever matches they are taken in', () => {
    fc.assert(
      fc.property(twoWays, ([one, other]) => {
        expect(standing(lived(matchesOf(one)))).toEqual(standing(lived(matchesOf(other))));
      }),
      { numRuns: 1000 },
    );
  });

  it('come to the same when a trade is cancelled and all are taken in once more', () => {
    fc.assert(
      fc.property(twoWays, ([one, other]) => {
        const first = cancelled(lived(matchesOf(one)), utiOf(0));
        const second = cancelled(lived(matchesOf(other)), utiOf(0));
        expect(standing(first)).toEqual(standing(second));
        expect(standing(lived(matchesOf(other), first))).toEqual(standing(first));
      }),
    );
  });

  it('each say in the end what they said last', () => {
    fc.assert(
      fc.property(
        said.chain((all) => fc.tuple(fc.constant(all), wayOf(all))),
        ([all, way]) => {
          const { state } = lived(matchesOf(way));
          for (const { side, n, quantities } of all) {
            if (state && isMatched(state, utiOf(n))) continue;
            const last = quantities.at(-1);
            const open = state?.open.find(
              ({ source, statement }) => source.submitter === PAIR[side] && statement.uti === utiOf(n),
            );
            expect(open?.statement.quantity).toBe(last === 'WITHDRAWN' ? undefined : String(last));
          }
        },
      ),
    );
  });
});
