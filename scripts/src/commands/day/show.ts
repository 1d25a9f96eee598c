import type { BusinessDay, MembersDocument } from '@jangbu/model';
import type { Command } from 'commander';
import { freeTimeNote } from '../../consortium/day-time-text';
import { tell } from '../../terminal/output';
import { asReader, memberCommand, type MemberOptions } from '../member-options';
import { DayInForce } from './day-in-force';

function describe(day: BusinessDay | null, members: MembersDocument): string {
  const said = day ? `${day.date} ${day.phase} (move ${day.sequence})` : 'no business day has been opened';
  const loudly = freeTimeNote(members);
  return loudly === undefined ? said : `${said}\n${loudly}`;
}

async function show(options: MemberOptions): Promise<void> {
  const [day, members] = await asReader(options, async (ledger) => [
    await ledger.days.current(),
    await ledger.consortium.members(),
  ]);
  tell<typeof DayInForce>(options, day, () => describe(day, members));
}

/** `jangbu day show`. */
export function showDayCommand(): Command {
  return memberCommand('show', 'say which business day it is, and its phase', DayInForce).action(show);
}
