import {
  pageName,
  pairOf,
  statementIn,
  type CancellationAsked,
  type MatchState,
  type MatchResult,
  type PageEntry,
  type PageReference,
  type PairDay,
} from '@jangbu/model';
import type { CallOptions } from '../../core/submit/submission';
import { MatchView, toMatchedTrade, type MatchedTrade, type TradeBreak } from '../matching/match-view';
import type { ArchivedTrade, PageArchive } from '../pages/page-archive';
import type { PairReader } from '../matching/pair-reader';
import { fromTradeStatement, type Statement } from '../pages/statement';

/** Where a trade stands. */
export type TradeStatus =
  /** In a page of one's own that is stored and not known to be on the ledger. */
  | {
      readonly status: 'PENDING';
      readonly uti: string;
      readonly page: PageReference;
      /** Null where the page withdraws the trade. */
      readonly statement: Statement | null;
    }
  /** In a page on the ledger that no match has taken in yet. */
  | {
      readonly status: 'RECORDED';
      readonly uti: string;
      readonly page: PageReference;
      /** Null where the page withdraws the trade. */
      readonly statement: Statement | null;
    }
  /** Stated by one side only. */
  | {
      readonly status: 'WAITING';
      readonly uti: string;
      readonly statedBy: string;
      readonly statement: Statement;
    }
  /** Withdrawn by each side that had stated it, and not stated anew. */
  | { readonly status: 'WITHDRAWN'; readonly uti: string; readonly withdrawnBy: readonly string[] }
  /** Stated by both sides, differently. */
  | ({ readonly status: 'BROKEN' } & TradeBreak)
  /** Both sides agree, and one of them has asked for cancelling the trade: it stands until both have. */
  | {
      readonly status: 'CANCELLATION_ASKED';
      readonly uti: string;
      readonly trade: MatchedTrade;
      readonly asked: readonly CancellationAsked[];
    }
  /** Matched, and then cancelled by both sides. `instead` is the UTI under which they state it anew. */
  | {
      readonly status: 'CANCELLED';
      readonly uti: string;
      readonly trade: MatchedTrade;
      readonly instead: string | null;
    }
  /** Both sides agree. */
  | { readonly status: 'MATCHED'; readonly uti: string; readonly trade: MatchedTrade };

/** Looks one trade up. */
export class TradeFinder {
  readonly #reader: PairReader;
  readonly #archive: PageArchive;

  constructor(reader: PairReader, archive: PageArchive) {
    this.#reader = reader;
    this.#archive = archive;
  }

