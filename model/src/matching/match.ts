import type {
  Difference,
  MatchedTrade,
  MatchIndex,
  MatchResult,
  OpenStatement,
  Pair,
  RepeatedStatement,
  StatementSource,
  TradeBreak,
  TradeStatement,
} from '../documents/trades';
import { order } from '../order';
import { compareStatements } from './compare';
import { netObligations } from './obligations';

/** A page as matching sees it: who stated what, in the order of the page. */
export interface StatedPage {
  readonly submitter: string;
  readonly pageId: string;
  readonly trades: readonly TradeStatement[];
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
  readonly businessDay: string;
  readonly matchedBy: string;
  readonly salts: { readonly index: string; readonly result: string };
}

export interface MatchOutcome {
  readonly index: MatchIndex;
  readonly result: MatchResult;
}

/** One side's open statements by UTI. */
type OpenSide = Map<string, OpenStatement>;

class MatchRun {
  readonly #pair: Pair;
  readonly #tolerance: bigint;
  readonly #open: readonly [OpenSide, OpenSide] = [new Map(), new Map()];
  readonly #matchedUtis: Set<string>;
  readonly #touched = new Set<string>();
  readonly matched: MatchedTrade[] = [];
  readonly repeated: RepeatedStatement[] = [];

  constructor(input: MatchInput) {
    this.#pair = input.pair;
    this.#tolerance = input.amountTolerance;
    this.#matchedUtis = new Set(input.index?.matched ?? []);
    for (const open of input.index?.open ?? []) {
      this.#side(open.source.submitter).set(open.statement.uti, open);
    }
  }

  #side(submitter: string): OpenSide {
    return this.#open[submitter === this.#pair[0] ? 0 : 1];
  }

  take(page: StatedPage): void {
    page.trades.forEach((statement, position) => {
      this.#state({ source: { submitter: page.submitter, pageId: page.pageId, position }, statement });
    });
  }

  #state(stated: OpenStatement): void {
    const { uti } = stated.statement;
    const side = this.#side(stated.source.submitter);
    if (side.has(uti) || this.#matchedUtis.has(uti)) {
      this.repeated.push({ uti, source: stated.source });
      return;
    }
    side.set(uti, stated);
    this.#touched.add(uti);
    this.#tryToMatch(uti);
  }

  #tryToMatch(uti: string): void {
    const first = this.#open[0].get(uti);
    const second = this.#open[1].get(uti);
    if (!first || !second) return;
    if (compareStatements(first.statement, second.statement, this.#tolerance).length > 0) return;
    this.#open[0].delete(uti);
    this.#open[1].delete(uti);
    this.#matchedUtis.add(uti);
    this.matched.push(agreed(this.#pair, first, second));
  }

  /** The breaks among the UTIs that this match touched. */
  breaks(): TradeBreak[] {
    return breaksOf(this.#pair, this.openStatements(), this.#tolerance).filter(({ uti }) =>
      this.#touched.has(uti),
    );
  }

  openStatements(): OpenStatement[] {
    return [...this.#open[0].values(), ...this.#open[1].values()].sort(
      (a, b) => order(a.statement.uti, b.statement.uti) || order(a.source.submitter, b.source.submitter),
    );
  }

  matchedUtis(): string[] {
    return [...this.#matchedUtis].sort(order);
  }
}

function agreed(pair: Pair, first: OpenStatement, second: OpenStatement): MatchedTrade {
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
    currency: seller.currency,
    amount: seller.amount,
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
export function breaksOf(pair: Pair, open: readonly OpenStatement[], amountTolerance: bigint): TradeBreak[] {
  const firsts = new Map<string, OpenStatement>();
  for (const each of open) if (each.source.submitter === pair[0]) firsts.set(each.statement.uti, each);
  const breaks: TradeBreak[] = [];
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
 * Matches two sides' statements of one trade date. Pure: the same input gives the same outcome,
 * whatever the order of the pages.
 *
 * @param input what stands, and the pages to take in; none of them may have been taken in before
 * @returns the index and the result to write
 */
export function match(input: MatchInput): MatchOutcome {
  const run = new MatchRun(input);
  const pages = [...input.pages].sort((a, b) => order(pageName(a), pageName(b)));
  for (const page of pages) run.take(page);
  const { pair, tradeDate } = input;
  const sequence = (input.index?.sequence ?? 0) + 1;
  return {
    index: {
      type: 'match-index',
      version: 1,
      pair: [...pair],
      tradeDate,
      sequence,
      pages: [...(input.index?.pages ?? []), ...pages.map(pageName)].sort(order),
      matched: run.matchedUtis(),
      open: run.openStatements(),
      obligations: netObligations(pair, input.index?.obligations ?? [], run.matched),
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
      repeated: run.repeated,
      salt: input.salts.result,
    },
  };
}

/** A page's name within a pair and trade date, as a match index keeps it. */
export function pageName(page: { readonly submitter: string; readonly pageId: string }): string {
  return `${page.submitter}/${page.pageId}`;
}
