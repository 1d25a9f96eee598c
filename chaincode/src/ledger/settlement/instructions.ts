import { keys, type Instruction, type InstructionName, type LedgerMember } from '@jangbu/model';
import type { HeldHashes } from '../../rules/records/held';
import type { InstructionFate } from '../../rules/settlement/settling';
import type { SubmittedState } from '../state/context';
import { readHeldHashes } from '../state/held';
import { privateWrite, type Write } from '../state/write';

/** What stands of an instruction with those who hold it. */
export function readInstructionHashes(
  state: SubmittedState,
  holders: readonly LedgerMember[],
  name: InstructionName,
): Promise<HeldHashes> {
  return readHeldHashes(state, holders, keys.instruction(name));
}

/** What has become of an instruction, on the word of some of those who hold it. */
export async function readFate(
  state: SubmittedState,
  holders: readonly LedgerMember[],
  instruction: Instruction,
): Promise<InstructionFate> {
  const [settled, divided, ...consents] = await Promise.all([
    readHeldHashes(state, holders, keys.settlement(instruction)),
    readHeldHashes(state, holders, keys.division(instruction)),
    ...instruction.pair.map((party) =>
      readHeldHashes(state, holders, keys.instructionCancellation(instruction, party)),
    ),
  ]);
  return { settled, consents, divided };
}

/** Writes a new instruction. */
export function instructionWrite(
  holders: readonly LedgerMember[],
  { instruction, text }: { readonly instruction: Instruction; readonly text: string },
): Write {
  return privateWrite(holders, keys.instruction(instruction), text);
}
