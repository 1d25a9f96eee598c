import type {
  CorrectedStatement,
  Difference,
  EntryWithoutEffect,
  MatchedTradeRecord,
  MatchResult,
  NoEffectReason,
  OpenStatement,
  StatementSource,
  TradeBreakRecord,
  WithdrawnSide,
} from '../documents/matching';
import type { Pair } from '../documents/pair';
import type { PageEntry, TradeStatement } from '../documents/trade-statements';
import { order } from '../format/order';
import { compareStatements } from './compare';
import { netObligations } from './obligations';
import { takeEntries, withoutEffect, type PlacedEntry, type TradeSide } from './side';
import { isCancelled, isMatched, noMatches, type MatchState } from './state';

/** A page as matching sees it: who stated what, in the order of the page. */
export interface StatedPage {
  readonly submitter: string;
  readonly pageId: string;
  readonly trades: readonly PageEntry[];
}

/** What a match starts from. */
export interface MatchInput {
  readonly pair: Pair;
  readonly tradeDate: string;
  /** What stands of all trades that the pages name; undefined before the pair's first match of that trade date. */
  readonly state: MatchState | undefined;
  /** Pages of either member of the pair. */
  readonly pages: readonly StatedPage[];
  /** By how much the two sides' amounts may differ, smallest unit of the currency. */
  readonly amountTolerance: bigint;
  /** UTIs that the pair has matched on another trade date, cancelled ones too; none unless told. */
  readonly matchedElsewhere?: ReadonlySet<string>;
  readonly businessDay: string;
  readonly matchedBy: string;
  /** Of the result. */
  readonly salt: string;
}

export interface MatchOutcome {
  readonly state: MatchState;
  readonly result: MatchResult;
}

/** One trade while a match runs: both sides, and their new entries, in the pair's order. */
interface RunningTrade {
  readonly sides: [TradeSide | undefined, TradeSide | undefined];
  readonly entries: readonly [PlacedEntry[], PlacedEntry[]];
}

class MatchRun {
  readonly #pair: Pair;
  readonly #tolerance: bigint;
  readonly #trades = new Map<string, RunningTrade>();
  readonly #before: MatchState;
  readonly #elsewhere: ReadonlySet<string>;
  /** UTIs of which something is to be taken in. */
  readonly #touched = new Set<string>();
  /** UTIs of which a side says something else than before. */
  readonly #changed = new Set<string>();
  readonly matched: MatchedTradeRecord[] = [];
  readonly corrected: CorrectedStatement[] = [];
  readonly withoutEffect: EntryWithoutEffect[] = [];

  constructor(
    { pair, pages, amountTolerance, matchedElsewhere = new Set() }: MatchInput,
    before: MatchState,
  ) {
    this.#elsewhere = matchedElsewhere;
    this.#pair = pair;
    this.#tolerance = amountTolerance;
    this.#before = before;
    for (const { statement, ...said } of before.open) this.#stood(statement.uti, { ...said, statement });
    for (const { uti, ...said } of before.withdrawn) this.#stood(uti, { ...said, statement: undefined });
    const inOrder = [...pages].sort((a, b) => order(pageName(a), pageName(b)));
    for (const page of inOrder) this.#gather(page);
  }

