import { keys, type Instruction, type InstructionName, type Key, type LedgerMember } from '@jangbu/model';
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

/**
 * What has become of an instruction, on the supervisor's word. It takes part in everything that ends one; what stands or
 * lacks with a party, that party could have written or deleted by itself.
 */
export async function readFate(
  state: SubmittedState,
  supervisor: LedgerMember,
  instruction: Instruction,
): Promise<InstructionFate> {
  const stands = async (key: Key): Promise<boolean> =>
    (await state.privateHash(supervisor.mspId, key)) !== undefined;
  const [settled, divided, ...cancelling] = await Promise.all([
    stands(keys.settlement(instruction)),
    stands(keys.division(instruction)),
    ...instruction.pair.map((party) => stands(keys.instructionCancellation(instruction, party))),
  ]);
  return { settled, divided, cancelling };
}

/** Writes a new instruction. */
export function instructionWrite(
  holders: readonly LedgerMember[],
  { instruction, text }: { readonly instruction: Instruction; readonly text: string },
): Write {
  return privateWrite(holders, keys.instruction(instruction), text);
}
