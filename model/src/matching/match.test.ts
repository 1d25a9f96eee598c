import fc from 'fast-check';
import {
  matchIndexChecker,
  type MatchResult,
  matchResultChecker,
  matchShardChecker,
  openShardChecker,
} from '../documents/matching';
import type { TradeStatement } from '../documents/trade-statements';
import { isinOf, statementOf, utiOf } from '../../testing/statements';
import { breaksOf, match, waitingOf, type MatchOutcome, type StatedPage } from './match';
import { netObligations } from './obligations';
import { scattered } from './shards';
import type { MatchState } from './state';

const SELL = { side: 'SELL' } as const;

function matched(pages: readonly StatedPage[], state?: MatchState, amountTolerance = 0n): MatchOutcome {
  return match({
    pair: ['a', 'b'],
    tradeDate: '2026-03-11',
    state,
    pages,
    amountTolerance,
    businessDay: '2026-03-11',
    matchedBy: 'a',
    salt: '1'.repeat(64),
  });
}

function page(submitter: string, pageId: string, ...trades: TradeStatement[]): StatedPage {
  return { submitter, pageId, trades };
}

function utis(statements: readonly { readonly uti: string }[]): string[] {
  return statements.map(({ uti }) => uti);
}

describe('a match', () => {
  it("tells buyer and seller by their sides, whichever of the pair's members they are", () => {
    const { result } = matched([
      page('a', 'page-a', statementOf(1), statementOf(2, SELL)),
      page('b', 'page-b', statementOf(1, SELL), statementOf(2)),
    ]);
    expect(result.matched).toMatchObject([
      {
        uti: utiOf(1),
        buyer: 'a',
        seller: 'b',
        sources: [{ submitter: 'a', position: 0 }, { submitter: 'b' }],
      },
      { uti: utiOf(2), buyer: 'b', seller: 'a' },
    ]);
  });

  it("lets the seller's amount stand, and records the difference", () => {
    const { result } = matched(
      [
        page('a', 'page-a', statementOf(1, { amount: '1003' })),
        page('b', 'page-b', statementOf(1, { ...SELL, amount: '1000' })),
      ],
      undefined,
      3n,
    );
    expect(result.matched).toMatchObject([{ amount: '1000', amountDifference: '-3' }]);
  });

  it("owes the seller's amount, whichever of the two sells, and calls what is beyond the tolerance a break", () => {
    const { state: index, result } = matched(
      [
        page('a', 'page-a', statementOf(1, { amount: '1003' }), statementOf(2, { ...SELL, amount: '2000' })),
        page('a', 'page-c', statementOf(3, { amount: '1004' })),
        page('b', 'page-b', statementOf(1, { ...SELL, amount: '1000' }), statementOf(2, { amount: '2002' })),
        page('b', 'page-d', statementOf(3, { ...SELL, amount: '1000' })),
      ],
      undefined,
      3n,
    );
    expect(result.matched.map(({ amountDifference }) => amountDifference)).toEqual(['-3', '-2']);
    expect(index.obligations).toMatchObject([{ quantity: '0', amount: '1000' }]);
    expect(result.breaks).toMatchObject([
      { uti: utiOf(3), differences: [{ code: 'AMOUNT', stated: ['1004', '1000'] }] },
    ]);
  });

  it("keeps a bond's clean price and accrued interest with the matched trade", () => {
    const bond = { cleanPrice: '9800', accruedInterest: '35000' };
    const { state: index, result } = matched([
      page('a', 'page-a-01', statementOf(1, bond)),
      page('b', 'page-b-01', statementOf(1, { ...SELL, ...bond })),
    ]);
    expect(result.matched).toMatchObject([bond]);
    expect(matchResultChecker.problems(result)).toEqual([]);
    expect(index.obligations).toMatchObject([{ amount: '-7150000' }]);
  });

  it('keeps a break open: a second statement of the same side has no effect', () => {
    const { state: index, result } = matched([
      page('a', 'page-a', statementOf(1)),
      page('b', 'page-b', statementOf(1, { ...SELL, quantity: '90' })),
    ]);
    expect(utis(result.breaks)).toEqual([utiOf(1)]);
    expect(utis(breaksOf(['a', 'b'], index.open, 0n))).toEqual([utiOf(1)]);
    const second = matched([page('b', 'page-c', statementOf(1, SELL))], index);
    expect(second.result).toMatchObject({
      matched: [],
      breaks: [],
      withoutEffect: [{ uti: utiOf(1), reason: 'STATED_BEFORE' }],
    });
    expect(second.state.open).toEqual(index.open);
  });

  it('matches a UTI once, and lists a later statement of it as without effect', () => {
    const both = [page('a', 'page-a', statementOf(1)), page('b', 'page-b', statementOf(1, SELL))];
    const first = matched(both);
    const again = matched([page('b', 'page-d', statementOf(1, SELL))], first.state);
    expect(again.result).toMatchObject({
      sequence: 2,
      matched: [],
      withoutEffect: [
        { uti: utiOf(1), source: { submitter: 'b', pageId: 'page-d', position: 0 }, reason: 'MATCHED' },
      ],
    });
    expect(again.state.obligations).toEqual(first.state.obligations);
  });

  it('tells apart what waits for its other side', () => {
    const { state: index } = matched([
      page('a', 'page-a', statementOf(1), statementOf(2)),
      page('b', 'page-b', statementOf(2, { ...SELL, price: '1' }), statementOf(3, SELL)),
    ]);
    expect(utis(waitingOf(index.open).map(({ statement }) => statement))).toEqual([utiOf(1), utiOf(3)]);
  });
});

