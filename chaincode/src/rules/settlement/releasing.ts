import {
  instructionEnd,
  instructionName,
  RefusalError,
  type BusinessDay,
  type Instruction,
} from '@jangbu/model';
import { requirePhase } from '../days/business-day';
import type { HeldHashes } from '../records/held';
import { requireNotFinal } from './reserving';
import type { InstructionFate } from './settling';

/**
 * Requires that a firm may take a reservation back by itself, or that both firms have ended the instruction.
 *
 * @param legs what stands of each leg's reservation with the supervisor
 * @throws RefusalError INSTRUCTION_SETTLED, PHASE_CLOSED, INSTRUCTION_FINAL
 */
export function requireReleasable(
  instruction: Instruction,
  fate: InstructionFate,
  legs: readonly HeldHashes[],
  today: BusinessDay,
): void {
  const end = instructionEnd(fate);
  if (end === 'SETTLED') {
    throw new RefusalError('INSTRUCTION_SETTLED', { instruction: instructionName(instruction) });
  }
  if (end) return;
  requirePhase(today, 'OPEN');
  requireNotFinal(instruction, legs);
}
