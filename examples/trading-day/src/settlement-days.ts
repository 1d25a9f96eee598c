import type { Ledger } from '@jangbu/client';
import type { Progress } from '@jangbu/network';
import { moveToNextDay, type NetworkContext, supervisorId, withLedger } from 'jangbu';
import { deposit, type CustodyEntry } from './custody';
import type { TradingFirm } from './firm-day';
import { closeSettlement, closeRest, sealDay, type SealedDay } from './seal-day';
import { recordFails, settleDay, type RecordedFail, type SettledDay } from './settle-day';

/** So many business days are lived through at most: what has not settled by then is told as it stands. */
const DAYS_MAX = 5;

/** One business day of settlement, from its opening to its close. */
export interface SettlementDay extends SettledDay {
  readonly fails: readonly RecordedFail[];
}

/** All days from the trade date's end to the day on which everything has settled. */
export interface SettlementDays {
  readonly days: readonly SettlementDay[];
  readonly sealed: readonly SealedDay[];
  /** Instructions that have not settled. */
  readonly left: number;
}

/** What is settled, by whom. */
export interface SettlementInput {
  readonly firms: readonly TradingFirm[];
  readonly pairs: readonly (readonly [string, string])[];
  /** How many instructions there are. */
  readonly instructions: number;
  /** What reaches custody a day late. */
  readonly late: readonly CustodyEntry[];
}

/** Closes the day in force, and has the members seal it. Settlement's fails are recorded in between. */
async function endDay(
  context: NetworkContext,
  supervisor: Ledger,
  settled: SettledDay | undefined,
  progress: Progress,
): Promise<{ sealed: SealedDay; fails: readonly RecordedFail[] }> {
  await closeSettlement(supervisor);
  const fails = settled ? await recordFails(supervisor, settled) : [];
  const date = await closeRest(supervisor);
  return { sealed: await sealDay(context, date, progress), fails };
}

/**
 * Lives from the trade date to the day on which all that was instructed has settled: each day's due
 * instructions settle, what could not is recorded as failed and rolls, and each day but the last is closed
 * and sealed.
 */
export async function liveToSettlement(
  context: NetworkContext,
  { firms, pairs, instructions, late }: SettlementInput,
  progress: Progress,
): Promise<SettlementDays> {
  return withLedger(context, supervisorId(context.consortium), 'operator', async (supervisor) => {
    const days: SettlementDay[] = [];
    const sealed: SealedDay[] = [];
    let today: SettledDay | undefined;
    let left = instructions;
    for (;;) {
      const ended = await endDay(context, supervisor, today, progress);
      sealed.push(ended.sealed);
      if (today) days.push({ ...today, fails: ended.fails });
      const { date } = await moveToNextDay(supervisor);
      progress({ phase: 'business day', text: date });
      // What failed yesterday had reached custody too late: today it is there.
      if (ended.fails.length > 0) await deposit(supervisor, late, progress);
      today = await settleDay(firms, pairs, date, progress);
      left -= today.settled;
      if (left > 0 && days.length + 1 < DAYS_MAX) continue;
      days.push({ ...today, fails: [] });
      return { days, sealed, left };
    }
  });
}
