import type { Command } from 'commander';
import { RecordedOfInstruction } from '../../outputs/settlement';
import { tell } from '../../terminal/output';
import { asSupervisor, memberCommand, type MemberOptions } from '../member-options';
import { parseInstructionName } from './instruction-name';

async function fail(name: string, options: MemberOptions): Promise<void> {
  const instruction = parseInstructionName(name);
  const result = await asSupervisor(options, (ledger) => ledger.settlement.recordFail(instruction));
  tell<typeof RecordedOfInstruction>(
    options,
    { ...instruction, ...result },
    'the fail is recorded; the instruction rolls to the next business day',
  );
}

/** `jangbu settlement fail`. */
export function failCommand(): Command {
  return memberCommand(
    'fail',
    'record that an instruction did not settle today (as the supervisor, once settlement has closed)',
    RecordedOfInstruction,
  )
    .argument('<instruction>', 'MEMBER/ID')
    .action(fail);
}
