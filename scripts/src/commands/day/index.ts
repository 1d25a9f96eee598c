import { PHASES, type Phase } from '@jangbu/model';
import { Command } from 'commander';
import { withLedger } from '../../consortium/connections';
import { moveToNextDay, supervisorId } from '../../business-day/open-day';
import { openPlace, withPlace, type PlaceOptions } from '../../consortium/network-context';
import { UsageError } from '../../terminal/failure';
import { dayKeepCommand } from './keep';

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

async function attest(options: PlaceOptions & { as: string; date?: string }): Promise<void> {
  const place = await openPlace(options);
  const { claim, day } = await withLedger(place, options.as, 'operator', (ledger) =>
    ledger.days.attest(options.date),
  );
  const { count, root } = claim.transactions;
  process.stdout.write(
    `${claim.date}: ${count} transactions up to block ${claim.block.number}, root ${root}\n`,
  );
  if (day === 'DIFFERS') {
    process.exitCode = 1;
    process.stderr.write(
      `ALARM: more than half of the members say otherwise of ${claim.date}. Compare your peer's blocks with another member's.\n`,
    );
  } else
    process.stdout.write(
      day === 'SEALED' ? 'the day is sealed\n' : 'not enough members have attested it yet\n',
    );
}

async function showSeal(
  date: string,
  options: PlaceOptions & { as?: string; json?: boolean },
): Promise<void> {
  const place = await openPlace(options);
  const member = options.as ?? supervisorId(place.consortium);
  const state = await withLedger(place, member, 'operator', (ledger) => ledger.days.seal(date));
  if (options.json) process.stdout.write(`${JSON.stringify(state)}\n`);
  else if (state.seal) {
    const { claim, members } = state.seal;
    process.stdout.write(
      `${date} is sealed by ${members.join(', ')}: ${claim.transactions.count} transactions, root ${claim.transactions.root}\n`,
    );
  } else {
    const attested = state.attestations.map(({ member: each }) => each).join(', ');
    process.stdout.write(`${date} is not sealed; attested by ${attested || 'nobody'}\n`);
  }
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
  command.addCommand(dayKeepCommand());
  withPlace(
    command
      .command('to')
      .description('move the day to its next phase')
      .argument('<phase>', 'MATCHING_CLOSED, SETTLEMENT_CLOSED or CLOSED'),
  ).action(close);
  withPlace(
    command
      .command('attest')
      .description("sign what a member's own peer says of a closed day, and record it"),
  )
    .requiredOption('--as <member>', 'the member that attests')
    .option('--date <date>', 'the day, YYYY-MM-DD (default: the one closed last)')
    .action(attest);
  withPlace(
    command
      .command('seal')
      .description('say whether a day is sealed, and by whom')
      .argument('<date>', 'YYYY-MM-DD'),
  )
    .option('--as <member>', 'the member whose peer is asked (default: the supervisor)')
    .option('--json', 'as JSON')
    .action(showSeal);
  return command;
}
