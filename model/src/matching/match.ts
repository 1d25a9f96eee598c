import type {
  CorrectedStatement,
  Difference,
  EntryWithoutEffect,
  MatchedTradeRecord,
  MatchIndex,
  MatchResult,
  NoEffectReason,
  OpenCorrection,
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
import { overtaken, takeEntries, withoutEffect, type PlacedEntry, type TradeSide } from './side';

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
  /** The index as it stands; undefined before the pair's first match of that trade date. */
  readonly index: MatchIndex | undefined;
  /** Pages not taken in before, of either member of the pair. */
  readonly pages: readonly StatedPage[];
  /** By how much the two sides' amounts may differ, smallest unit of the currency. */
  readonly amountTolerance: bigint;
  /** UTIs that the pair has matched on another trade date, cancelled ones too; none unless told. */
  readonly matchedElsewhere?: ReadonlySet<string>;
  readonly businessDay: string;
  readonly matchedBy: string;
  readonly salts: { readonly index: string; readonly result: string };
}

export interface MatchOutcome {
  readonly index: MatchIndex;
  readonly result: MatchResult;
}

const NOTHING: TradeSide = { standing: undefined, corrections: [], withdrawn: undefined };

/** One trade while a match runs: both sides, and their new entries, in the pair's order. */
interface RunningTrade {
  readonly sides: [TradeSide, TradeSide];
  readonly entries: readonly [PlacedEntry[], PlacedEntry[]];
}

class MatchRun {
  readonly #pair: Pair;
  readonly #tolerance: bigint;
  readonly #pages: ReadonlySet<string>;
  readonly #trades = new Map<string, RunningTrade>();
  readonly #matchedUtis: Set<string>;
  readonly #cancelledUtis: ReadonlySet<string>;
  readonly #elsewhere: ReadonlySet<string>;
  /** UTIs of which something is to be taken in. */
  readonly #touched = new Set<string>();
  /** UTIs of which a side says something else than before. */
  readonly #changed = new Set<string>();
  readonly matched: MatchedTradeRecord[] = [];
  readonly corrected: CorrectedStatement[] = [];
  readonly withoutEffect: EntryWithoutEffect[] = [];

  constructor({ pair, index, pages, amountTolerance, matchedElsewhere = new Set() }: MatchInput) {
    this.#elsewhere = matchedElsewhere;
    this.#pair = pair;
    this.#tolerance = amountTolerance;
    this.#pages = new Set([...(index?.pages ?? []), ...pages.map(pageName)]);
    this.#matchedUtis = new Set(index?.matched);
    this.#cancelledUtis = new Set(index?.cancelled);
    if (index) this.#resume(index);
    const inOrder = [...pages].sort((a, b) => order(pageName(a), pageName(b)));
    for (const page of inOrder) this.#gather(page);
  }

