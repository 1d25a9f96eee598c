import { setTimeout as elapsed } from 'node:timers/promises';
import { untilInterrupted } from '@jangbu/network';
import type { Command } from 'commander';
import { keepDay, keepDayOnce } from '../../business-day/keep-day';
import { withNote } from '../../language/notes';
import { news, say, tell } from '../../terminal/output';
import { asSupervisor, memberCommand, type MemberOptions } from '../member-options';
import { DayInForce } from './day-in-force';

/** Comes back after so long, or as soon as the signal says so. */
async function paused(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await elapsed(milliseconds, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** Until it is stopped it has news only; with --json its result is the day as it leaves it. */
async function keep(options: MemberOptions & { once?: boolean }): Promise<void> {
  await untilInterrupted((signal) =>
    asSupervisor(options, async ({ days }) => {
      await (options.once ? keepDayOnce : keepDay)({
        keep: (now, attests) => days.keep(now, { attests }),
        now: () => new Date(),
        wait: (milliseconds) => paused(milliseconds, signal),
        say: options.json ? news : say,
        signal,
      });
      if (options.json) tell<typeof DayInForce>(options, await days.current(), '');
    }),
  );
}

/** `jangbu day keep`: an operator keeps the business day by the cut-offs on the ledger, the supervisor's or another's. */
export function keepDayCommand(): Command {
  return withNote(
    memberCommand(
      'keep',
      'move the day at its cut-offs (Korean time) and attest it, until Ctrl-C (as an operator)',
      DayInForce,
    ).option('--once', 'do what is due now, and end'),
    'It goes by the clock of this machine, the calendar and the cut-offs on the ledger. It keeps nothing',
    'besides: end it and start it again as you like. What was missed meanwhile is done at once, in order:',
    'no phase and no business day is left out. The supervisor moves the day at a cut-off; for another member',
    'this moves it later, where the supervisor has not. `jangbu calendar show` lists the cut-offs, and how much',
    'later. Peers go by their own clocks. Fails are recorded apart, with `jangbu settlement fail`, between the',
    'ends of settlement and of the day.',
  ).action(keep);
}
