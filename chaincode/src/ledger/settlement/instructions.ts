import {
  canonicalJson,
  keys,
  pairOf,
  type Instruction,
  type InstructionIndex,
  type InstructionName,
  type LedgerMember,
  type Pair,
  type PairDay,
} from '@jangbu/model';
import type { HeldHashes } from '../../rules/records/held';
import type { InstructionFate } from '../../rules/settlement/settling';
import type { OwnCollection, SubmittedState } from '../state/context';
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

/** What stands of a pair's instruction index with those who hold it. */
export function readInstructionIndexHashes(
  state: SubmittedState,
  holders: readonly LedgerMember[],
  pair: Pair,
  tradeDate: string,
): Promise<HeldHashes> {
  return readHeldHashes(state, holders, keys.instructionIndex(pair, tradeDate));
}

/** Writes a new instruction. */
export function instructionWrite(
  holders: readonly LedgerMember[],
  { instruction, text }: { readonly instruction: Instruction; readonly text: string },
): Write {
  return privateWrite(holders, keys.instruction(instruction), text);
}

/** Writes new instructions, and what has been instructed of their pair's trade date. */
export function instructionWrites(
  holders: readonly LedgerMember[],
  instructions: readonly { readonly instruction: Instruction; readonly text: string }[],
  index: InstructionIndex,
): Write[] {
  return [
    ...instructions.map((each) => instructionWrite(holders, each)),
    privateWrite(holders, keys.instructionIndex(index.pair, index.tradeDate), canonicalJson(index)),
  ];
}

/** A pair's instruction index in one's own collection, as its canonical text. */
export function readOwnInstructionIndex(
  own: OwnCollection,
  { pair, tradeDate }: PairDay,
): Promise<string | undefined> {
  return own.read(keys.instructionIndex(pairOf(...pair), tradeDate));
}
