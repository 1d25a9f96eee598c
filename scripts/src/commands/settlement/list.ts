import { Type } from '@sinclair/typebox';
import type { Command } from 'commander';
import { SettlementInstruction } from '../../outputs/settlement';
import { tell } from '../../terminal/output';
import { asDesk, memberCommand, type MemberOptions } from '../member-options';
import { instructionsTable } from './instructions-table';

const Output = Type.Array(SettlementInstruction);

async function list(options: MemberOptions): Promise<void> {
  const all = await asDesk(options, (ledger) => ledger.settlement.instructions());
  tell<typeof Output>(options, all, () => instructionsTable(all));
}

/** `jangbu settlement list`. */
export function listInstructionsCommand(): Command {
  return memberCommand('list', "the firm's instructions and how they stand", Output).action(list);
}
