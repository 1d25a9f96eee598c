import type { Ledger } from '@jangbu/client';
import { Type, type TSchema } from '@sinclair/typebox';
import type { Command } from 'commander';
import { memberName } from '../../consortium/members';
import {
  BreaksLine,
  FailsLine,
  HoldingsLine,
  InstructionsLine,
  NettingLine,
  OutstandingLine,
  PenaltiesLine,
  TradesLine,
  UnmatchedLine,
} from '../../reports/sheet-schemas';
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

interface Report {
  readonly about: string;
  /** What it prints with `--json`. */
  readonly output: TSchema;
  readonly make: Make;
}

/** All sheets of a day, each by its name. */
const DayReport = Type.Object({
  trades: Type.Array(TradesLine),
  breaks: Type.Array(BreaksLine),
  unmatched: Type.Array(UnmatchedLine),
  instructions: Type.Array(InstructionsLine),
  fails: Type.Array(FailsLine),
  penalties: Type.Array(PenaltiesLine),
  holdings: Type.Array(HoldingsLine),
  netting: Type.Array(NettingLine),
  /** Where there is something, and the supervisor asks. */
  outstanding: Type.Optional(Type.Array(OutstandingLine)),
});

/** Each report by its name: what it is, and how its sheets are made. */
const reports: Readonly<Record<string, Report>> = {
  day: {
    about: 'all reports of a day at once',
    output: DayReport,
    make: async (ledger, date, name) => daySheets(await ledger.reports.day(date), name),
  },
  trades: {
    about: 'a line a pair: matched, broken, waiting, owed',
    output: Type.Array(TradesLine),
    make: async (ledger, date, name) => ({ trades: tradesSheet(await ledger.reports.trades(date), name) }),
  },
  breaks: {
    about: 'a line for each field on which two firms differ',
    output: Type.Array(BreaksLine),
    make: async (ledger, date, name) => ({ breaks: breaksSheet(await ledger.reports.breaks(date), name) }),
  },
  unmatched: {
    about: 'trades whose other side is not stated',
    output: Type.Array(UnmatchedLine),
    make: async (ledger, date, name) => ({
      unmatched: unmatchedSheet(await ledger.reports.unmatched(date), name),
    }),
  },
  instructions: {
    about: 'what settled on the day, and what was due and did not',
    output: Type.Array(InstructionsLine),
    make: async (ledger, date) => ({
      instructions: instructionsSheet(await ledger.reports.instructions(date)),
    }),
  },
  fails: {
    about: 'fails of the day, the side at fault, and penalties',
    output: Type.Object({ fails: DayReport.properties.fails, penalties: DayReport.properties.penalties }),
    make: async (ledger, date, name) => {
      const { fails, penalties } = await ledger.reports.day(date);
      return { fails: failsSheet(fails, name), penalties: penaltiesSheet(penalties, name) };
    },
  },
  holdings: {
    about: 'opening + movements = closing, for any business day',
    output: Type.Array(HoldingsLine),
    make: async (ledger, date) => ({ holdings: holdingsSheet(await ledger.reports.holdings(date)) }),
  },
  netting: {
    about: 'what netting saves of the trades of the day',
    output: Type.Array(NettingLine),
    make: async (ledger, date) => ({ netting: nettingSheet(await ledger.reports.netting(date)) }),
  },
  outstanding: {
    about: 'for the supervisor: all that is outstanding is what was deposited and not withdrawn',
    output: Type.Array(OutstandingLine),
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
  return Object.entries(reports).map(([name, { about, output, make }]) =>
    reportSubcommand(name, about, output).action((options: ReportOptions) => tell(options, make)),
  );
}
