import type { SettlementResult } from '@jangbu/client/interfirm';
import { Type } from '@sinclair/typebox';
import type { Command } from 'commander';
import { SettlementResult as Result } from '../../outputs/settlement';
import { asDesk, memberCommand, type MemberOptions } from '../member-options';
import { chosenInstructions } from './chosen-instructions';
import { tellEach } from './told-results';

const Output = Type.Array(Result);

function whyNot(result: SettlementResult): string {
  if (result.status === 'REFUSED') return result.code;
  return result.status === 'FAILED' ? result.error.message : '';
}

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
  tellEach<typeof Result, SettlementResult>(results, options, {
    done: 'SETTLED',
    why: whyNot,
    says: (count) => `${count} settled`,
  });
}

/** `jangbu settlement settle`. */
export function settleCommand(): Command {
  return memberCommand('settle', 'settle instructions (default: all that are due and reserved)', Output)
    .argument('[instruction...]', 'MEMBER/ID')
    .action(settle);
}
