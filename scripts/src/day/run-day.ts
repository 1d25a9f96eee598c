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

async function openDay(place: Place): Promise<{ readonly date: string; readonly calendar: ClosedDays }> {
  return withLedger(place, supervisorId(place.consortium), 'operator', async (ledger) => {
    const { date } = await moveToNextDay(ledger);
    const { parameters } = await ledger.consortium.parameters();
    return { date, calendar: parameters };
  });
}

/**
 * Opens the next business day and trades it from files, each firm under its own identity through its
 * own peer.
 *
 * @param examples folder with a trade file for each firm and `expected.csv`
 */
export async function runDay(place: Place, progress: Progress, examples?: string): Promise<FinishedDay> {
  const folder = examplesFolder(examples);
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
    return {
      text: renderDay(report, place.consortium, wrong, expected.length),
      asExpected: wrong.length === 0,
    };
  } finally {
    await Promise.all(ledgers.map((ledger) => ledger.close()));
  }
}
