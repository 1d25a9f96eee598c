import {
  isCancelled,
  isMatched,
  takeEntries,
  type MatchState,
  type OpenStatement,
  type PairDay,
  type PlacedEntry,
  type StatementSource,
  type TradeSide,
} from '@jangbu/model';
import type { CallOptions } from '../../core/submit/submission';
import type { PairReader } from '../matching/pair-reader';

/** How one's own side of a trade stands, with what is recorded and no match has taken in yet. */
export type OwnSide =
  | ({ readonly status: 'OPEN' } & OpenStatement)
  | { readonly status: 'WITHDRAWN'; readonly source: StatementSource; readonly revision: number }
  /** `NOT_STANDING`: nothing was stated, as far as the ledger tells. */
  | { readonly status: 'MATCHED' | 'CANCELLED' | 'NOT_STANDING' };

/** What one side of a trade is without the pages that no match has taken in. */
function sideIn(state: MatchState | undefined, uti: string, ownId: string): TradeSide | undefined {
  const isOwn = ({ source }: { readonly source: StatementSource }): boolean => source.submitter === ownId;
  const stated = state?.open.find((each) => isOwn(each) && each.statement.uti === uti);
  if (stated) return stated;
  const withdrawn = state?.withdrawn.find((each) => isOwn(each) && each.uti === uti);
  return withdrawn && { source: withdrawn.source, revision: withdrawn.revision, statement: undefined };
}

/** Tells what one's own side of a trade says by now: that is what a correction has to name. */
export class OwnSides {
  readonly #reader: PairReader;
  readonly #ownId: string;

  constructor(reader: PairReader, ownId: string) {
    this.#reader = reader;
    this.#ownId = ownId;
  }

  /**
   * Three queries, and one for each eight pages that neither the store has nor a match has taken in.
   *
   * @param utis trades of the pair's trade date
   */
  async of(
    day: PairDay,
    utis: readonly string[],
    options: CallOptions,
  ): Promise<ReadonlyMap<string, OwnSide>> {
    const index = (await this.#reader.index(day, options))?.index;
    const state = index && (await this.#reader.tradesIn(day, index, utis, options)).state;
    const entries = await this.#newEntries(day, new Set(utis), options);
    return new Map(utis.map((uti) => [uti, this.#sideOf(uti, state, entries.get(uti) ?? [])]));
  }

  #sideOf(uti: string, state: MatchState | undefined, entries: readonly PlacedEntry[]): OwnSide {
    if (state && isMatched(state, uti)) return { status: 'MATCHED' };
    if (state && isCancelled(state, uti)) return { status: 'CANCELLED' };
    const { side } = takeEntries(uti, sideIn(state, uti, this.#ownId), entries);
    if (!side) return { status: 'NOT_STANDING' };
    const { source, revision, statement } = side;
    return statement
      ? { status: 'OPEN', source, revision, statement }
      : { status: 'WITHDRAWN', source, revision };
  }

  /** What one's own pages that no match has taken in say of the trades. */
  async #newEntries(
    day: PairDay,
    utis: ReadonlySet<string>,
    options: CallOptions,
  ): Promise<ReadonlyMap<string, PlacedEntry[]>> {
    const pages = await this.#reader.pages(day, options, { due: true });
    const due = pages.filter((page) => page.submitter === this.#ownId);
    const entries = new Map<string, PlacedEntry[]>();
    for (const { reference, body } of await this.#reader.load(due, options)) {
      const { submitter, pageId } = reference;
      body.trades.forEach((entry, position) => {
        if (!utis.has(entry.uti)) return;
        const placed = { source: { submitter, pageId, position }, entry };
        entries.set(entry.uti, [...(entries.get(entry.uti) ?? []), placed]);
      });
    }
    return entries;
  }
}
