import { writeFile } from 'node:fs/promises';
import { isReconciled, type Ledger, type OwnPosition, type Reconciliation } from '@jangbu/client';
import type { AccountKind } from '@jangbu/model';
import type { Consortium } from '@jangbu/network';
import { Command, Option } from 'commander';
import { withLedger } from '../../consortium/connections';
import { deskRole } from '../../business-day/open-day';
import { nameOf } from '../../consortium/members';
import { toStatement } from '../../input/trade-statement';
import { readStatementFile, readTable } from '../../input/trade-file';
import { openNetworkContext, withNetworkOptions, type NetworkOptions } from '../../consortium/network-context';
import { render, reportFormats, type ReportFormat } from '../../reports/render';
import type { Sheet } from '../../reports/sheet';
import {
  breaksSheet,
  daySheets,
  failsSheet,
  holdingsSheet,
  instructionsSheet,
  nettingSheet,
  outstandingSheet,
  penaltiesSheet,
  reconciliationSheet,
  tradesSheet,
  unmatchedSheet,
  type MemberName,
} from '../../reports/sheets';
import { UsageError } from '../../terminal/failure';
import { tradeDateOf } from '../member-options';

type ReportOptions = NetworkOptions & {
  readonly as: string;
  readonly date?: string;
  readonly format: ReportFormat;
  readonly output?: string;
};

type Sheets = Record<string, Sheet>;
type Make = (ledger: Ledger, date: string, name: MemberName) => Promise<Sheets>;

/** A table is for people, and shows both names of a member; programs get its id. */
function namesFor(format: ReportFormat, consortium: Consortium): MemberName {
  return format === 'table' ? (id) => (id === '' ? '' : nameOf(consortium, id)) : (id) => id;
}

async function write(text: string, { output }: ReportOptions): Promise<void> {
  if (output === undefined) process.stdout.write(text);
  else await writeFile(output, text);
}

async function tell(options: ReportOptions, make: Make): Promise<void> {
  const context = await openNetworkContext(options);
  const role = deskRole(context.consortium, options.as);
  const sheets = await withLedger(context, options.as, role, async (ledger) =>
    make(ledger, await tradeDateOf(ledger, options.date), namesFor(options.format, context.consortium)),
  );
  await write(render(sheets, options.format), options);
}

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

function amountOf(text: string): bigint {
  if (/^\d{1,30}$/.test(text)) return BigInt(text);
  throw new UsageError(`an amount is a whole number in the instrument's smallest unit, not '${text}'`);
}

function accountKindOf(text: string): AccountKind {
  if (text === 'HOUSE' || text === 'CLIENT') return text;
  throw new UsageError(`an account is HOUSE or CLIENT, not '${text}'`);
}

async function readPositions(file: string): Promise<OwnPosition[]> {
  const rows = await readTable(file, ['instrument', 'account_kind', 'amount'] as const);
  return rows.map(({ instrument, account_kind: accountKind, amount }) => ({
    instrument,
    accountKind: accountKindOf(accountKind),
    amount: amountOf(amount),
  }));
}

type Kind = 'trades' | 'holdings';

async function reconciled(ledger: Ledger, kind: Kind, file: string, date: string): Promise<Reconciliation> {
  if (kind === 'holdings') return ledger.reports.reconcileHoldings(date, await readPositions(file));
  return ledger.reports.reconcileTrades(date, (await readStatementFile(file)).map(toStatement));
}

async function reconcile(kind: string, file: string, options: ReportOptions): Promise<void> {
  if (kind !== 'trades' && kind !== 'holdings') {
    throw new UsageError(`what is reconciled is trades or holdings, not ${kind}`);
  }
  const context = await openNetworkContext(options);
  const told = await withLedger(context, options.as, 'trader', async (ledger) =>
    reconciled(ledger, kind, file, await tradeDateOf(ledger, options.date)),
  );
  await write(render({ reconciliation: reconciliationSheet(told) }, options.format), options);
  if (!isReconciled(told)) process.exitCode = 1;
}

function withReport(command: Command): Command {
  return withNetworkOptions(command)
    .requiredOption(
      '--as <member>',
      "the member whose report it is (its trader identity is used, the supervisor's operator)",
    )
    .option('--date <date>', 'the business day, YYYY-MM-DD (default: the one in force)')
    .addOption(new Option('--format <format>', 'how it is written').choices(reportFormats).default('table'))
    .option('--output <file>', 'where it is written (default: the terminal)');
}

/** `jangbu report`: what operations staff look at when a business day ends. */
export function reportCommand(): Command {
  const command = new Command('report').description('reports of a business day, as tables, CSV or JSON');
  for (const [name, { about, make }] of Object.entries(reports)) {
    withReport(command.command(name).description(about)).action((options: ReportOptions) =>
      tell(options, make),
    );
  }
  withReport(
    command
      .command('reconcile')
      .description("compare a firm's own CSV file with the ledger; exit code 1 where they differ")
      .argument('<what>', 'trades or holdings')
      .argument('<file>', 'trades: as `trades submit` takes it; holdings: instrument,account_kind,amount'),
  ).action(reconcile);
  return command;
}
