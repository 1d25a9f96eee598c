import { unlessInterrupted, untilInterrupted } from '@jangbu/network';
import { Command } from 'commander';
import {
  bringUp,
  freeTimeNote,
  type NetworkContext,
  openNetworkContext,
  otherContractsNote,
  type NetworkOptions,
  takeDown,
  withNetworkOptions,
  withProgress,
} from 'jangbu';
import { runDay, type FinishedDay } from './run-day';

const NEXT = [
  'The network stays up. What to try next:',
  '  ./jangbu network status                          members, heights, memory',
  '  ./jangbu trades breaks --as nh --with daishin    on which trades two firms differ',
  '  ./jangbu proposals list --as nh                  what the members voted on',
  '  npm start                                        the next business day',
  '  ./jangbu network down                            stop everything',
].join('\n');

type StartOptions = NetworkOptions & { once?: boolean; examples?: string };

/** Brings the network up and lives a day on it; interrupted, it takes down what it has brought up. */
async function live(
  context: NetworkContext,
  { once = false, examples }: StartOptions,
  { signal, forced }: { readonly signal: AbortSignal; readonly forced: AbortSignal },
): Promise<FinishedDay> {
  let started: readonly string[] = [];
  try {
    return await withProgress(async (progress) => {
      const up = await bringUp(context, progress, { signal, forced });
      started = up.started;
      const other = otherContractsNote(up);
      if (other !== undefined) progress({ phase: 'note', text: other });
      const afterwards = once ? 'SEAL' : 'LEAVE_OPEN';
      return unlessInterrupted(signal, () => runDay(context, progress, { examples, afterwards }));
    });
  } finally {
    const nodes = once ? undefined : signal.aborted ? started : [];
    if (nodes?.length !== 0) await withProgress((progress) => takeDown(context, progress, { nodes }));
  }
}

async function start(options: StartOptions): Promise<void> {
  const context = await openNetworkContext(options);
  let interrupted: AbortSignal | undefined;
  try {
    const { text, asExpected } = await untilInterrupted((signal, forced) => {
      interrupted = signal;
      return live(context, options, { signal, forced });
    });
    const loudly = freeTimeNote(context.consortium);
    process.stdout.write(`\n${text}\n${loudly === undefined ? '' : `${loudly}\n`}`);
    if (!asExpected) process.exitCode = 1;
  } catch (error) {
    // What the day had begun still waits for answers that cannot come.
    if (interrupted?.aborted) process.exit(130);
    throw error;
  }
  if (!options.once) process.stdout.write(`\n${NEXT}\n`);
}

/** The program that `npm start` runs: from nothing to a traded day. */
export function tradingDayProgram(): Command {
  return withNetworkOptions(new Command('npm start --'))
    .helpOption('-h, --help', 'explain the options')
    .showHelpAfterError('(add --help for what can be said here)')
    .description(
      'bring the network up, trade a day on it and live to its settlement; again: the next business days',
    )
    .option(
      '--once',
      'close and seal the day and take the network down afterwards; exit 0 only if all was as expected',
    )
    .option('--examples <folder>', 'the trade files to use (default: examples/trading-day/files)')
    .action(start);
}
