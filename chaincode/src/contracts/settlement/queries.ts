import type { Instruction, InstructionsAsked, InstructionState } from '@jangbu/model';
import { readTrustedInstruction } from '../../documents/trusted';
import type { OwnCollection, PublicState, QueryContext } from '../../ledger/state/context';
import { markedInstructions } from '../../ledger/settlement/instruction-marks';
import {
  findInstructions,
  readMarkedInstructions,
  readNamedInstructions,
} from '../../ledger/settlement/instruction-states';
import { findParameters, readWholeRegister } from '../../ledger/consortium/reference';
import { requireParameters } from '../../rules/consortium/parameters';
import { isReadable, readerOf } from '../execution/reading';

/** The instructions in a collection, with what has become of each. */
export async function instructionsIn(
  own: OwnCollection,
  state: PublicState,
  asked: InstructionsAsked,
  readable: (instruction: Instruction) => boolean = () => true,
): Promise<InstructionState[]> {
  const [found, register] = await Promise.all([findParameters(state), readWholeRegister(state)]);
  const rules = { register, parameters: requireParameters(found) };
  const marked = asked.names ? undefined : markedInstructions(own, asked);
  if (marked) return readMarkedInstructions(own, marked, asked, rules, readable);
  if (!asked.names) return findInstructions(own, asked, rules, readable);
  const named = await readNamedInstructions(own, asked.names, asked, rules);
  return named.filter(({ instruction }) => readable(readTrustedInstruction(instruction)));
}

/** The instructions that the caller's member is a party to, with what has become of each; the supervisor's operator sees all. */
export async function instructions(
  ctx: QueryContext,
  asked: InstructionsAsked = {},
): Promise<InstructionState[]> {
  const reader = await readerOf(ctx);
  return instructionsIn(ctx.own, ctx.state, asked, ({ pair }) => isReadable(reader, pair));
}