describe('net obligations', () => {
  it('are one for each instrument, settlement date and both account kinds, seen from the first member', () => {
    const { state: index } = matched([
      page(
        'a',
        'page-a',
        statementOf(1),
        statementOf(2, { ...SELL, quantity: '30', amount: '2145000' }),
        statementOf(3, { isin: isinOf(2) }),
      ),
      page(
        'b',
        'page-b',
        statementOf(1, SELL),
        statementOf(2, { quantity: '30', amount: '2145000' }),
        statementOf(3, { ...SELL, isin: isinOf(2), accountKind: 'CLIENT' }),
      ),
    ]);
    expect(index.obligations).toEqual([
      expect.objectContaining({
        isin: isinOf(1),
        accountKinds: ['HOUSE', 'HOUSE'],
        quantity: '70',
        amount: '-5005000',
      }),
      expect.objectContaining({
        isin: isinOf(2),
        accountKinds: ['HOUSE', 'CLIENT'],
        quantity: '100',
        amount: '-7150000',
      }),
    ]);
  });
});

interface GeneratedTrade {
  readonly n: number;
  readonly firstBuys: boolean;
  readonly quantity: number;
  readonly instrument: number;
  readonly kinds: readonly ['HOUSE' | 'CLIENT', 'HOUSE' | 'CLIENT'];
  readonly stated: 'BOTH' | 'FIRST' | 'SECOND' | 'DIFFERENTLY';
  readonly pages: readonly [number, number];
}

const kind = fc.constantFrom('HOUSE' as const, 'CLIENT' as const);
const trade = fc.record<GeneratedTrade>({
  n: fc.nat(999_999),
  firstBuys: fc.boolean(),
  quantity: fc.integer({ min: 1, max: 1000 }),
  instrument: fc.nat(2),
  kinds: fc.tuple(kind, kind),
  stated: fc.constantFrom('BOTH', 'BOTH', 'BOTH', 'FIRST', 'SECOND', 'DIFFERENTLY'),
  pages: fc.tuple(fc.nat(3), fc.nat(3)),
});

/** What one member of the pair states of a trade; undefined when it says nothing. */
function statedBy(side: 0 | 1, generated: GeneratedTrade): TradeStatement | undefined {
  const { n, firstBuys, quantity, instrument, kinds, stated } = generated;
  if (stated === (side === 0 ? 'SECOND' : 'FIRST')) return undefined;
  const mistaken = stated === 'DIFFERENTLY' && side === 1 ? 1 : 0;
  return statementOf(n, {
    side: (side === 0) === firstBuys ? 'BUY' : 'SELL',
    isin: isinOf(instrument),
    quantity: String(quantity + mistaken),
    amount: String(quantity * 10),
    accountKind: kinds[side],
  });
}

function pagesOf(trades: readonly GeneratedTrade[]): StatedPage[] {
  return ([0, 1] as const).flatMap((side) =>
    [0, 1, 2, 3].flatMap((at) => {
      const statements = trades.flatMap((each) =>
        each.pages[side] === at ? (statedBy(side, each) ?? []) : [],
      );
      return statements.length > 0 ? [page(side === 0 ? 'a' : 'b', `generated-${at}`, ...statements)] : [];
    }),
  );
}

const history = fc.uniqueArray(trade, { selector: ({ n }) => n, maxLength: 40 }).map(pagesOf);
/** As {@link history}, but a UTI may be stated again and again. */
const repetitive = fc
  .array(trade, { maxLength: 40 })
  .map((trades) => pagesOf(trades.map((each) => ({ ...each, n: each.n % 10 }))));

/** One outcome of the same history, whatever came between: all that stands in the end. */
function standing({ state }: MatchOutcome): unknown {
  return { ...state, sequence: 0, matched: Object.keys(state.matched).sort() };
}

