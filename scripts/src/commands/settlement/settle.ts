import type { Command } from 'commander';
import { json, say } from '../../terminal/output';
import { grouped } from '../../terminal/table';
import { asDesk, memberCommand, type MemberOptions } from '../member-options';
import { chosenInstructions } from './chosen-instructions';
import { instructionText } from './instruction-name';

async function settle(names: readonly string[], options: MemberOptions): Promise<void> {
  const results = await asDesk(options, async (ledger) => {
    const day = await ledger.days.current();
    const due = await chosenInstructions(
      ledger,
      names,
      ({ dueDate, legs }) => dueDate <= (day?.date ?? '') && legs.every(({ reserved }) => reserved),
    );
    return due.length > 0 ? ledger.settlement.settle(due) : [];
  });
  if (options.json) process.stdout.write(json(results));
  const wrong = results.filter(({ status }) => status !== 'SETTLED');
  for (const each of wrong) {
    const why = each.status === 'REFUSED' ? each.code : each.status === 'FAILED' ? each.error.message : '';
    process.stderr.write(`${instructionText(each)}: ${why}\n`);
  }
  if (!options.json) say(`${grouped(results.length - wrong.length)} settled`);
  if (wrong.length > 0) process.exitCode = 1;
}

/** `jangbu settlement settle`. */
export function settleCommand(): Command {
  return memberCommand('settle', 'settle instructions (default: all that are due and reserved)')
    .argument('[instruction...]', 'MEMBER/ID')
    .action(settle);
}
