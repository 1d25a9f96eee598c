import type { InstructionsAsked, InstructionState, PairDay } from '@jangbu/model';
import type { QueryContext } from '../ledger/context';
import { findInstructions, readNamedInstructions } from '../ledger/instruction-states';
import { readOwnInstructionIndex } from '../ledger/instructions';
import { findParameters, readRegister } from '../ledger/reference';
import { requireParameters } from '../rules/parameters';
import { readAsMember } from './reading';

/** What has been instructed of a pair's trade date. */
export async function index(ctx: QueryContext, asked: PairDay): Promise<string | null> {
  await readAsMember(ctx);
  return (await readOwnInstructionIndex(ctx.own, asked)) ?? null;
}

/** The instructions that the caller's member holds, with what has become of each. */
export async function instructions(
  ctx: QueryContext,
  asked: InstructionsAsked = {},
): Promise<InstructionState[]> {
  await readAsMember(ctx);
  const [found, register] = await Promise.all([findParameters(ctx.state), readRegister(ctx.state)]);
  const rules = { register, parameters: requireParameters(found) };
  return asked.names
    ? readNamedInstructions(ctx.own, asked.names, asked, rules)
    : findInstructions(ctx.own, asked, rules);
}
