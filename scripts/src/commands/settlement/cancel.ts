import type { Command } from 'commander';
import { say } from '../../terminal/output';
import { asTrader, memberCommand, type MemberOptions } from '../member-options';
import { parseInstructionName } from './instruction-name';

async function cancel(name: string, options: MemberOptions): Promise<void> {
  await asTrader(options, (ledger) => ledger.settlement.cancel(parseInstructionName(name)));
  say(`${options.as} consents; it is cancelled once both firms have`);
}

/** `jangbu settlement cancel`. */
export function cancelInstructionCommand(): Command {
  return memberCommand('cancel', 'consent to cancelling an instruction; in effect once both firms have')
    .argument('<instruction>', 'MEMBER/ID')
    .action(cancel);
}
