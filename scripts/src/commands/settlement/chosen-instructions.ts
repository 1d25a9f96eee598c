import type { Ledger } from '@jangbu/client';
import type { SettlementInstruction } from '@jangbu/client/interfirm';
import type { InstructionName } from '@jangbu/model';
import { parseInstructionName } from './instruction-name';

/** Instructions that have not ended: those named, or all that the firm has something to do about. */
export async function chosenInstructions(
  ledger: Ledger,
  names: readonly string[],
  isToDo: (each: SettlementInstruction) => boolean,
): Promise<readonly InstructionName[]> {
  if (names.length > 0) return names.map(parseInstructionName);
  return (await ledger.settlement.instructions({ open: true })).filter(isToDo);
}
