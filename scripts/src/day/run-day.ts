import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Ledger } from '@jangbu/client';
import type { ClosedDays } from '@jangbu/model';
import type { Progress } from '@jangbu/network';
import { connectAs, withLedger } from '../connections';
import type { Place } from '../place';
import { UsageError } from '../terminal/failure';
import { moveToNextDay, supervisorId } from './business-day';
import { discrepancies, readExpected } from './expected';
import { redateUti } from './redate';
import { closeDay, sealDay, type SealedDay } from './seal-day';
import { renderDay } from './summary';
import { firmFile, tradeDay, type TradingFirm } from './trade-day';

/** A day that was run: what to show, and whether the files' known mistakes were found and nothing else. */
export interface FinishedDay {
  readonly text: string;
  readonly asExpected: boolean;
}

/** Trade date that the example files have; a run moves them to the ledger's business day. */
const FILES_DATE = '2026-11-24';

function examplesFolder(given: string | undefined): string {
  const home = process.env['JANGBU_HOME'] ?? process.cwd();
  const folder = given ?? join(home, 'examples', 'trading-day');
  if (!existsSync(join(folder, 'expected.csv'))) {
    throw new UsageError(`there are no trade files in ${folder}; name their folder by --examples`);
  }
  return folder;
}

/** Closes the day in force, if there is one, and has the members seal it. */
async function closeAndSeal(place: Place, progress: Progress): Promise<SealedDay | undefined> {
  const supervisor = supervisorId(place.consortium);
  const closed = await withLedger(place, supervisor, 'operator', async (ledger) =>
    (await ledger.days.current()) ? closeDay(ledger) : undefined,
  );
  return closed === undefined ? undefined : sealDay(place, closed, progress);
}

function sealLine({ date, members, transactions, root }: SealedDay): string {
  return `${date} is closed, and sealed by ${members} members: ${transactions} transactions under the root ${root.slice(0, 16)}…`;
}

async function openDay(place: Place): Promise<{ readonly date: string; readonly calendar: ClosedDays }> {
  return withLedger(place, supervisorId(place.consortium), 'operator', async (ledger) => {
    const { date } = await moveToNextDay(ledger);
    const { parameters } = await ledger.consortium.parameters();
    return { date, calendar: parameters };
  });
}

/** How to run a day. */
export interface DayOptions {
  /** Folder with a trade file for each firm and `expected.csv`; the tree's own when left out. */
  readonly examples?: string | undefined;
  /** Whether the day stays open, for whoever wants to look around, or is closed and sealed. */
  readonly afterwards: 'LEAVE_OPEN' | 'SEAL';
}

/**
 * Opens the next business day (the one before is closed and sealed first) and trades it from files, each
 * firm under its own identity through its own peer.
 */
export async function runDay(
  place: Place,
  progress: Progress,
  { examples, afterwards }: DayOptions,
): Promise<FinishedDay> {
  const folder = examplesFolder(examples);
  const before = await closeAndSeal(place, progress);
  progress({ phase: 'business day', text: 'the supervisor opens the next business day' });
  const { date, calendar } = await openDay(place);
  progress({ phase: 'business day', text: date });
  const ids = place.consortium.members.map(({ id }) => id).filter((id) => existsSync(firmFile(folder, id)));
  const ledgers: Ledger[] = [];
  try {
    const firms: TradingFirm[] = [];
    for (const id of ids) {
      const ledger = await connectAs(place, id, 'trader');
      ledgers.push(ledger);
      firms.push({ id, ledger, file: firmFile(folder, id) });
    }
    const report = await tradeDay({ firms, date, calendar, progress });
    const expected = (await readExpected(join(folder, 'expected.csv'))).map((row) => ({
      ...row,
      uti: redateUti(row.uti, FILES_DATE, date),
    }));
    const wrong = discrepancies(report, expected);
    const sealed = afterwards === 'SEAL' ? await closeAndSeal(place, progress) : undefined;
    return {
      text: [
        ...(before ? [sealLine(before), ''] : []),
        renderDay(report, place.consortium, wrong, expected.length),
        ...(sealed ? [sealLine(sealed)] : []),
      ].join('\n'),
      asExpected: wrong.length === 0,
    };
  } finally {
    await Promise.all(ledgers.map((ledger) => ledger.close()));
  }
}
