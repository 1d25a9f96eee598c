import { PHASES, type Phase } from '@jangbu/model';
import { Command } from 'commander';
import { withLedger } from '../connections';
import { moveToNextDay, supervisorId } from '../day/business-day';
import { openPlace, withPlace, type PlaceOptions } from '../place';
import { UsageError } from '../terminal/failure';

async function show(options: PlaceOptions & { json?: boolean }): Promise<void> {
  const place = await openPlace(options);
  const day = await withLedger(place, supervisorId(place.consortium), 'operator', (ledger) =>
    ledger.days.current(),
  );
  if (options.json) process.stdout.write(`${JSON.stringify(day)}\n`);
  else
    process.stdout.write(
      day ? `${day.date} ${day.phase} (move ${day.sequence})\n` : 'no business day has been opened\n',
    );
}

async function next(options: PlaceOptions): Promise<void> {
  const place = await openPlace(options);
  const day = await withLedger(place, supervisorId(place.consortium), 'operator', moveToNextDay);
  process.stdout.write(`business day ${day.date} is open\n`);
}

async function close(phase: string, options: PlaceOptions): Promise<void> {
  const target = PHASES.find((each): each is Phase => each === phase.toUpperCase().replaceAll('-', '_'));
  if (!target) throw new UsageError(`there is no phase ${phase}: ${PHASES.slice(1).join(', ')}`);
  const place = await openPlace(options);
  await withLedger(place, supervisorId(place.consortium), 'operator', async (ledger) => {
    const day = await ledger.days.current();
    if (!day) throw new UsageError('no business day has been opened');
    await ledger.days.move({ date: day.date, phase: target });
    process.stdout.write(`${day.date} ${target}\n`);
  });
}

/** `jangbu day`: the business day, which the supervisor moves. */
export function dayCommand(): Command {
  const command = new Command('day').description('the business day: read it, move it (as the supervisor)');
  withPlace(command.command('show').description('say which business day it is, and its phase'))
    .option('--json', 'as JSON')
    .action(show);
  withPlace(command.command('next').description('close what is open and open the next business day')).action(
    next,
  );
  withPlace(
    command
      .command('to')
      .description('move the day to its next phase')
      .argument('<phase>', 'MATCHING_CLOSED, SETTLEMENT_CLOSED or CLOSED'),
  ).action(close);
  return command;
}
