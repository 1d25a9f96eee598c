import { join } from 'node:path';
import type { Ledger, TradeResult } from '@jangbu/client';
import { order, pairOf, type ClosedDays } from '@jangbu/model';
import type { Progress } from '@jangbu/network';
import { pool } from '../pool';
import type { DayReport, PairReport, RefusedStatement } from './report';
import { redate } from './redate';
import { toStatement } from './statement';
import { readStatementFile, type StatementRow } from './statement-file';

/** Firms whose statements are sent at the same time, and pairs matched at the same time. */
const FIRMS_AT_ONCE = 8;
const PAIRS_AT_ONCE = 8;

/** A firm that trades today: its connection to the ledger and its file. */
export interface TradingFirm {
  readonly id: string;
  readonly ledger: Ledger;
  readonly file: string;
}

/** What a trading day is run with. */
export interface DayInput {
  readonly firms: readonly TradingFirm[];
  /** The business day, `YYYY-MM-DD`. */
  readonly date: string;
  readonly calendar: ClosedDays;
  readonly progress: Progress;
}

interface FirmDay {
  readonly firm: TradingFirm;
  readonly rows: readonly StatementRow[];
}

function refusedOf(firm: string, row: StatementRow, result: TradeResult): RefusedStatement | undefined {
  switch (result.status) {
    case 'RECORDED':
      return undefined;
    case 'REFUSED':
      return { uti: row.uti, firm, counterparty: row.counterparty, code: result.problem.code };
    case 'FAILED':
      throw result.error;
  }
}

async function recordFirm({
  firm,
  rows,
}: FirmDay): Promise<{ refused: RefusedStatement[]; pages: Set<string> }> {
  const results = await firm.ledger.trades.submit(rows.map(toStatement));
  const refused: RefusedStatement[] = [];
  const pages = new Set<string>();
  results.forEach((result, i) => {
    const row = rows[i];
    const refusal = row && refusedOf(firm.id, row, result);
    if (refusal) refused.push(refusal);
    if (result.status === 'RECORDED') pages.add(result.page.pageId);
  });
  return { refused, pages };
}

function pairsOf(days: readonly FirmDay[]): (readonly [string, string])[] {
  const pairs = new Map<string, readonly [string, string]>();
  for (const { firm, rows } of days) {
    for (const { counterparty } of rows) {
      const pair = pairOf(firm.id, counterparty);
      pairs.set(pair.join(), pair);
    }
  }
  return [...pairs].sort(([a], [b]) => order(a, b)).map(([, pair]) => pair);
}

const absolute = (value: bigint): bigint => (value < 0n ? -value : value);

async function matchPair(ledger: Ledger, pair: readonly [string, string], date: string): Promise<PairReport> {
  const outcome = await ledger.trades.match({ counterparty: pair[1], tradeDate: date });
  return {
    pair,
    matched: outcome.matchedInAll,
    broken: outcome.breaks.map(({ uti, differences }) => ({
      uti,
      codes: differences.map(({ code }) => code),
    })),
    waiting: outcome.waiting.map(({ uti, statedBy }) => ({ uti, firm: statedBy })),
    obligations: outcome.obligations.length,
    grossValue: outcome.matched.reduce((sum, { amount }) => sum + amount, 0n),
    netValue: outcome.obligations.reduce((sum, { amount }) => sum + absolute(amount), 0n),
  };
}

/** Tells that a phase begins with nothing done. @returns what tells that one more is done */
function counted(progress: Progress, phase: string, text: string, total: number): () => void {
  let done = 0;
  progress({ phase, text, done, total });
  return () => {
    progress({ phase, text, done: (done += 1), total });
  };
}

/** Reads a firm's file and moves it to the business day. */
async function readFirm(firm: TradingFirm, date: string, calendar: ClosedDays): Promise<FirmDay> {
  const rows = await readStatementFile(firm.file);
  return { firm, rows: rows.map((row) => redate(row, date, calendar)) };
}

/**
 * Trades one day: each firm records its own file under its own identity, then each pair is matched
 * by one of its firms.
 *
 * @throws the first failure that is no refusal of a trade
 */
export async function tradeDay({ firms, date, calendar, progress }: DayInput): Promise<DayReport> {
  const days = await Promise.all(firms.map((firm) => readFirm(firm, date, calendar)));
  const started = performance.now();
  const recording = counted(progress, 'recording', 'firms record their own sides', days.length);
  const recorded = await pool(days, FIRMS_AT_ONCE, async (day) => {
    const result = await recordFirm(day);
    recording();
    return result;
  });
  const recordedAt = performance.now();
  const ledgers = new Map(firms.map(({ id, ledger }) => [id, ledger]));
  const pairs = pairsOf(days);
  const matching = counted(progress, 'matching', 'pairs match', pairs.length);
  const reports = await pool(pairs, PAIRS_AT_ONCE, async (pair) => {
    const ledger = ledgers.get(pair[0]);
    if (!ledger) throw new RangeError(`no connection for ${pair[0]}`);
    const report = await matchPair(ledger, pair, date);
    matching();
    return report;
  });
  return {
    date,
    statements: days.reduce((sum, { rows }) => sum + rows.length, 0),
    pages: recorded.reduce((sum, { pages }) => sum + pages.size, 0),
    pairs: reports,
    refused: recorded.flatMap(({ refused }) => refused),
    seconds: { record: (recordedAt - started) / 1000, match: (performance.now() - recordedAt) / 1000 },
  };
}

/** The file of one firm in a folder of trade files. */
export function firmFile(folder: string, id: string): string {
  return join(folder, `${id}.csv`);
}