function inRuns(
  pages: readonly StatedPage[],
  cuts: readonly number[],
): { last: MatchOutcome; results: MatchResult[] } {
  const results: MatchResult[] = [];
  let last: MatchOutcome | undefined;
  let rest = pages;
  for (const cut of [...cuts, pages.length]) {
    const part = rest.slice(0, cut);
    rest = rest.slice(cut);
    if (part.length === 0 && rest.length > 0) continue;
    last = matched(part, last?.state);
    results.push(last.result);
  }
  return { last: last ?? matched([]), results };
}

describe('any history of pages', () => {
  it('makes documents that fit their schemas', () => {
    fc.assert(
      fc.property(repetitive, (pages) => {
        const { state, result } = matched(pages);
        const {
          index,
          matched: [shard],
          open: [open],
        } = scattered(
          { index: undefined, shards: [{ shard: 0, matched: null, open: null }] },
          state,
          1,
          '0'.repeat(64),
        );
        expect(matchIndexChecker.problems(index)).toEqual([]);
        if (shard) expect(matchShardChecker.problems(shard)).toEqual([]);
        if (open) expect(openShardChecker.problems(open)).toEqual([]);
        expect(matchResultChecker.problems(result)).toEqual([]);
      }),
    );
  });

  it('matches the same in whatever order its pages are given', () => {
    const shuffled = repetitive.chain((pages) =>
      fc.tuple(fc.constant(pages), fc.shuffledSubarray(pages, { minLength: pages.length })),
    );
    fc.assert(
      fc.property(shuffled, ([pages, turned]) => {
        expect(matched(turned)).toEqual(matched(pages));
      }),
    );
  });

  it('puts every statement exactly once among the matched, the open or those without effect', () => {
    fc.assert(
      fc.property(repetitive, (pages) => {
        const { state, result } = matched(pages);
        const name = ({
          submitter,
          pageId,
          position,
        }: {
          submitter: string;
          pageId: string;
          position: number;
        }): string => `${submitter}/${pageId}/${position}`;
        const placed = [
          ...result.matched.flatMap(({ sources }) => sources.map(name)),
          ...state.open.map(({ source }) => name(source)),
          ...result.withoutEffect.map(({ source }) => name(source)),
        ];
        const given = pages.flatMap(({ submitter, pageId, trades }) =>
          trades.map((_, position) => name({ submitter, pageId, position })),
        );
        expect(placed.sort()).toEqual(given.sort());
        expect(Object.keys(state.matched).sort()).toEqual(utis(result.matched).sort());
      }),
    );
  });

  it('comes to the same in several runs as in one', () => {
    fc.assert(
      fc.property(history, fc.array(fc.nat(4), { maxLength: 4 }), (pages, cuts) => {
        const once = matched(pages);
        const { last, results } = inRuns(pages, cuts);
        expect(standing(last)).toEqual(standing(once));
        expect(utis(results.flatMap((result) => result.matched)).sort()).toEqual(
          utis(once.result.matched).sort(),
        );
        expect(breaksOf(['a', 'b'], last.state.open, 0n)).toEqual(once.result.breaks);
      }),
    );
  });

  it('never leaves open what agrees', () => {
    fc.assert(
      fc.property(repetitive, (pages) => {
        const { state: index } = matched(pages);
        const broken = new Set(utis(breaksOf(['a', 'b'], index.open, 0n)));
        const waiting = new Set(utis(waitingOf(index.open).map(({ statement }) => statement)));
        for (const { statement } of index.open) {
          expect([broken.has(statement.uti), waiting.has(statement.uti)].filter(Boolean)).toHaveLength(1);
        }
      }),
    );
  });

  it('nets to the sum of its matched trades', () => {
    fc.assert(
      fc.property(history, (pages) => {
        const { state: index, result } = matched(pages);
        const sum = (of: (each: (typeof result.matched)[number]) => bigint): bigint =>
          result.matched.reduce((total, each) => total + (each.buyer === 'a' ? of(each) : -of(each)), 0n);
        const net = (field: 'quantity' | 'amount'): bigint =>
          index.obligations.reduce((total, each) => total + BigInt(each[field]), 0n);
        expect(net('quantity')).toBe(sum(({ quantity }) => BigInt(quantity)));
        expect(net('amount')).toBe(-sum(({ amount }) => BigInt(amount)));
        const names = index.obligations.map((each) =>
          JSON.stringify([each.isin, each.settlementDate, each.accountKinds]),
        );
        expect(new Set(names).size).toBe(names.length);
        expect(netObligations(['a', 'b'], [], { matched: result.matched })).toEqual(index.obligations);
      }),
    );
  });
});
