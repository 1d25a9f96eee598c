import { join } from 'node:path';
import type { Ledger } from '@jangbu/client';
import { order, pairOf, type ClosedDays } from '@jangbu/model';
import { redate } from './redate';
import { readStatementFile, type StatementRow } from 'jangbu';

/** A firm that trades today: its connection to the ledger. */
export interface TradingFirm {
  readonly id: string;
  readonly ledger: Ledger;
}

/** The business day on which files are traded. */
export interface TradeDate {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly calendar: ClosedDays;
}

/** What a firm has to state today. */
export interface FirmDay {
  readonly firm: TradingFirm;
  readonly rows: readonly StatementRow[];
}

/** The file of one firm in a folder of trade files. */
export function firmFile(folder: string, id: string): string {
  return join(folder, `${id}.csv`);
}

/** Reads a firm's file and moves it to the business day. */
export async function readFirmDay(
  firm: TradingFirm,
  file: string,
  { date, calendar }: TradeDate,
): Promise<FirmDay> {
  const rows = await readStatementFile(file);
  return { firm, rows: rows.map((row) => redate(row, date, calendar)) };
}

/** The pairs of firms that the files are about, each once. */
export function pairsOf(days: readonly FirmDay[]): (readonly [string, string])[] {
  const pairs = new Map<string, readonly [string, string]>();
  for (const { firm, rows } of days) {
    for (const { counterparty } of rows) {
      const pair = pairOf(firm.id, counterparty);
      pairs.set(pair.join(), pair);
    }
  }
  return [...pairs].sort(([a], [b]) => order(a, b)).map(([, pair]) => pair);
}
