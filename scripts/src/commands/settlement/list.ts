import type { Command } from 'commander';
import { tell } from '../../terminal/output';
import { asDesk, memberCommand, type MemberOptions } from '../member-options';
import { instructionsTable } from './instructions-table';

async function list(options: MemberOptions): Promise<void> {
  const all = await asDesk(options, (ledger) => ledger.settlement.instructions());
  tell(options, all, () => instructionsTable(all));
}

/** `jangbu settlement list`. */
export function listInstructionsCommand(): Command {
  return memberCommand('list', "the firm's instructions and how they stand").action(list);
}
