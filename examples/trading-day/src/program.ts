import { Command } from 'commander';
import {
  bringUp,
  openNetworkContext,
  type NetworkOptions,
  takeDown,
  withNetworkOptions,
  withProgress,
} from 'jangbu';
import { runDay } from './run-day';

const NEXT = [
  'The network stays up. What to try next:',
  '  ./jangbu network status                          members, heights, memory',
  '  ./jangbu trades breaks --as nh --with daishin    on which trades two firms differ',
  '  ./jangbu proposals list --as nh                  what the members voted on',
  '  npm start                                        the next business day',
  '  ./jangbu network down                            stop everything',
].join('\n');

async function start(options: NetworkOptions & { once?: boolean; examples?: string }): Promise<void> {
  const context = await openNetworkContext(options);
  try {
    const { text, asExpected } = await withProgress(async (progress) => {
      await bringUp(context, progress);
      const afterwards = options.once ? 'SEAL' : 'LEAVE_OPEN';
      return runDay(context, progress, { examples: options.examples, afterwards });
    });
    process.stdout.write(`\n${text}\n`);
    if (!asExpected) process.exitCode = 1;
  } finally {
    if (options.once) await withProgress((progress) => takeDown(context, progress));
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
