import fc from 'fast-check';
import type { CancellationConsent } from '../documents/trade-cancellation';
import {
  type MatchedTradeRecord,
  type MatchIndex,
  matchIndexChecker,
  type MatchResult,
  matchResultChecker,
  type StatementSource,
} from '../documents/matching';
import type { PageEntry, PagePlace, TradeStatement } from '../documents/trade-statements';
import { isinOf, statementOf, utiOf } from '../../testing/statements';
import { consentToCancel } from './cancel';
import { match, pageName, type StatedPage } from './match';
import { netObligations } from './obligations';

const PAIR = ['a', 'b'] as const;
const UTIS = 3;
const TRADE_DATE = '2026-03-11';

type Step =
  | { readonly do: 'STATE'; readonly side: 0 | 1; readonly n: number; readonly quantity: number }
  | {
      readonly do: 'REPLACE' | 'WITHDRAW';
      readonly side: 0 | 1;
      readonly n: number;
      readonly quantity: number;
      /** Which of the side's pages it means. */
      readonly page: number;
      /** Whether it names the trade of that page, or one that may be another. */
      readonly right: boolean;
    }
  /** Takes in those recorded pages whose turn it is: not all of them, and in any order. */
  | { readonly do: 'MATCH'; readonly leaveOut: number; readonly turned: boolean }
  | { readonly do: 'CONSENT'; readonly side: 0 | 1; readonly n: number; readonly instead: number | null };

const side = fc.constantFrom(0 as const, 1 as const);
const trade = { side, n: fc.nat(UTIS - 1), quantity: fc.constantFrom(100, 100, 100, 100, 70) };
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('STATE' as const), ...trade }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('REPLACE' as const, 'WITHDRAW' as const),
      ...trade,
      page: fc.nat(20),
      right: fc.constantFrom(true, true, true, false),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('MATCH' as const),
      leaveOut: fc.constantFrom(0, 0, 0, 1, 2),
      turned: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('CONSENT' as const),
      side,
      n: fc.nat(UTIS - 1),
      instead: fc.constantFrom(null, null, null, 9),
    }),
  },
);
const history = fc.array(step, { minLength: 20, maxLength: 80, size: 'max' });

function nameOf({ submitter, pageId, position }: StatementSource): string {
  return `${submitter}/${pageId}/${position}`;
}

/** A pair's trade date lived through step by step, as the contracts would let it. */
class Life {
  readonly pages: StatedPage[] = [];
  readonly results: MatchResult[] = [];
  index: MatchIndex | undefined;

  take(next: Step): void {
    switch (next.do) {
      case 'STATE':
        this.#record(next.side, this.#statement(next));
        return;
      case 'REPLACE':
      case 'WITHDRAW':
        this.#correct(next);
        return;
      case 'MATCH':
        this.#match(next);
        return;
      case 'CONSENT':
        this.#consent(next);
    }
  }

  /** The trades that are matched and not cancelled, by what the results tell. */
  effective(): MatchedTradeRecord[] {
    const cancelled = new Set(
      this.results.flatMap((result) => result.cancelled.map((each) => each.trade.uti)),
    );
    return this.results.flatMap(({ matched }) => matched.filter(({ uti }) => !cancelled.has(uti)));
  }

  #statement({ side: at, n, quantity }: { side: 0 | 1; n: number; quantity: number }): TradeStatement {
    return statementOf(n, {
      side: at === 0 ? 'BUY' : 'SELL',
      isin: isinOf(n % 2),
      quantity: String(quantity),
      amount: String(quantity * (n + 1)),
    });
  }

  #record(at: 0 | 1, entry: PageEntry): void {
    // Ids that do not sort by time: another client may have made them.
    const n = this.pages.length;
    this.pages.push({ submitter: PAIR[at], pageId: `page-${(n * 7) % 10}-${n}`, trades: [entry] });
  }

  #correct(next: Step & { readonly do: 'REPLACE' | 'WITHDRAW' }): void {
    const own = this.pages.filter(({ submitter }) => submitter === PAIR[next.side]);
    const meant = own[next.page % Math.max(1, own.length)];
    if (!meant) return;
    const place: PagePlace = { pageId: meant.pageId, position: 0 };
    const meantUti = meant.trades[0]?.uti;
    const n = next.right && meantUti !== undefined ? Number(meantUti.slice(-6)) : next.n;
    if (next.do === 'WITHDRAW') this.#record(next.side, { uti: utiOf(n), withdraws: place });
    else this.#record(next.side, { ...this.#statement({ ...next, n }), replaces: place });
  }

  #match({ leaveOut, turned }: Step & { readonly do: 'MATCH' }): void {
    const taken = new Set(this.index?.pages);
    const due = this.pages.filter((page) => !taken.has(pageName(page)));
    const pages = due.filter((_, i) => leaveOut === 0 || i % (leaveOut + 1) !== 0);
    const input = {
      pair: PAIR,
      tradeDate: TRADE_DATE,
      index: this.index,
      amountTolerance: 0n,
      businessDay: TRADE_DATE,
      matchedBy: 'a',
      salts: { index: '0'.repeat(32), result: '1'.repeat(32) },
    };
    const reversed = [...pages].reverse();
    const { index, result } = match({ ...input, pages: turned ? reversed : pages });
    expect(match({ ...input, pages: turned ? pages : reversed })).toEqual({ index, result });
    this.index = index;
    this.results.push(result);
  }

  /** A consent to what is not matched is refused by the contract: nothing happens. */
  #consent({ side: at, n, instead }: Step & { readonly do: 'CONSENT' }): void {
    const uti = utiOf(n);
    if (!this.index?.matched.includes(uti)) return;
    const consent: CancellationConsent = {
      type: 'cancellation-consent',
      version: 1,
      submitter: PAIR[at],
      counterparty: PAIR[at === 0 ? 1 : 0],
      tradeDate: TRADE_DATE,
      consentId: `consent-${this.results.length}`,
      trades: [{ uti, instead: instead === null ? null : utiOf(instead) }],
      salt: '2'.repeat(32),
    };
    const { index, result } = consentToCancel({
      index: this.index,
      consent,
      trades: new Map(this.effective().map((each) => [each.uti, each])),
      businessDay: TRADE_DATE,
      salts: { index: '3'.repeat(32), result: '4'.repeat(32) },
    });
    this.index = index;
    this.results.push(result);
  }
}

