import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AuditedRead, AuditScope, CheckedScope, Inquiry, Ledger, Pair } from '@jangbu/client';
import { Command } from 'commander';
import { withLedger } from '../../consortium/connections';
import { supervisorId } from '../../business-day/open-day';
import { openNetworkContext, withNetworkOptions, type NetworkContext, type NetworkOptions } from '../../consortium/network-context';
import { UsageError } from '../../terminal/failure';
import { table } from '../../terminal/table';
import { positionsText } from '../holdings/positions-table';
import { tradeDateOf, type AsOptions } from '../member-options';
import { json } from '../trades/results';

interface ReadOptions extends NetworkOptions {
  readonly as?: string;
  readonly reason: string;
  readonly json?: boolean;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Keeps what is read and why where the member's other files are: the ledger has hashes only. */
async function keepScopes(
  { stateDir }: NetworkContext,
  member: string,
  { inquiryId, scopes }: Inquiry,
): Promise<string> {
  const folder = join(stateDir, 'members', member, 'inquiries');
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${inquiryId}.json`);
  await writeFile(file, json(scopes), { mode: 0o600 });
  return file;
}

/** Opens an inquiry about one thing, as the supervisor's auditor, and reads that. */
async function inquire<T>(
  options: ReadOptions,
  what: (ledger: Ledger) => Promise<AuditedRead>,
  read: (inquiry: Inquiry) => Promise<T>,
  show: (found: T) => string,
): Promise<void> {
  const context = await openNetworkContext(options);
  const member = options.as ?? supervisorId(context.consortium);
  await withLedger(context, member, 'auditor', async (ledger) => {
    const inquiry = await ledger.audit.open({ reason: options.reason, reads: [await what(ledger)] });
    const file = await keepScopes(context, member, inquiry);
    process.stderr.write(`inquiry ${inquiry.inquiryId} is on the ledger; what it is about: ${file}\n`);
    const found = await read(inquiry);
    process.stdout.write(options.json ? json(found) : `${show(found)}\n`);
  });
}

function columnsOf(...titles: readonly string[]): { title: string }[] {
  return titles.map((title) => ({ title }));
}

async function readTrades(a: string, b: string, options: ReadOptions & { date?: string }): Promise<void> {
  const pair: Pair = [a, b];
  let tradeDate = '';
  await inquire(
    options,
    async (ledger) => {
      tradeDate = await tradeDateOf(ledger, options.date);
      return { kind: 'TRADES', pair: [...pair], tradeDate };
    },
    (inquiry) => inquiry.trades(pair, tradeDate),
    ({ entries, matched, breaks, waiting, obligations }) => {
      const rows = [
        ['entries of both firms', entries.length],
        ['matched', matched.length],
        ['breaks', breaks.length],
        ['waiting for their other side', waiting.length],
        ['net obligations', obligations.length],
      ].map(([name, count]) => [String(name), String(count)]);
      return `${table(columnsOf(`${a} and ${b}, ${tradeDate}`, 'number'), rows)}\nWith --json: all of them.`;
    },
  );
}

async function readInstructions(a: string, b: string, options: ReadOptions): Promise<void> {
  const pair: Pair = [a, b];
  await inquire(
    options,
    () => Promise.resolve({ kind: 'INSTRUCTIONS', pair: [...pair] }),
    (inquiry) => inquiry.instructions(pair),
    (found) => {
      const rows = found.map((each) => [
        `${each.creator}/${each.instructionId}`,
        each.isin,
        each.settlementDate,
        each.settledOn ?? each.status,
        String(each.fails.length),
      ]);
      const columns = columnsOf('instruction', 'instrument', 'settles', 'settled or state', 'fails');
      return rows.length > 0 ? table(columns, rows) : `${a} and ${b} have instructed nothing`;
    },
  );
}

async function readHoldings(member: string, options: ReadOptions): Promise<void> {
  await inquire(
    options,
    () => Promise.resolve({ kind: 'HOLDINGS', member }),
    (inquiry) => inquiry.holdings(member),
    ({ positions }) => positionsText(member, positions),
  );
}

async function list(options: AsOptions & { day?: string; supervisor?: string }): Promise<void> {
  const { day, supervisor } = options;
  const found = await withLedger(await openNetworkContext(options), options.as, 'auditor', async (ledger) =>
    ledger.audit.inquiries({ businessDay: await tradeDateOf(ledger, day), supervisor }),
  );
  if (options.json) process.stdout.write(json(found));
  else if (found.length === 0) say('the supervisor has read nothing under an inquiry on that day');
  else {
    const rows = found.map(({ inquiryId, scopes, certificate }) => [
      inquiryId,
      String(scopes.length),
      certificate.slice(0, 16),
    ]);
    say(table(columnsOf('inquiry', 'things read', 'certificate (SHA-256)'), rows));
  }
}

async function scopesIn(file: string): Promise<unknown[]> {
  try {
    const read: unknown = JSON.parse(await readFile(file, 'utf8'));
    return Array.isArray(read) ? (read as unknown[]) : [read];
  } catch (error) {
    throw new UsageError(`${file} does not read as JSON: ${error instanceof Error ? error.message : ''}`);
  }
}

function whatOf(read: AuditedRead): string {
  switch (read.kind) {
    case 'TRADES':
      return `trades of ${read.pair.join(' and ')} on ${read.tradeDate}`;
    case 'INSTRUCTIONS':
      return `instructions of ${read.pair.join(' and ')}`;
    case 'HOLDINGS':
      return `holdings of ${read.member}`;
  }
}

function describe({ read, reason, businessDay, inquiryId }: AuditScope): string {
  return `recorded: ${whatOf(read)}, read on ${businessDay} under inquiry ${inquiryId}: ${reason}`;
}

async function check(file: string, options: AsOptions): Promise<void> {
  const scopes = await scopesIn(file);
  const checked = await withLedger(await openNetworkContext(options), options.as, 'auditor', async (ledger) => {
    const all: CheckedScope[] = [];
    for (const scope of scopes) all.push(await ledger.audit.check(scope));
    return all;
  });
  if (options.json) process.stdout.write(json(checked));
  else for (const { scope } of checked) say(describe(scope));
}

function reading(name: string, description: string): Command {
  return withNetworkOptions(new Command(name))
    .description(description)
    .requiredOption('--reason <text>', 'why: a case number, the provision; stays off the ledger')
    .option('--as <member>', 'the supervisor (default: the one of the consortium file)')
    .option('--json', 'all of it, as JSON');
}

function member(name: string, description: string): Command {
  return withNetworkOptions(new Command(name))
    .description(description)
    .requiredOption('--as <member>', 'the member that asks')
    .option('--json', 'as JSON');
}

/** `jangbu audit`: what the supervisor reads of others, recorded before it is answered. */
export function auditCommand(): Command {
  return new Command('audit')
    .description("the supervisor's reads: recorded on the ledger before they are answered")
    .addCommand(
      reading('trades', "a pair's trades of one day (as the supervisor's auditor)")
        .argument('<firm>')
        .argument('<other>')
        .option('--date <date>', 'the trade date, YYYY-MM-DD (default: the business day)')
        .action(readTrades),
    )
    .addCommand(
      reading('instructions', "a pair's settlement instructions (as the supervisor's auditor)")
        .argument('<firm>')
        .argument('<other>')
        .action(readInstructions),
    )
    .addCommand(
      reading('holdings', "what a firm holds (as the supervisor's auditor)")
        .argument('<firm>')
        .action(readHoldings),
    )
    .addCommand(
      member('list', 'the inquiries of a business day, as every member sees them')
        .option('--day <date>', 'YYYY-MM-DD (default: the business day)')
        .option('--supervisor <member>', 'a former supervisor')
        .action(list),
    )
    .addCommand(
      member('check', 'whether what a regulator shows of its reading is what was recorded')
        .argument('<file>', 'scopes of an inquiry, as `audit` commands keep them')
        .action(check),
    );
}
