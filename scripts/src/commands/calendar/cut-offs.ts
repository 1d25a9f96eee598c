import type { Command } from 'commander';
import { cutOffActions, type ChangedTimes } from '../../calendar/calendar-actions';
import { calendarVoteCommand, putToVote, type VoteOptions } from './put-to-vote';

async function changeCutOffs(
  options: VoteOptions & ChangedTimes & { from: string; oneDay?: boolean },
): Promise<void> {
  const { from, opening, reservation, settlement, matching, close, oneDay } = options;
  const named = Object.entries({ opening, reservation, settlement, matching, close }).filter(
    ([, time]) => time,
  );
  const title = `Cut-offs ${oneDay ? 'on' : 'from'} ${from}: ${named.map((each) => each.join(' ')).join(', ')}`;
  await putToVote(options, title, (parameters) =>
    cutOffActions(from, Object.fromEntries(named), oneDay ? 'ONE_DAY' : 'ONWARDS', parameters),
  );
}

/** `jangbu calendar cut-offs`. */
export function cutOffsCommand(): Command {
  return calendarVoteCommand(
    'cut-offs',
    'put other cut-offs to the vote (HH:MM, Korean time); those not named stay as they are',
  )
    .requiredOption('--from <date>', 'the first business day, YYYY-MM-DD')
    .option('--one-day', 'for that day only')
    .option('--opening <time>', 'the day opens')
    .option('--reservation <time>', 'no lots are reserved any more')
    .option('--settlement <time>', 'what did not settle has failed')
    .option('--matching <time>', 'no trades are recorded and matched any more')
    .option('--close <time>', 'the day closes')
    .action(changeCutOffs);
}
