import { pairOf } from '@jangbu/model';
import type { Progress } from '@jangbu/network';
import type { TradingFirm } from './firm-day';
import { ledgerOf } from './match-pairs';
import { readTable } from 'jangbu';

const COLUMNS = ['uti', 'firm', 'counterparty'] as const;

/** A matched trade that both its firms want undone. */
export type CancelledRow = Readonly<Record<(typeof COLUMNS)[number], string>>;

/** Reads the file that lists the trades that are cancelled during the day. */
export function readCancellations(file: string): Promise<CancelledRow[]> {
  return readTable(file, COLUMNS);
}

/**
 * Has both firms of each trade consent to its cancellation, one after the other: it stands until the second has.
 *
 * @throws Error when a trade does not end as cancelled
 */
export async function cancelMatchedTrades(
  firms: readonly TradingFirm[],
  rows: readonly CancelledRow[],
  tradeDate: string,
  progress: Progress,
): Promise<number> {
  progress({ phase: 'cancelling', text: `${rows.length} matched trades, by both firms of each` });
  for (const { uti, firm, counterparty } of rows) {
    const day = { pair: pairOf(firm, counterparty), tradeDate };
    await ledgerOf(firms, firm).trades.cancel(day, [{ uti }]);
    const [second] = await ledgerOf(firms, counterparty).trades.cancel(day, [{ uti }]);
    if (second?.status !== 'CANCELLED') throw new Error(`${uti} was not cancelled: ${second?.status ?? ''}`);
  }
  return rows.length;
}