/** Lives through a history, and looks at what stands after each step. */
function after(steps: readonly Step[], look: (life: Life, index: MatchIndex) => void): void {
  const life = new Life();
  for (const next of steps) {
    life.take(next);
    if (life.index) look(life, life.index);
  }
}

describe('the histories', () => {
  it('come to all that may happen: what never happens proves nothing', () => {
    const seen = new Set<string>();
    for (const steps of fc.sample(history, { seed: 7 })) {
      after(steps, ({ results }, { asked, corrections, withdrawn }) => {
        if (asked.length > 0) seen.add('ASKED');
        if (corrections.length > 0) seen.add('CORRECTION WAITS');
        if (withdrawn.length > 0) seen.add('SIDE WITHDRAWN');
        for (const { matched, cancelled, corrected, withoutEffect } of results) {
          if (matched.length > 0) seen.add('MATCHED');
          if (cancelled.length > 0) seen.add('CANCELLED BY BOTH');
          for (const { kind } of corrected) seen.add(kind);
          for (const { reason } of withoutEffect) seen.add(reason);
        }
      });
    }
    expect([...seen].sort()).toEqual([
      'ASKED',
      'CANCELLED',
      'CANCELLED BY BOTH',
      'CORRECTION WAITS',
      'MATCHED',
      'NOT_STANDING',
      'REPLACED',
      'SIDE WITHDRAWN',
      'STATED_BEFORE',
      'WITHDRAWN',
    ]);
  });
});

describe('in any history of statements, corrections, matches and cancellations', () => {
  it('the obligations are the net of the trades in effect', () => {
    fc.assert(
      fc.property(history, (steps) => {
        after(steps, (life, { obligations, matched }) => {
          const trades = life.effective();
          expect(obligations).toEqual(netObligations(PAIR, [], { matched: trades }));
          expect(matched).toEqual(trades.map(({ uti }) => uti).sort());
        });
      }),
    );
  });

  it('a UTI is matched once, and cancelled by both once at most', () => {
    fc.assert(
      fc.property(history, (steps) => {
        after(steps, ({ results }, { cancelled, asked, matched }) => {
          const utis = results.flatMap((result) => result.matched.map(({ uti }) => uti));
          expect(new Set(utis).size).toBe(utis.length);
          const undone = results.flatMap((result) => result.cancelled.map(({ trade: { uti } }) => uti));
          expect(undone.sort()).toEqual(cancelled);
          expect(matched.filter((uti) => cancelled.includes(uti))).toEqual([]);
          expect(asked.every(({ uti }) => matched.includes(uti))).toBe(true);
          expect(new Set(asked.map(({ uti, by }) => `${uti}/${by}`)).size).toBe(asked.length);
        });
      }),
    );
  });

  it('every entry that was taken in is accounted for once', () => {
    fc.assert(
      fc.property(history, (steps) => {
        after(steps, ({ results, pages }, { open, corrections, pages: taken }) => {
          const accounted = [
            ...results.flatMap(({ matched }) => matched.flatMap(({ sources }) => sources)),
            ...results.flatMap(({ corrected }) =>
              corrected.flatMap((each) =>
                each.kind === 'WITHDRAWN' ? [each.corrected, each.source] : [each.corrected],
              ),
            ),
            ...results.flatMap(({ withoutEffect }) => withoutEffect.map(({ source }) => source)),
            ...[...open, ...corrections].map(({ source }) => source),
          ];
          const given = pages.filter((page) => taken.includes(pageName(page)));
          expect(accounted.map(nameOf).sort()).toEqual(given.map((page) => `${pageName(page)}/0`).sort());
        });
      }),
    );
  });

  it('no correction waits for a page that was taken in', () => {
    fc.assert(
      fc.property(history, (steps) => {
        after(steps, (_, { corrections, pages }) => {
          for (const { source, correction } of corrections) {
            const { pageId } = 'withdraws' in correction ? correction.withdraws : correction.replaces;
            expect(pages).not.toContain(pageName({ submitter: source.submitter, pageId }));
          }
        });
      }),
    );
  });

  it('index and results fit their schemas', () => {
    fc.assert(
      fc.property(history, (steps) => {
        after(steps, ({ results }, index) => {
          expect(matchIndexChecker.problems(index)).toEqual([]);
          const latest = results.at(-1);
          expect(latest && matchResultChecker.problems(latest)).toEqual([]);
        });
      }),
    );
  });
});
