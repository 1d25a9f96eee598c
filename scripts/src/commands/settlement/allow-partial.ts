import { InstructionName, PositiveAmount } from '@jangbu/model';
import type { Command } from 'commander';
import { positiveAmountOf } from '../../input/whole-numbers';
import { recordedWith } from '../../outputs/outcomes';
import { tell } from '../../terminal/output';
import { asTrader, memberCommand, type MemberOptions } from '../member-options';
import { parseInstructionName } from './instruction-name';

const Output = recordedWith({ ...InstructionName.properties, minimum: PositiveAmount });

async function allowPartial(
  name: string,
  { minimum, ...options }: MemberOptions & { minimum: string },
): Promise<void> {
  const [instruction, least] = [parseInstructionName(name), positiveAmountOf(minimum)];
  await asTrader(options, async (ledger, { memberId }) => {
    const result = await ledger.settlement.allowPartial(instruction, least);
    tell<typeof Output>(
      options,
      { ...instruction, minimum: least, ...result },
      `${memberId} allows a part of at least ${minimum}; it can be divided once both firms do`,
    );
  });
}

/** `jangbu settlement allow-partial`. */
export function allowPartialCommand(): Command {
  return memberCommand(
    'allow-partial',
    'allow an instruction to be divided, so that a part can settle; it stands for good',
    Output,
  )
    .argument('<instruction>', 'MEMBER/ID')
    .requiredOption('--minimum <quantity>', 'so much of the security at least has to settle at once')
    .action(allowPartial);
}
