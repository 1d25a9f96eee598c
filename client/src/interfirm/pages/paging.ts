import { canonicalJson, isCorrection, PAGE_BYTES_MAX, PAGE_TRADES_MAX, type PageEntry } from '@jangbu/model';

/** A checked trade (a statement of it, or a correction) on its way into a page, and its place in the caller's input. */
export interface PlacedTrade {
  readonly trade: PageEntry;
  /** Index in the caller's array. */
  readonly place: number;
}

/** Trades of one counterparty and trade date. */
export interface TradeGroup {
  readonly counterparty: string;
  readonly tradeDate: string;
  readonly trades: readonly PlacedTrade[];
}

/** What fits into one page. */
export interface PageLimits {
  readonly trades: number;
  readonly bytes: number;
}

export const PAGE_LIMITS: PageLimits = { trades: PAGE_TRADES_MAX, bytes: PAGE_BYTES_MAX };

/** Bytes of a page's body besides its trades and the commas between them. */
const FRAME_BYTES = `{"seed":"${'0'.repeat(64)}","trades":[],"type":"trade-page-body","version":1}`.length;

/** Punctuation of one field: two quotes around name and value each, a colon, and a comma or brace. */
const FIELD_BYTES = 6;

/**
 * Length in bytes of a trade's canonical form. Its schema lets only letters through that JSON
 * writes as they are, so a statement need not be written to be measured. Corrections are few.
 */
export function tradeBytes(trade: PageEntry): number {
  if (isCorrection(trade)) return canonicalJson(trade).length;
  const fields = Object.entries(trade);
  return fields.reduce((sum, [name, value]) => sum + name.length + value.length + FIELD_BYTES, 1);
}

/** Cuts trades into runs that fit a page each, in their order. */
export function cutIntoPages(
  trades: readonly PlacedTrade[],
  limits: PageLimits = PAGE_LIMITS,
): PlacedTrade[][] {
  const pages: PlacedTrade[][] = [];
  let page: PlacedTrade[] = [];
  let bytes = FRAME_BYTES;
  for (const placed of trades) {
    const more = tradeBytes(placed.trade) + 1;
    if (page.length > 0 && (page.length >= limits.trades || bytes + more > limits.bytes)) {
      pages.push(page);
      page = [];
      bytes = FRAME_BYTES;
    }
    page.push(placed);
    bytes += more;
  }
  if (page.length > 0) pages.push(page);
  return pages;
}

/** Gathers trades by counterparty and trade date, keeping their order. */
export class TradeGroups {
  readonly #groups = new Map<string, TradeGroup & { readonly trades: PlacedTrade[] }>();

  add(counterparty: string, tradeDate: string, placed: PlacedTrade): void {
    const name = `${counterparty}/${tradeDate}`;
    const group = this.#groups.get(name);
    if (group) group.trades.push(placed);
    else this.#groups.set(name, { counterparty, tradeDate, trades: [placed] });
  }

  all(): TradeGroup[] {
    return [...this.#groups.values()];
  }
}
