import { DayClaim, oneOf } from '@jangbu/model';
import type { Command } from 'commander';
import { recordedWith } from '../../outputs/outcomes';
import { EXIT } from '../../terminal/exit-codes';
import { news, tell } from '../../terminal/output';
import { asSupervisor, memberCommand, type MemberOptions } from '../member-options';

const Output = recordedWith({ claim: DayClaim, day: oneOf('OPEN', 'SEALED', 'DIFFERS') });

async function attest(options: MemberOptions & { date?: string }): Promise<void> {
  const attested = await asSupervisor(options, (ledger) => ledger.days.attest(options.date));
  const { claim, day } = attested;
  const { count, root } = claim.transactions;
  const said = `${claim.date}: ${count} transactions up to block ${claim.block.number}, root ${root}`;
  const stands = day === 'SEALED' ? 'the day is sealed' : 'not enough members have attested it yet';
  tell<typeof Output>(options, attested, day === 'DIFFERS' ? said : `${said}\n${stands}`);
  if (day !== 'DIFFERS') return;
  process.exitCode = EXIT.FAILED;
  news(
    `ALARM: more than half of the members say otherwise of ${claim.date}. Compare your peer's blocks with another member's.`,
  );
}

/** `jangbu day attest`. */
export function attestDayCommand(): Command {
  return memberCommand('attest', "sign what a member's own peer says of a closed day, and record it", Output)
    .option('--date <date>', 'the day, YYYY-MM-DD (default: the one closed last)')
    .action(attest);
}
