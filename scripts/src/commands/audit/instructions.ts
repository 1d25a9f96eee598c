import type { Pair, SettlementInstruction } from '@jangbu/client/interfirm';
import { Type } from '@sinclair/typebox';
import type { Command } from 'commander';
import { SettlementInstruction as Instruction } from '../../outputs/settlement';
import { table } from '../../terminal/table';
import { inquire, inquiryCommand, type InquiryOptions } from './inquire';

const Output = Type.Array(Instruction);

async function readInstructions(a: string, b: string, options: InquiryOptions): Promise<void> {
  const pair: Pair = [a, b];
  await inquire<typeof Output, readonly SettlementInstruction[]>(
    options,
    () => Promise.resolve({ kind: 'INSTRUCTIONS', pair: [...pair] }),
    (inquiry) => inquiry.instructions(pair),
    (found) => {
      const rows = found.map((each) => [
        `${each.creator}/${each.instructionId}`,
        each.isin,
        each.settlementDate,
        each.settledOn ?? each.status,
        String(each.fails.length),
      ]);
      const titles = ['instruction', 'instrument', 'settles', 'settled or state', 'fails'];
      if (rows.length === 0) return `${a} and ${b} have instructed nothing`;
      return table(
        titles.map((title) => ({ title })),
        rows,
      );
    },
  );
}

/** `jangbu audit instructions`. */
export function auditInstructionsCommand(): Command {
  return inquiryCommand(
    'instructions',
    "a pair's settlement instructions (as the supervisor's auditor)",
    Output,
  )
    .argument('<firm>')
    .argument('<other>')
    .action(readInstructions);
}
