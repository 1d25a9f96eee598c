import fc from 'fast-check';
import type { CancellationConsent } from '../documents/trade-cancellation';
import {
  type MatchedTradeRecord,
  type MatchResult,
  matchResultChecker,
  type StatementSource,
} from '../documents/matching';
import type { PageEntry, TradeStatement } from '../documents/trade-statements';
import { isinOf, statementOf, utiOf } from '../../testing/statements';
import { revisionOf } from '../pages/entry';
import { consentToCancel } from './cancel';
import { match, pageName, type StatedPage } from './match';
import { netObligations } from './obligations';
import { isMatched, type MatchState } from './state';

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
      /** The revision that it means; most mean the latest. */
      readonly revision: number | null;
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
      revision: fc.constantFrom(null, null, null, 1, 2),
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
  state: MatchState | undefined;
  /** Pages that a match has taken in. */
  readonly taken = new Set<string>();
  /** The latest revision of each side of each trade. */
  readonly #revisions = new Map<string, number>();

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
    const name = `${at}/${entry.uti}`;
    this.#revisions.set(name, Math.max(this.#revisions.get(name) ?? 0, revisionOf(entry)));
    this.pages.push({ submitter: PAIR[at], pageId: `page-${(n * 7) % 10}-${n}`, trades: [entry] });
  }

  #correct(next: Step & { readonly do: 'REPLACE' | 'WITHDRAW' }): void {
    const { side: at, n } = next;
    const revision = next.revision ?? this.#revisions.get(`${at}/${utiOf(n)}`) ?? 1;
    if (next.do === 'WITHDRAW') this.#record(at, { uti: utiOf(n), withdraws: revision });
    else this.#record(at, { ...this.#statement(next), replaces: revision });
  }

  #match({ leaveOut, turned }: Step & { readonly do: 'MATCH' }): void {
    const due = this.pages.filter((page) => !this.taken.has(pageName(page)));
    const pages = due.filter((_, i) => leaveOut === 0 || i % (leaveOut + 1) !== 0);
    const input = {
      pair: PAIR,
      tradeDate: TRADE_DATE,
      state: this.state,
      amountTolerance: 0n,
      businessDay: TRADE_DATE,
      matchedBy: 'a',
      salt: '1'.repeat(64),
    };
    const reversed = [...pages].reverse();
    const { state, result } = match({ ...input, pages: turned ? reversed : pages });
    expect(match({ ...input, pages: turned ? pages : reversed })).toEqual({ state, result });
    this.state = state;
    for (const page of pages) this.taken.add(pageName(page));
    this.results.push(result);
  }

  /** A consent to what is not matched is refused by the contract: nothing happens. */
  #consent({ side: at, n, instead }: Step & { readonly do: 'CONSENT' }): void {
    const uti = utiOf(n);
    if (!this.state || !isMatched(this.state, uti)) return;
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
    const { state, result } = consentToCancel({
      state: this.state,
      consent,
      trades: new Map(this.effective().map((each) => [each.uti, each])),
      businessDay: TRADE_DATE,
      salt: '4'.repeat(64),
    });
    this.state = state;
    this.results.push(result);
  }
}

/** Lives through a history, and looks at what stands after each step. */
function after(steps: readonly Step[], look: (life: Life, state: MatchState) => void): void {
  const life = new Life();
  for (const next of steps) {
    life.take(next);
    if (life.state) look(life, life.state);
  }
}

describe('the histories', () => {
  it('come to all that may happen: what never happens proves nothing', () => {
    const seen = new Set<string>();
    for (const steps of fc.sample(history, { seed: 7 })) {
      after(steps, ({ results }, { asked, withdrawn }) => {
        if (asked.length > 0) seen.add('ASKED');
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
      'MATCHED',
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
          expect(Object.keys(matched).sort()).toEqual(trades.map(({ uti }) => uti).sort());
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
          expect(undone.sort()).toEqual(Object.keys(cancelled).sort());
          expect(Object.keys(cancelled).filter((uti) => isMatched({ matched }, uti))).toEqual([]);
          expect(asked.every(({ uti }) => isMatched({ matched }, uti))).toBe(true);
          expect(new Set(asked.map(({ uti, by }) => `${uti}/${by}`)).size).toBe(asked.length);
        });
      }),
    );
  });

  it('every entry that was taken in is accounted for once', () => {
    fc.assert(
      fc.property(history, (steps) => {
        after(steps, ({ results, pages, taken }, { open, withdrawn }) => {
          const accounted = [
            ...results.flatMap(({ matched }) => matched.flatMap(({ sources }) => sources)),
            ...results.flatMap(({ corrected }) => corrected.map((each) => each.corrected)),
            ...results.flatMap(({ withoutEffect }) => withoutEffect.map(({ source }) => source)),
            // A side that was withdrawn is as gone as its trade is once that matches by a later statement.
            ...[...open, ...withdrawn].map(({ source }) => source),
          ];
          const given = pages.filter((page) => taken.has(pageName(page)));
          expect(accounted.map(nameOf).sort()).toEqual(given.map((page) => `${pageName(page)}/0`).sort());
        });
      }),
    );
  });

  it('results fit their schema', () => {
    fc.assert(
      fc.property(history, (steps) => {
        after(steps, ({ results }) => {
          const latest = results.at(-1);
          expect(latest && matchResultChecker.problems(latest)).toEqual([]);
        });
      }),
    );
  });
});
