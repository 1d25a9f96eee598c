import { readFile, writeFile } from 'node:fs/promises';
import { verifyReceipt, type Ledger, type TradeResult } from '@jangbu/client';
import { silent } from '@jangbu/network';
import { Command } from 'commander';
import { openNetworkOf } from '../bring-up';
import { withLedger } from '../connections';
import { toStatement } from '../day/statement';
import { readStatementFile } from '../day/statement-file';
import { openPlace, withPlace, type PlaceOptions } from '../place';
import { UsageError } from '../terminal/failure';
import { grouped, table } from '../terminal/table';

type AsOptions = PlaceOptions & { readonly as: string; readonly json?: boolean };
type PairOptions = AsOptions & { readonly with: string; readonly date?: string };

/** Shows bigints as the decimal strings that documents hold. */
function json(value: unknown): string {
  return `${JSON.stringify(value, (_key, each: unknown) => (typeof each === 'bigint' ? String(each) : each), 2)}\n`;
}

async function asTrader<T>(options: AsOptions, work: (ledger: Ledger) => Promise<T>): Promise<T> {
  return withLedger(await openPlace(options), options.as, 'trader', work);
}

/** The trade date asked for, or the business day in force. */
async function tradeDateOf(ledger: Ledger, given: string | undefined): Promise<string> {
  if (given !== undefined) return given;
  const day = await ledger.days.current();
  if (!day) throw new UsageError('no business day has been opened; name the trade date by --date');
  return day.date;
}

async function ofPair<T>(
  options: PairOptions,
  work: (ledger: Ledger, pair: { counterparty: string; tradeDate: string }) => Promise<T>,
): Promise<T> {
  return asTrader(options, async (ledger) =>
    work(ledger, { counterparty: options.with, tradeDate: await tradeDateOf(ledger, options.date) }),
  );
}

function reasonOf(result: TradeResult): string {
  switch (result.status) {
    case 'RECORDED':
      return '';
    case 'REFUSED':
      return [
        result.problem.code,
        ...(result.problem.problems ?? []).map(({ path, message }) => `${path} ${message}`),
      ].join(': ');
    case 'FAILED':
      return result.error.message;
  }
}

async function submit(file: string, options: AsOptions): Promise<void> {
  const rows = await readStatementFile(file);
  const results = await asTrader(options, (ledger) => ledger.trades.submit(rows.map(toStatement)));
  const wrong = results.filter(({ status }) => status !== 'RECORDED');
  if (options.json)
    process.stdout.write(json(results.map(({ uti, status, ...rest }) => ({ uti, status, ...rest }))));
  else {
    const columns = ['uti', 'result', 'why'].map((title) => ({ title }));
    if (wrong.length > 0)
      process.stdout.write(
        `${table(
          columns,
          wrong.map((each) => [each.uti, each.status, reasonOf(each)]),
        )}\n\n`,
      );
    process.stdout.write(
      `${grouped(results.length - wrong.length)} of ${grouped(results.length)} trades recorded\n`,
    );
  }
  if (wrong.length > 0) process.exitCode = 1;
}

async function match(options: PairOptions): Promise<void> {
  const outcome = await ofPair(options, (ledger, pair) => ledger.trades.match(pair));
  if (options.json) process.stdout.write(json(outcome));
  else {
    const { matched, breaks, waiting, obligations } = outcome;
    process.stdout.write(
      `${grouped(matched.length)} matched, ${grouped(breaks.length)} broken, ${grouped(waiting.length)} waiting, ${grouped(obligations.length)} obligations\n`,
    );
  }
}

async function breaks(options: PairOptions): Promise<void> {
  const found = await ofPair(options, (ledger, pair) => ledger.trades.breaks(pair));
  if (options.json) process.stdout.write(json(found));
  else if (found.length === 0) process.stdout.write('no breaks\n');
  else {
    const [first, second] = [options.as, options.with].sort();
    const columns = ['uti', 'differs in', first ?? '', second ?? ''].map((title) => ({ title }));
    const rows = found.flatMap(({ uti, differences }) =>
      differences.map(({ code, stated }, i) => [i === 0 ? uti : '', code, ...stated]),
    );
    process.stdout.write(`${table(columns, rows)}\n`);
  }
}

