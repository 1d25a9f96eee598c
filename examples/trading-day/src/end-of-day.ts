import type { DayReport } from '@jangbu/client/interfirm';
import type { ConsortiumDefinition } from '@jangbu/network';
import colours from 'picocolors';
import {
  failsSheet,
  instructionsSheet,
  memberName,
  nettingSheet,
  outstandingSheet,
  penaltiesSheet,
  type NetworkContext,
  supervisorId,
  tableOf,
  withLedger,
} from 'jangbu';

/** The supervisor's end-of-day reports: of the trade date, and of each day on which its trades settled. */
export interface EndOfDay {
  readonly traded: DayReport;
  readonly settled: readonly DayReport[];
}

/** Reads the reports from the supervisor's own peer, which holds what every firm's holds. */
export async function readEndOfDay(
  context: NetworkContext,
  tradeDate: string,
  settlementDates: readonly string[],
): Promise<EndOfDay> {
  return withLedger(context, supervisorId(context.consortium), 'operator', async (ledger) => {
    const settled: DayReport[] = [];
    for (const date of settlementDates) settled.push(await ledger.reports.day(date));
    return { traded: await ledger.reports.day(tradeDate), settled };
  });
}

/** The reports as a page that a person reads. */
export function renderEndOfDay({ traded, settled }: EndOfDay, consortium: ConsortiumDefinition): string {
  const name = (id: string): string => memberName(consortium, id);
  const fails = settled.flatMap((report) => report.fails);
  const penalties = settled.flatMap((report) => report.penalties);
  const last = settled.at(-1) ?? traded;
  return [
    colours.bold(`End-of-day reports of ${traded.date} and the days on which it settled`),
    '',
    tableOf(nettingSheet(traded.netting)),
    ...settled.map((report) => {
      const sheet = instructionsSheet(report.instructions);
      return tableOf({ ...sheet, title: `${sheet.title}, on ${report.date}` });
    }),
    tableOf(failsSheet(fails, name)),
    tableOf(penaltiesSheet(penalties, name)),
    tableOf(outstandingSheet(last.outstanding)),
    'More, for each firm: ./jangbu report day --as nh',
  ].join('\n');
}
