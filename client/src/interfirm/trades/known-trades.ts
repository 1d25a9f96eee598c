import { canonicalJson, revisionOf, type PageEntry } from '@jangbu/model';
import type { PlacedResult } from './call-results';
import type { ArchivedPage, ArchivedTrade, PageArchive } from '../pages/page-archive';
import type { PlacedTrade, TradeGroup } from '../pages/paging';

/** Where a trade stands in a page: its place in the input, its position in the page. */
export interface InPage {
  readonly place: number;
  readonly position: number;
}

/** What one's own store has of the trades of a group. */
export interface KnownTrades {
  /** Those that are on the ledger. */
  readonly recorded: readonly PlacedResult[];
  /** Those in pages that are pending. */
  readonly pending: ReadonlyMap<ArchivedPage, readonly InPage[]>;
  /** All others; in place of one's own withdrawal, where that is one's last word on the trade. */
  readonly rest: readonly PlacedTrade[];
}

/** The pages of one look-up, each read once. */
class PagesRead {
  readonly #archive: PageArchive;
  readonly #pages = new Map<string, Promise<ArchivedPage | undefined>>();

  constructor(archive: PageArchive) {
    this.#archive = archive;
  }

  get({ reference }: ArchivedTrade): Promise<ArchivedPage | undefined> {
    let page = this.#pages.get(reference.pageId);
    if (!page) {
      page = this.#archive.get(reference);
      this.#pages.set(reference.pageId, page);
    }
    return page;
  }
}

/**
 * Looks trades up among one's own pages. A statement that is there already, word for word, is not
 * made anew: so submitting the same trades twice, after a crash say, is harmless.
 */
export async function findKnown(
  archive: PageArchive,
  ownId: string,
  group: TradeGroup,
): Promise<KnownTrades> {
  const left = new Map(group.trades.map((placed) => [placed.trade.uti, placed]));
  const recorded: PlacedResult[] = [];
  const pending = new Map<ArchivedPage, InPage[]>();
  const pages = new PagesRead(archive);
  const last = new Map<string, PageEntry>();
  for (const found of await archive.find([...left.keys()])) {
    const { uti, reference, position, state } = found;
    const placed = left.get(uti);
    if (!placed || !isOfGroup(found, ownId, group)) continue;
    const page = await pages.get(found);
    const entry = page?.body.trades[position];
    keepLater(last, uti, entry);
    if (!page || canonicalJson(entry) !== canonicalJson(placed.trade)) continue;
    left.delete(uti);
    const { place } = placed;
    if (state.status === 'COMMITTED') {
      const { transactionId } = state;
      recorded.push({
        place,
        result: { status: 'RECORDED', uti, page: reference, position, transactionId },
      });
    } else {
      pending.set(page, [...(pending.get(page) ?? []), { place, position }]);
    }
  }
  return { recorded, pending, rest: [...left.values()].map((placed) => statedAnew(placed, last)) };
}

/** Keeps an entry where it is a trade's last word so far. */
function keepLater(last: Map<string, PageEntry>, uti: string, entry: PageEntry | undefined): void {
  if (entry && revisionOf(entry) >= revisionOf(last.get(uti) ?? entry)) last.set(uti, entry);
}

/** A statement as it is to be sent: of a trade that one has withdrawn it is a new word on it. */
function statedAnew(placed: PlacedTrade, last: ReadonlyMap<string, PageEntry>): PlacedTrade {
  const { trade } = placed;
  const before = last.get(trade.uti);
  if (!before || !('withdraws' in before) || 'withdraws' in trade || 'replaces' in trade) return placed;
  return { ...placed, trade: { ...trade, replaces: revisionOf(before) } };
}

/** Whether a trade stands in a page of the group that was not refused. */
function isOfGroup({ reference, state }: ArchivedTrade, ownId: string, group: TradeGroup): boolean {
  const { submitter, counterparty, tradeDate } = reference;
  const own = submitter === ownId && counterparty === group.counterparty && tradeDate === group.tradeDate;
  return own && state.status !== 'REFUSED';
}