  #place({ source: { submitter } }: { readonly source: StatementSource }): 0 | 1 {
    return submitter === this.#pair[0] ? 0 : 1;
  }

  #trade(uti: string): RunningTrade {
    let trade = this.#trades.get(uti);
    if (!trade) {
      trade = { sides: [undefined, undefined], entries: [[], []] };
      this.#trades.set(uti, trade);
    }
    return trade;
  }

  #stood(uti: string, side: TradeSide): void {
    this.#trade(uti).sides[this.#place(side)] = side;
  }

  #gather({ submitter, pageId, trades }: StatedPage): void {
    trades.forEach((entry, position) => {
      const placed = { source: { submitter, pageId, position }, entry };
      this.#trade(entry.uti).entries[this.#place(placed)].push(placed);
      this.#touched.add(entry.uti);
    });
  }

  /** Takes all new entries in, trade by trade: corrections first, so that no page's order matters. */
  run(): void {
    for (const uti of [...this.#touched].sort(order)) {
      const trade = this.#trade(uti);
      const closed = this.#whyClosed(uti);
      if (closed) {
        this.#trades.delete(uti);
        this.withoutEffect.push(...trade.entries.flat().map((placed) => withoutEffect(uti, placed, closed)));
      } else {
        this.#takeEntries(uti, trade);
        this.#tryToMatch(uti, trade);
      }
    }
  }

  /** Why nothing can be said of a trade any more, if so. */
  #whyClosed(uti: string): NoEffectReason | undefined {
    if (isMatched(this.#before, uti)) return 'MATCHED';
    return isCancelled(this.#before, uti) ? 'CANCELLED' : undefined;
  }

  #takeEntries(uti: string, { sides, entries }: RunningTrade): void {
    for (const place of [0, 1] as const) {
      const { side, corrected, withoutEffect: idle } = takeEntries(uti, sides[place], entries[place]);
      if (side !== sides[place]) this.#changed.add(uti);
      sides[place] = side;
      this.corrected.push(...corrected);
      this.withoutEffect.push(...idle);
    }
  }

  #tryToMatch(uti: string, { sides }: RunningTrade): void {
    const [first, second] = sides.map((side) => side && statedBy(side));
    if (!first || !second) return;
    if (compareStatements(first.statement, second.statement, this.#tolerance).length > 0) return;
    this.#trades.delete(uti);
    if (this.#elsewhere.has(uti)) {
      for (const each of [first, second]) {
        this.withoutEffect.push(withoutEffect(uti, each, 'MATCHED_ON_ANOTHER_DATE'));
      }
      return;
    }
    this.matched.push(agreed(this.#pair, first, second));
  }

  /** The breaks among the trades of which this match has changed a side. */
  breaks(): TradeBreakRecord[] {
    return breaksOf(this.#pair, this.open(), this.#tolerance).filter(({ uti }) => this.#changed.has(uti));
  }

  /** What each side has left, by UTI, then in the pair's order. */
  #left<T>(of: (side: TradeSide, uti: string) => T | undefined): T[] {
    const trades = [...this.#trades].sort(([a], [b]) => order(a, b));
    return trades.flatMap(([uti, { sides }]) =>
      sides.flatMap((side) => {
        const left = side && of(side, uti);
        return left === undefined ? [] : [left];
      }),
    );
  }

  open(): OpenStatement[] {
    return this.#left(statedBy);
  }

  withdrawn(): WithdrawnSide[] {
    return this.#left(({ statement, source, revision }, uti) =>
      statement ? undefined : { uti, source, revision },
    );
  }
}

function statedBy({ source, revision, statement }: TradeSide): OpenStatement | undefined {
  return statement && { source, revision, statement };
}

/** What only a bond's statement says. */
function ofBond({ cleanPrice, accruedInterest }: TradeStatement): Partial<MatchedTradeRecord> {
  return cleanPrice === undefined || accruedInterest === undefined ? {} : { cleanPrice, accruedInterest };
}

function agreed(pair: Pair, first: OpenStatement, second: OpenStatement): MatchedTradeRecord {
  const firstSells = first.statement.side === 'SELL';
  const seller = firstSells ? first.statement : second.statement;
  const buyer = firstSells ? second.statement : first.statement;
  return {
    uti: seller.uti,
    seller: firstSells ? pair[0] : pair[1],
    buyer: firstSells ? pair[1] : pair[0],
    isin: seller.isin,
    quantity: seller.quantity,
    price: seller.price,
    ...ofBond(seller),
    currency: seller.currency,
    amount: seller.amount,
    ...(seller.payment === undefined ? {} : { payment: seller.payment }),
    amountDifference: String(BigInt(seller.amount) - BigInt(buyer.amount)),
    settlementDate: seller.settlementDate,
    accountKinds: [first.statement.accountKind, second.statement.accountKind],
    sources: [first.source, second.source],
  };
}

/**
 * The breaks among open statements: trades that both sides stated and on which they differ.
 *
 * @param open open statements of a pair's trade date, as a match index keeps them
 * @param amountTolerance smallest unit of the currency
 */
export function breaksOf(
  pair: Pair,
  open: readonly OpenStatement[],
  amountTolerance: bigint,
): TradeBreakRecord[] {
  const firsts = new Map<string, OpenStatement>();
  for (const each of open) if (each.source.submitter === pair[0]) firsts.set(each.statement.uti, each);
  const breaks: TradeBreakRecord[] = [];
  for (const second of open) {
    const first = second.source.submitter === pair[1] ? firsts.get(second.statement.uti) : undefined;
    if (!first) continue;
    const differences: Difference[] = compareStatements(first.statement, second.statement, amountTolerance);
    const sources: [StatementSource, StatementSource] = [first.source, second.source];
    if (differences.length > 0) breaks.push({ uti: second.statement.uti, differences, sources });
  }
  return breaks;
}

/** The open statements whose other side has not been stated yet. */
export function waitingOf(open: readonly OpenStatement[]): OpenStatement[] {
  const seen = new Map<string, number>();
  for (const { statement } of open) seen.set(statement.uti, (seen.get(statement.uti) ?? 0) + 1);
  return open.filter(({ statement }) => seen.get(statement.uti) === 1);
}

/**
 * Matches two sides' statements of one trade date. Pure: the same input gives the same outcome, whatever the order
 * of the pages; and as long as no trade is matched, the same state, whatever the turns in which they are taken in.
 *
 * @param input what stands, and the pages to take in; one that was taken in before changes nothing
 * @returns what stands then, and the result to write
 */
export function match(input: MatchInput): MatchOutcome {
  const { pair, tradeDate } = input;
  const before = input.state ?? noMatches([...pair], tradeDate);
  const run = new MatchRun(input, before);
  run.run();
  const sequence = before.sequence + 1;
  return {
    state: {
      ...before,
      sequence,
      matched: { ...before.matched, ...Object.fromEntries(run.matched.map(({ uti }) => [uti, sequence])) },
      open: run.open(),
      withdrawn: run.withdrawn(),
      obligations: netObligations(pair, before.obligations, { matched: run.matched }),
    },
    result: {
      type: 'match-result',
      version: 1,
      pair: [...pair],
      tradeDate,
      sequence,
      businessDay: input.businessDay,
      matchedBy: input.matchedBy,
      matched: run.matched,
      breaks: run.breaks(),
      corrected: run.corrected,
      withoutEffect: run.withoutEffect,
      asked: [],
      cancelled: [],
      salt: input.salt,
    },
  };
}

/** A page's name within a pair and trade date, as a match index keeps it. */
export function pageName(page: { readonly submitter: string; readonly pageId: string }): string {
  return `${page.submitter}/${page.pageId}`;
}
