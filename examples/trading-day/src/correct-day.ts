import type { TradeResult } from '@jangbu/client/interfirm';
import { type Progress, eachOf } from '@jangbu/network';
import { beginPhase } from './begin-phase';
import { readRows, toStatement } from 'jangbu';
import { pairsOf, type FirmDay, type TradingFirm } from './firm-day';
import { matchPairs } from './match-pairs';
import type { TradedDay, TradedPair } from './traded-day';

/** Firms that correct at the same time. */
const FIRMS_AT_ONCE = 8;

/** What came of correcting a day. */
export interface CorrectedDay {
  /** Statements that were replaced, or stated for the first time. */
  readonly corrections: number;
  /** The day as it stands afterwards. */
  readonly report: TradedDay;
}

function requireRecorded(firm: string, results: readonly TradeResult[]): void {
  for (const result of results) {
    if (result.status === 'RECORDED') continue;
    const why = result.status === 'REFUSED' ? result.problem.code : result.error.message;
    throw new Error(`${firm}'s correction of ${result.uti} was not recorded: ${why}`);
  }
}

/** States again, as it is right: in place of what stands, or for the first time where nothing does. */
async function correctFirm({ firm, rows }: FirmDay): Promise<void> {
  const statements = readRows(rows, toStatement);
  const replaced = await firm.ledger.trades.replace(statements);
  const isNew = (i: number): boolean => {
    const result = replaced[i];
    return result?.status === 'REFUSED' && result.problem.code === 'NOT_STANDING';
  };
  requireRecorded(
    firm.id,
    replaced.filter((_, i) => !isNew(i)),
  );
  const added = statements.filter((_, i) => isNew(i));
  if (added.length > 0) requireRecorded(firm.id, await firm.ledger.trades.submit(added));
}

/** A pair as it stands after one more match. */
function later(before: TradedPair, after: TradedPair | undefined): TradedPair {
  return after ? { ...after, grossValue: before.grossValue + after.grossValue } : before;
}

/**
 * Corrects a traded day: each firm states again what it had got wrong, or had left out, and the pairs
 * concerned match once more.
 *
 * @param firms all that trade today
 * @param days the corrections, of those that have any
 * @throws Error when a correction is not recorded
 */
export async function correctDay(
  report: TradedDay,
  firms: readonly TradingFirm[],
  days: readonly FirmDay[],
  progress: Progress,
): Promise<CorrectedDay> {
  const correcting = beginPhase(progress, 'correcting', 'firms correct their own sides', days.length);
  await eachOf(days, FIRMS_AT_ONCE, async (day) => {
    await correctFirm(day);
    correcting();
  });
  const after = await matchPairs(firms, pairsOf(days), report.date, progress);
  const byPair = new Map(after.map((each) => [each.pair.join(), each]));
  const stated = new Set(days.flatMap(({ firm, rows }) => rows.map(({ uti }) => `${firm.id}/${uti}`)));
  return {
    corrections: stated.size,
    report: {
      ...report,
      pairs: report.pairs.map((pair) => later(pair, byPair.get(pair.pair.join()))),
      refused: report.refused.filter(({ firm, uti }) => !stated.has(`${firm}/${uti}`)),
    },
  };
}
