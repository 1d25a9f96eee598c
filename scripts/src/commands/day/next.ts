import { BusinessDay } from '@jangbu/model';
import type { Command } from 'commander';
import { moveToNextDay } from '../../business-day/open-day';
import { tell } from '../../terminal/output';
import { asSupervisor, memberCommand, type MemberOptions } from '../member-options';

async function next(options: MemberOptions): Promise<void> {
  const day = await asSupervisor(options, moveToNextDay);
  tell<typeof BusinessDay>(options, day, `business day ${day.date} is open`);
}

/** `jangbu day next`. */
export function nextDayCommand(): Command {
  return memberCommand(
    'next',
    'close what is open and open the next business day, as far as it is due (as an operator)',
    BusinessDay,
  ).action(next);
}
