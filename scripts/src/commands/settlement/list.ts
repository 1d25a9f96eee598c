import type { Command } from 'commander';
import { json, say } from '../../terminal/output';
import { asDesk, memberCommand, type MemberOptions } from '../member-options';
import { instructionsTable } from './instructions-table';

async function list(options: MemberOptions): Promise<void> {
  const all = await asDesk(options, (ledger) => ledger.settlement.instructions());
  if (options.json) process.stdout.write(json(all));
  else say(instructionsTable(all));
}

/** `jangbu settlement list`. */
export function listInstructionsCommand(): Command {
  return memberCommand('list', "the firm's instructions and how they stand").action(list);
}
