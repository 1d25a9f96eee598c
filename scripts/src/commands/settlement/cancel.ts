import type { Command } from 'commander';
import { RecordedOfInstruction } from '../../outputs/settlement';
import { tell } from '../../terminal/output';
import { asTrader, memberCommand, type MemberOptions } from '../member-options';
import { parseInstructionName } from './instruction-name';

async function cancel(name: string, options: MemberOptions): Promise<void> {
  const instruction = parseInstructionName(name);
  await asTrader(options, async (ledger, { memberId }) => {
    const result = await ledger.settlement.cancel(instruction);
    tell<typeof RecordedOfInstruction>(
      options,
      { ...instruction, ...result },
      `${memberId} consents; it is cancelled once both firms have`,
    );
  });
}

/** `jangbu settlement cancel`. */
export function cancelInstructionCommand(): Command {
  return memberCommand(
    'cancel',
    'consent to cancelling an instruction; in effect once both firms have',
    RecordedOfInstruction,
  )
    .argument('<instruction>', 'MEMBER/ID')
    .action(cancel);
}
