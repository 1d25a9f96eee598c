import { untilInterrupted } from '@jangbu/network';
import { setTimeout as elapsed } from 'node:timers/promises';
import { Command } from 'commander';
import { withLedger } from '../../consortium/connections';
import { supervisorId } from '../../consortium/members';
import { keepDay, keepDayOnce } from '../../business-day/keep-day';
import {
  openNetworkContext,
  withNetworkOptions,
  type NetworkOptions,
} from '../../consortium/network-context';

/** Comes back after so long, or as soon as the signal says so. */
async function paused(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await elapsed(milliseconds, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

async function keep(options: NetworkOptions & { once?: boolean }): Promise<void> {
  const context = await openNetworkContext(options);
  await untilInterrupted((signal) =>
    withLedger(context, supervisorId(context.consortium), 'operator', ({ days }) =>
      (options.once ? keepDayOnce : keepDay)({
        keep: (now, attests) => days.keep(now, { attests }),
        now: () => new Date(),
        wait: (milliseconds) => paused(milliseconds, signal),
        say: (line) => process.stdout.write(`${line}\n`),
        signal,
      }),
    ),
  );
}

/** `jangbu day keep`: the supervisor's operator keeps the business day by the cut-offs on the ledger. */
export function keepDayCommand(): Command {
  return withNetworkOptions(new Command('keep'))
    .description('move the day at its cut-offs (Korean time) and attest it, until Ctrl-C (as the supervisor)')
    .option('--once', 'do what is due now, and end')
    .addHelpText(
      'after',
      [
        '',
        'It goes by the clock of this machine, the calendar and the cut-offs on the ledger. It keeps nothing',
        'besides: end it and start it again as you like. What was missed meanwhile is done at once, in order:',
        'no phase and no business day is left out. `jangbu calendar show` lists the cut-offs. Fails are recorded',
        'apart, with `jangbu settlement fail`, between the ends of settlement and of the day.',
      ].join('\n'),
    )
    .action(keep);
}
