import { InstructionName } from '@jangbu/model';
import { Type } from '@sinclair/typebox';
import type { Command } from 'commander';
import { positiveAmountOf } from '../../input/whole-numbers';
import { tell } from '../../terminal/output';
import { asDesk, memberCommand, type MemberOptions } from '../member-options';
import { instructionText, parseInstructionName } from './instruction-name';

const Output = Type.Object({ part: InstructionName, rest: InstructionName });

async function divide(name: string, quantity: string, options: MemberOptions): Promise<void> {
  const [instruction, part] = [parseInstructionName(name), positiveAmountOf(quantity)];
  const divided = await asDesk(options, (ledger) => ledger.settlement.divide(instruction, part));
  tell<typeof Output>(
    options,
    divided,
    `part ${instructionText(divided.part)}\nrest ${instructionText(divided.rest)}`,
  );
}

/** `jangbu settlement divide`. */
export function divideCommand(): Command {
  return memberCommand(
    'divide',
    'put a part and a rest in the place of an instruction, where both firms allow it',
    Output,
  )
    .argument('<instruction>', 'MEMBER/ID')
    .argument('<quantity>', "of the security in the part, in the security's smallest unit")
    .action(divide);
}