  /** Notes how all sides stood before this match. */
  #resume({ open, withdrawn, corrections }: MatchIndex): void {
    for (const standing of open) this.#stood(standing.statement.uti, standing, { standing });
    for (const side of withdrawn) this.#stood(side.uti, side, { withdrawn: side.source });
    for (const waiting of corrections) {
      const { uti } = waiting.correction;
      const before = this.#trade(uti).sides[this.#place(waiting)].corrections;
      this.#stood(uti, waiting, { corrections: [...before, waiting] });
      this.#touched.add(uti);
    }
  }

  #place({ source: { submitter } }: { readonly source: StatementSource }): 0 | 1 {
    return submitter === this.#pair[0] ? 0 : 1;
  }

  #trade(uti: string): RunningTrade {
    let trade = this.#trades.get(uti);
    if (!trade) {
      trade = { sides: [NOTHING, NOTHING], entries: [[], []] };
      this.#trades.set(uti, trade);
    }
    return trade;
  }

  #stood(uti: string, by: { readonly source: StatementSource }, stood: Partial<TradeSide>): void {
    const { sides } = this.#trade(uti);
    const place = this.#place(by);
    sides[place] = { ...sides[place], ...stood };
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
        this.withoutEffect.push(...trade.entries.flat().map((placed) => withoutEffect(placed, closed)));
      } else {
        this.#takeEntries(uti, trade);
        this.#tryToMatch(uti, trade);
      }
    }
  }

  /** Why nothing can be said of a trade any more, if so. */
  #whyClosed(uti: string): NoEffectReason | undefined {
    if (this.#matchedUtis.has(uti)) return 'MATCHED';
    return this.#cancelledUtis.has(uti) ? 'CANCELLED' : undefined;
  }

  #takeEntries(uti: string, { sides, entries }: RunningTrade): void {
    for (const place of [0, 1] as const) {
      const isTakenIn = (pageId: string): boolean =>
        this.#pages.has(pageName({ submitter: this.#pair[place], pageId }));
      const {
        corrected,
        withoutEffect: idle,
        ...side
      } = takeEntries(sides[place], entries[place], isTakenIn);
      if (side.standing !== sides[place].standing) this.#changed.add(uti);
      sides[place] = side;
      this.corrected.push(...corrected);
      this.withoutEffect.push(...idle);
    }
  }

  #tryToMatch(uti: string, { sides }: RunningTrade): void {
    const [first, second] = [sides[0].standing, sides[1].standing];
    if (!first || !second) return;
    if (compareStatements(first.statement, second.statement, this.#tolerance).length > 0) return;
    this.withoutEffect.push(...overtaken(sides.flatMap(({ corrections }) => corrections)));
    this.#trades.delete(uti);
    if (this.#elsewhere.has(uti)) {
      for (const { source, statement } of [first, second]) {
        this.withoutEffect.push(withoutEffect({ source, entry: statement }, 'MATCHED_ON_ANOTHER_DATE'));
      }
      return;
    }
    this.#matchedUtis.add(uti);
    this.matched.push(agreed(this.#pair, first, second));
  }

  /** The breaks among the trades of which this match has changed a side. */
  breaks(): TradeBreakRecord[] {
    return breaksOf(this.#pair, this.open(), this.#tolerance).filter(({ uti }) => this.#changed.has(uti));
  }

  /** What each side has left, by UTI, then in the pair's order. */
  #left<T>(of: (side: TradeSide, uti: string) => readonly T[]): T[] {
    const trades = [...this.#trades].sort(([a], [b]) => order(a, b));
    return trades.flatMap(([uti, { sides }]) => sides.flatMap((side) => of(side, uti)));
  }

  open(): OpenStatement[] {
    return this.#left(({ standing }) => (standing ? [standing] : []));
  }

  corrections(): OpenCorrection[] {
    return this.#left(({ corrections }) => corrections);
  }

  withdrawn(): WithdrawnSide[] {
    return this.#left(({ withdrawn }, uti) => (withdrawn ? [{ uti, source: withdrawn }] : []));
  }

  matchedUtis(): string[] {
    return [...this.#matchedUtis].sort(order);
  }
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

/** What stands before a pair's first match of a trade date. */
const BEGINNING: Omit<MatchIndex, 'type' | 'version' | 'pair' | 'tradeDate' | 'salt'> = {
  sequence: 0,
  pages: [],
  matched: [],
  cancelled: [],
  asked: [],
  open: [],
  corrections: [],
  withdrawn: [],
  obligations: [],
};

/**
 * Matches two sides' statements of one trade date. Pure: the same input gives the same outcome,
 * whatever the order of the pages.
 *
 * @param input what stands, and the pages to take in; none of them may have been taken in before
 * @returns the index and the result to write
 */
export function match(input: MatchInput): MatchOutcome {
  const run = new MatchRun(input);
  run.run();
  const { pair, tradeDate } = input;
  const before = input.index ?? BEGINNING;
  const sequence = before.sequence + 1;
  return {
    index: {
      type: 'match-index',
      version: 1,
      pair: [...pair],
      tradeDate,
      sequence,
      pages: [...before.pages, ...input.pages.map(pageName)].sort(order),
      matched: run.matchedUtis(),
      cancelled: before.cancelled,
      asked: before.asked,
      open: run.open(),
      corrections: run.corrections(),
      withdrawn: run.withdrawn(),
      obligations: netObligations(pair, before.obligations, { matched: run.matched }),
      salt: input.salts.index,
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
      salt: input.salts.result,
    },
  };
}

/** A page's name within a pair and trade date, as a match index keeps it. */
export function pageName(page: { readonly submitter: string; readonly pageId: string }): string {
  return `${page.submitter}/${page.pageId}`;
}
