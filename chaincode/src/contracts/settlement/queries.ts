import type { Instruction, InstructionsAsked, InstructionState, TermsAsked } from '@jangbu/model';
import { readTrustedInstruction } from '../../documents/trusted';
import type { OwnCollection, PublicState, QueryContext } from '../../ledger/state/context';
import { findInstructions, readNamedInstructions } from '../../ledger/settlement/instruction-states';
import { readOwnTerms } from '../../ledger/settlement/terms';
import { findParameters, readWholeRegister } from '../../ledger/consortium/reference';
import { requireParameters } from '../../rules/consortium/parameters';
import { isReadable, readerOf, requireReadable } from '../execution/reading';

/** The instructions in a collection, with what has become of each. */
export async function instructionsIn(
  own: OwnCollection,
  state: PublicState,
  asked: InstructionsAsked,
  readable: (instruction: Instruction) => boolean = () => true,
): Promise<InstructionState[]> {
  const [found, register] = await Promise.all([findParameters(state), readWholeRegister(state)]);
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

/** How the firms of a pair settle with each other, by their own words. */
export async function terms(ctx: QueryContext, { pair }: TermsAsked): Promise<(string | null)[]> {
  requireReadable(await readerOf(ctx), pair);
  return readOwnTerms(ctx.own, pair);
}
