import type { Command } from 'commander';
import { tell } from '../../terminal/output';
import { asReader, memberCommand, type MemberOptions } from '../member-options';
import { DayInForce } from './day-in-force';

async function show(options: MemberOptions): Promise<void> {
  const day = await asReader(options, (ledger) => ledger.days.current());
  tell<typeof DayInForce>(
    options,
    day,
    day ? `${day.date} ${day.phase} (move ${day.sequence})` : 'no business day has been opened',
  );
}

/** `jangbu day show`. */
export function showDayCommand(): Command {
  return memberCommand('show', 'say which business day it is, and its phase', DayInForce).action(show);
}
