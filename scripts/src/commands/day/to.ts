import { DateText, Phase, PHASES } from '@jangbu/model';
import type { Command } from 'commander';
import { choiceOf } from '../../input/choices';
import { UsageError } from '../../input/usage-error';
import { recordedWith } from '../../outputs/outcomes';
import { tell } from '../../terminal/output';
import { asSupervisor, memberCommand, type MemberOptions } from '../member-options';

const Output = recordedWith({ date: DateText, phase: Phase });

async function to(given: string, options: MemberOptions): Promise<void> {
  const phase = choiceOf('a phase', PHASES.slice(1), given);
  const moved = await asSupervisor(options, async (ledger) => {
    const day = await ledger.days.current();
    if (!day) throw new UsageError('no business day has been opened');
    const { date } = day;
    return { date, phase, ...(await ledger.days.move({ date, phase })) };
  });
  tell<typeof Output>(options, moved, `${moved.date} ${phase}`);
}

/** `jangbu day to`. */
export function moveDayCommand(): Command {
  return memberCommand('to', 'move the day to its next phase, once it is due (as an operator)', Output)
    .argument('<phase>', 'RESERVATION_CLOSED, SETTLEMENT_CLOSED, MATCHING_CLOSED or CLOSED')
    .action(to);
}
