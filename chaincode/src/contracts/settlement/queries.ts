import type { Instruction, InstructionsAsked, InstructionState, PairDay } from '@jangbu/model';
import { readTrustedInstruction } from '../../documents/trusted';
import type { OwnCollection, PublicState, QueryContext } from '../../ledger/state/context';
import { findInstructions, readNamedInstructions } from '../../ledger/settlement/instruction-states';
import { readOwnInstructionIndex } from '../../ledger/settlement/instructions';
import { findParameters, readRegister } from '../../ledger/consortium/reference';
import { requireParameters } from '../../rules/consortium/parameters';
import { isReadable, readerOf, requireReadable } from '../execution/reading';

/** What has been instructed of a pair's trade date, by a collection. */
export async function indexIn(own: OwnCollection, asked: PairDay): Promise<string | null> {
  return (await readOwnInstructionIndex(own, asked)) ?? null;
}

/** What has been instructed of a pair's trade date. */
export async function index(ctx: QueryContext, asked: PairDay): Promise<string | null> {
  requireReadable(await readerOf(ctx), asked.pair);
  return indexIn(ctx.own, asked);
}

/** The instructions in a collection, with what has become of each. */
export async function instructionsIn(
  own: OwnCollection,
  state: PublicState,
  asked: InstructionsAsked,
  readable: (instruction: Instruction) => boolean = () => true,
): Promise<InstructionState[]> {
  const [found, register] = await Promise.all([findParameters(state), readRegister(state)]);
  const rules = { register, parameters: requireParameters(found) };
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
