import type { SettlementInstruction } from '@jangbu/client/interfirm';
import { grouped, table } from '../../terminal/table';
import { instructionText } from './instruction-name';

function legText({ from, to, instrument, amount, reserved }: SettlementInstruction['legs'][number]): string {
  return `${from} → ${to}: ${grouped(amount)} ${instrument}${reserved ? ' (reserved)' : ''}`;
}

/** When an instruction is due; marked where the calendar has moved it from the date that was stated. */
function dueText({ settlementDate, dueDate }: SettlementInstruction): string {
  return dueDate === settlementDate ? dueDate : `${dueDate} (moved from ${settlementDate})`;
}

/** Instructions and how they stand, a line a leg. */
export function instructionsTable(instructions: readonly SettlementInstruction[]): string {
  const columns = ['instruction', 'due', 'status', 'fails', 'legs'].map((title) => ({ title }));
  const rows = instructions.flatMap((each) =>
    each.legs.map((leg, i) =>
      i > 0
        ? ['', '', '', '', legText(leg)]
        : [instructionText(each), dueText(each), each.status, String(each.fails.length), legText(leg)],
    ),
  );
  return rows.length > 0 ? table(columns, rows) : 'no instructions';
}
