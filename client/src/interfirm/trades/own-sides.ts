import {
  pageName,
  takeEntries,
  type MatchIndex,
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
  | { readonly status: 'WITHDRAWN'; readonly source: StatementSource }
  /** `NOT_STANDING`: nothing was stated, as far as the ledger tells. */
  | { readonly status: 'MATCHED' | 'CANCELLED' | 'NOT_STANDING' };

/** What one side of a trade is by the index alone. */
function sideIn(index: MatchIndex | undefined, uti: string, ownId: string): TradeSide {
  const isOwn = ({ source }: { readonly source: StatementSource }): boolean => source.submitter === ownId;
  return {
    standing: index?.open.find((each) => isOwn(each) && each.statement.uti === uti),
    corrections: index?.corrections.filter((each) => isOwn(each) && each.correction.uti === uti) ?? [],
    withdrawn: index?.withdrawn.find((each) => isOwn(each) && each.uti === uti)?.source,
  };
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
   * Two queries, and one for each eight pages that neither the store has nor a match has taken in.
   *
   * @param utis trades of the pair's trade date
   */
  async of(
    day: PairDay,
    utis: readonly string[],
    options: CallOptions,
  ): Promise<ReadonlyMap<string, OwnSide>> {
    const index = (await this.#reader.index(day, options))?.index;
    const entries = await this.#newEntries(day, index, new Set(utis), options);
    return new Map(utis.map((uti) => [uti, this.#sideOf(uti, index, entries.get(uti) ?? [])]));
  }

  #sideOf(uti: string, index: MatchIndex | undefined, entries: readonly PlacedEntry[]): OwnSide {
    if (index?.matched.includes(uti)) return { status: 'MATCHED' };
    if (index?.cancelled.includes(uti)) return { status: 'CANCELLED' };
    const { standing, withdrawn } = takeEntries(sideIn(index, uti, this.#ownId), entries, () => true);
    if (standing) return { status: 'OPEN', ...standing };
    return withdrawn ? { status: 'WITHDRAWN', source: withdrawn } : { status: 'NOT_STANDING' };
  }

  /** What one's own pages that no match has taken in say of the trades. */
  async #newEntries(
    day: PairDay,
    index: MatchIndex | undefined,
    utis: ReadonlySet<string>,
    options: CallOptions,
  ): Promise<ReadonlyMap<string, PlacedEntry[]>> {
    const taken = new Set(index?.pages);
    const pages = await this.#reader.pages(day, options);
    const due = pages.filter((page) => page.submitter === this.#ownId && !taken.has(pageName(page)));
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
