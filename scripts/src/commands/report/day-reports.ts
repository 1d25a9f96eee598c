import type { Ledger } from '@jangbu/client';
import type { Command } from 'commander';
import { memberName } from '../../consortium/members';
import {
  breaksSheet,
  daySheets,
  failsSheet,
  holdingsSheet,
  instructionsSheet,
  nettingSheet,
  outstandingSheet,
  penaltiesSheet,
  tradesSheet,
  unmatchedSheet,
  type MemberName,
} from '../../reports/sheets';
import { asDesk, tradeDateOf } from '../member-options';
import { formatOf, reportSubcommand, writeSheets, type ReportOptions, type Sheets } from './report-options';

type Make = (ledger: Ledger, date: string, name: MemberName) => Promise<Sheets>;

/** Each report by its name: what it is, and how its sheets are made. */
const reports: Readonly<Record<string, { readonly about: string; readonly make: Make }>> = {
  day: {
    about: 'all reports of a day at once',
    make: async (ledger, date, name) => daySheets(await ledger.reports.day(date), name),
  },
  trades: {
    about: 'a line a pair: matched, broken, waiting, owed',
    make: async (ledger, date, name) => ({ trades: tradesSheet(await ledger.reports.trades(date), name) }),
  },
  breaks: {
    about: 'a line for each field on which two firms differ',
    make: async (ledger, date, name) => ({ breaks: breaksSheet(await ledger.reports.breaks(date), name) }),
  },
  unmatched: {
    about: 'trades whose other side is not stated',
    make: async (ledger, date, name) => ({
      unmatched: unmatchedSheet(await ledger.reports.unmatched(date), name),
    }),
  },
  instructions: {
    about: 'what settled on the day, and what was due and did not',
    make: async (ledger, date) => ({
      instructions: instructionsSheet(await ledger.reports.instructions(date)),
    }),
  },
  fails: {
    about: 'fails of the day, the side at fault, and penalties',
    make: async (ledger, date, name) => {
      const { fails, penalties } = await ledger.reports.day(date);
      return { fails: failsSheet(fails, name), penalties: penaltiesSheet(penalties, name) };
    },
  },
  holdings: {
    about: 'opening + movements = closing, for any business day',
    make: async (ledger, date) => ({ holdings: holdingsSheet(await ledger.reports.holdings(date)) }),
  },
  netting: {
    about: 'what netting saves of the trades of the day',
    make: async (ledger, date) => ({ netting: nettingSheet(await ledger.reports.netting(date)) }),
  },
  outstanding: {
    about: 'for the supervisor: all that is outstanding is what was deposited and not withdrawn',
    make: async (ledger) => ({ outstanding: outstandingSheet(await ledger.holdings.outstanding()) }),
  },
};

/** A table is for people, and shows both names of a member, as the ledger has them; programs get its id. */
async function namesFor(ledger: Ledger, options: ReportOptions): Promise<MemberName> {
  if (formatOf(options) !== 'table') return (id) => id;
  const members = await ledger.consortium.members();
  return (id) => (id === '' ? '' : memberName(members, id));
}

async function tell(options: ReportOptions, make: Make): Promise<void> {
  const sheets = await asDesk(options, async (ledger) =>
    make(ledger, await tradeDateOf(ledger, options.date), await namesFor(ledger, options)),
  );
  await writeSheets(sheets, options);
}

/** `jangbu report day`, `trades`, `breaks` and the others: they differ in what they read only. */
export function dayReportCommands(): Command[] {
  return Object.entries(reports).map(([name, { about, make }]) =>
    reportSubcommand(name, about).action((options: ReportOptions) => tell(options, make)),
  );
}