async function find(uti: string, options: AsOptions & { with?: string; date?: string }): Promise<void> {
  const status = await asTrader(options, async (ledger) => {
    if (options.with === undefined) return ledger.trades.find(uti);
    return ledger.trades.find(uti, {
      counterparty: options.with,
      tradeDate: await tradeDateOf(ledger, options.date),
    });
  });
  if (!status)
    throw new UsageError(
      `no trade ${uti} is known to ${options.as}; name the other firm by --with, the date by --date`,
    );
  process.stdout.write(json(status));
}

async function receipt(
  uti: string,
  options: PairOptions & { statedBy?: string; out?: string },
): Promise<void> {
  const made = await ofPair(options, (ledger, pair) =>
    ledger.trades.receipt(uti, pair, { statedBy: options.statedBy }),
  );
  if (options.out === undefined) process.stdout.write(json(made));
  else await writeFile(options.out, json(made));
}

async function verify(
  file: string,
  options: PlaceOptions & { configuration?: string; json?: boolean },
): Promise<void> {
  const block = options.configuration ?? openNetworkOf(await openPlace(options), silent).genesisBlock;
  const [text, configuration] = await Promise.all([readFile(file, 'utf8'), readFile(block)]);
  const proved = verifyReceipt(parseJson(text, file), configuration);
  if (options.json) process.stdout.write(json(proved));
  else {
    const { submitter, statement, businessDay, heldBy, sealedBy, transactionId } = proved;
    process.stdout.write(
      [
        `${submitter} stated: ${statement.side} ${statement.quantity} ${statement.isin} at ${statement.price} ${statement.currency}, with ${statement.counterparty}, traded ${statement.tradeDate}`,
        `recorded on ${businessDay} by transaction ${transactionId}, held by ${heldBy.join(', ')}`,
        `sealed by ${sealedBy.length} members: ${sealedBy.join(', ')}`,
        '',
      ].join('\n'),
    );
  }
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${file} is not JSON`);
  }
}

const withFirm = (command: Command): Command =>
  withPlace(command)
    .requiredOption('--as <member>', 'the member for which you act (its trader identity is used)')
    .option('--json', 'as JSON');

const withPair = (command: Command): Command =>
  withFirm(command)
    .requiredOption('--with <member>', 'the other firm')
    .option('--date <date>', 'the trade date, YYYY-MM-DD (default: the business day)');

/** `jangbu trades`: a firm's trades. */
export function tradesCommand(): Command {
  const command = new Command('trades').description("a firm's trades: record, match, find, see what differs");
  withFirm(
    command
      .command('submit')
      .description('record the trades of a file')
      .argument('<file>', 'CSV, as in examples/'),
  ).action(submit);
  withPair(command.command('match').description("match the firm's trades with the other firm's")).action(
    match,
  );
  withPair(command.command('breaks').description('list the trades on which the two firms differ')).action(
    breaks,
  );
  withFirm(command.command('find').description('find one trade by its UTI').argument('<uti>'))
    .option('--with <member>', 'the other firm, where this machine did not submit the trade')
    .option('--date <date>', 'the trade date, YYYY-MM-DD (default: the business day)')
    .action(find);
  withPair(
    command
      .command('receipt')
      .description('make the proof of one trade for an outsider, once its day is sealed')
      .argument('<uti>'),
  )
    .option('--stated-by <member>', "whose statement to prove (default: one's own)")
    .option('--out <file>', 'where to write it (default: standard output)')
    .action(receipt);
  withPlace(
    command
      .command('verify')
      .description('check a receipt offline, with the configuration block of the channel')
      .argument('<file>', 'a receipt, JSON'),
  )
    .option('--configuration <block>', "the channel's configuration block (default: this network's own)")
    .option('--json', 'as JSON')
    .action(verify);
  return command;
}
