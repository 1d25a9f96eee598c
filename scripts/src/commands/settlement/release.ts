import type { Command } from 'commander';
import { tell } from '../../terminal/output';
import { grouped } from '../../terminal/table';
import { asTrader, memberCommand, type MemberOptions } from '../member-options';
import { parseInstructionName } from './instruction-name';

async function release(name: string, options: MemberOptions): Promise<void> {
  const released = await asTrader(options, (ledger) => ledger.settlement.release(parseInstructionName(name)));
  tell(options, released, `${grouped(released.length)} lots released`);
}

/** `jangbu settlement release`. */
export function releaseCommand(): Command {
  return memberCommand('release', "give the firm's reserved lots back")
    .argument('<instruction>', 'MEMBER/ID')
    .action(release);
}
