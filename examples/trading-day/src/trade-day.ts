import type { TradeResult } from '@jangbu/client/interfirm';
import { type Progress, eachOf } from '@jangbu/network';
import { beginPhase } from './begin-phase';
import { readRows, type StatementRow, toStatement } from 'jangbu';
import { pairsOf, type FirmDay } from './firm-day';
import { matchPairs } from './match-pairs';
import type { TradedDay, RefusedStatement } from './traded-day';

/** Firms whose statements are sent at the same time. */
const FIRMS_AT_ONCE = 8;

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
  const results = await firm.ledger.trades.submit(readRows(rows, toStatement));
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

/**
 * Trades one day: each firm records its own file under its own identity, then each pair is matched
 * by one of its firms.
 *
 * @param date the business day, `YYYY-MM-DD`
 * @throws the first failure that is no refusal of a trade
 */
export async function tradeDay(
  days: readonly FirmDay[],
  date: string,
  progress: Progress,
): Promise<TradedDay> {
  const started = performance.now();
  const recording = beginPhase(progress, 'recording', 'firms record their own sides', days.length);
  const recorded = await eachOf(days, FIRMS_AT_ONCE, async (day) => {
    const result = await recordFirm(day);
    recording();
    return result;
  });
  const recordedAt = performance.now();
  const firms = days.map(({ firm }) => firm);
  const pairs = await matchPairs(firms, pairsOf(days), date, progress);
  return {
    date,
    statements: days.reduce((sum, { rows }) => sum + rows.length, 0),
    pages: recorded.reduce((sum, { pages }) => sum + pages.size, 0),
    pairs,
    refused: recorded.flatMap(({ refused }) => refused),
    seconds: { record: (recordedAt - started) / 1000, match: (performance.now() - recordedAt) / 1000 },
  };
}