  /** @returns undefined when neither the index nor a page tells of the UTI */
  async find(uti: string, day: PairDay | undefined, options: CallOptions): Promise<TradeStatus | undefined> {
    const stored = (await this.#archive.find([uti])).filter(({ state }) => state.status !== 'REFUSED');
    const days = day ? [day] : daysOf(stored);
    for (const each of days) {
      const found = await this.#onLedger(uti, each, stored, options);
      if (found) return found;
    }
    const pending = stored.find(({ state }) => state.status === 'PENDING');
    return pending && this.#inStore(pending, 'PENDING');
  }

  async #onLedger(
    uti: string,
    day: PairDay,
    stored: readonly ArchivedTrade[],
    options: CallOptions,
  ): Promise<TradeStatus | undefined> {
    const state = await this.#stateOf(uti, day, options);
    const indexed = state && (await this.#inState(uti, day, state, options));
    if (indexed) return indexed;
    const due = await this.#reader.pages(day, options, { due: true });
    const names = new Set(due.map(pageName));
    const committed = stored.findLast(
      ({ state: { status }, reference }) =>
        status === 'COMMITTED' && isOf(reference, day) && names.has(pageName(reference)),
    );
    const recorded = committed
      ? await this.#inStore(committed, 'RECORDED')
      : await this.#inPages(uti, due, options);
    return recorded ?? (state && withdrawnIn(uti, state));
  }

  /** What stands of a trade; undefined where its pair's trade date has not been matched. */
  async #stateOf(uti: string, day: PairDay, options: CallOptions): Promise<MatchState | undefined> {
    const standing = await this.#reader.index(day, options);
    return standing && (await this.#reader.tradesIn(day, standing.index, [uti], options)).state;
  }

  async #inState(
    uti: string,
    day: PairDay,
    state: MatchState,
    options: CallOptions,
  ): Promise<TradeStatus | undefined> {
    const sequence = state.matched[uti] ?? state.cancelled[uti];
    if (sequence !== undefined) {
      const result = await this.#reader.result(day, sequence, options);
      return result && matchedIn(result, uti, state);
    }
    const open = state.open.filter(({ statement }) => statement.uti === uti);
    if (open.length === 0) return undefined;
    const view = new MatchView({ ...state, open }, await this.#reader.amountTolerance(options));
    const [broken] = view.breaks();
    if (broken) return { status: 'BROKEN', ...broken };
    const [waiting] = view.waiting();
    return waiting && { status: 'WAITING', uti, statedBy: waiting.statedBy, statement: waiting.statement };
  }

  async #inStore(
    { uti, reference, position }: ArchivedTrade,
    status: 'PENDING' | 'RECORDED',
  ): Promise<TradeStatus | undefined> {
    const entry = (await this.#archive.get(reference))?.body.trades[position];
    return entry && { status, uti, page: reference, statement: statementOf(entry, reference) };
  }

  /** Searches the pages that no match has taken in: the store knows nothing of them. */
  async #inPages(
    uti: string,
    due: readonly PageReference[],
    options: CallOptions,
  ): Promise<TradeStatus | undefined> {
    for (const page of await this.#reader.load(due, options)) {
      const entry = page.body.trades.find((each) => each.uti === uti);
      const { reference } = page;
      if (entry)
        return { status: 'RECORDED', uti, page: reference, statement: statementOf(entry, reference) };
    }
    return undefined;
  }
}

/** The statement that an entry of a page makes; null when it withdraws one. */
function statementOf(entry: PageEntry, page: PageReference): Statement | null {
  const statement = statementIn(entry);
  return statement ? fromTradeStatement(statement, page) : null;
}

function withdrawnIn(uti: string, { withdrawn }: MatchState): TradeStatus | undefined {
  const sides = withdrawn.filter((side) => side.uti === uti);
  if (sides.length === 0) return undefined;
  return { status: 'WITHDRAWN', uti, withdrawnBy: sides.map(({ source }) => source.submitter) };
}

/** What one match or consent tells of a trade that was matched, given how it stands now. */
function matchedIn(
  { matched, cancelled }: MatchResult,
  uti: string,
  state: MatchState,
): TradeStatus | undefined {
  const undone = cancelled.find(({ trade }) => trade.uti === uti);
  if (undone)
    return { status: 'CANCELLED', uti, trade: toMatchedTrade(undone.trade), instead: undone.instead };
  const found = matched.find((each) => each.uti === uti);
  if (!found) return undefined;
  const trade = toMatchedTrade(found);
  const asked = state.asked.filter((each) => each.uti === uti);
  return asked.length > 0
    ? { status: 'CANCELLATION_ASKED', uti, trade, asked }
    : { status: 'MATCHED', uti, trade };
}

function isOf({ submitter, counterparty, tradeDate }: PageReference, day: PairDay): boolean {
  return tradeDate === day.tradeDate && day.pair.includes(submitter) && day.pair.includes(counterparty);
}

/** The pairs' trade dates of which one's own pages tell, each once. */
function daysOf(stored: readonly ArchivedTrade[]): PairDay[] {
  const days = new Map<string, PairDay>();
  for (const { reference } of stored) {
    const { submitter, counterparty, tradeDate } = reference;
    const pair = pairOf(submitter, counterparty);
    days.set([...pair, tradeDate].join('/'), { pair, tradeDate });
  }
  return [...days.values()];
}
