import {
  supervisionTerms,
  type Instruction,
  type InstructionsAsked,
  type InstructionState,
  type TermsAsked,
} from '@jangbu/model';
import { readTrustedInstruction } from '../../documents/trusted';
import type { QueryContext } from '../../ledger/state/context';
import { SupervisorsCopies } from '../../ledger/state/supervisors-copies';
import { markedInstructions } from '../../ledger/settlement/instruction-marks';
import {
  findInstructions,
  readMarkedInstructions,
  readNamedInstructions,
  type SupervisorsWord,
} from '../../ledger/settlement/instruction-states';
import { readOwnTerms } from '../../ledger/settlement/terms';
import {
  findBusinessDay,
  findParameters,
  readMembers,
  readWholeRegister,
} from '../../ledger/consortium/reference';
import { requireParameters } from '../../rules/consortium/parameters';
import { isReadable, readerOf, requireReadable } from '../execution/reading';

/** What stands with the supervisor in force, and with whoever was it before what is not taken over yet; by hashes alone. */
async function supervisorsWord(ctx: QueryContext): Promise<SupervisorsWord> {
  const [members, day] = await Promise.all([readMembers(ctx.state), findBusinessDay(ctx.state)]);
  const terms = supervisionTerms(members);
  const copies = terms && new SupervisorsCopies((mspId, key) => ctx.heldBy(mspId).hash(key), terms);
  return { hash: async (key) => copies?.told(key), today: day?.date };
}

/** The instructions in the collection of the caller's member, with what has become of each. */
export async function instructionsIn(
  ctx: QueryContext,
  asked: InstructionsAsked,
  readable: (instruction: Instruction) => boolean = () => true,
): Promise<InstructionState[]> {
  const { own, state } = ctx;
  const [found, register, word] = await Promise.all([
    findParameters(state),
    readWholeRegister(state),
    supervisorsWord(ctx),
  ]);
  const rules = { register, parameters: requireParameters(found) };
  const marked = asked.names ? undefined : markedInstructions(own, asked);
  if (marked) return readMarkedInstructions(own, marked, asked, word, rules, readable);
  if (!asked.names) return findInstructions(own, asked, word, rules, readable);
  const named = await readNamedInstructions(own, asked.names, asked, word, rules);
  return named.filter(({ instruction }) => readable(readTrustedInstruction(instruction)));
}

/** The instructions that the caller's member is a party to, with what has become of each; the supervisor's operator sees all. */
export async function instructions(
  ctx: QueryContext,
  asked: InstructionsAsked = {},
): Promise<InstructionState[]> {
  const reader = await readerOf(ctx);
  return instructionsIn(ctx, asked, ({ pair }) => isReadable(reader, pair));
}

/** How the firms of a pair settle with each other, by their own words. */
export async function terms(ctx: QueryContext, { pair }: TermsAsked): Promise<(string | null)[]> {
  requireReadable(await readerOf(ctx), pair);
  return readOwnTerms(ctx.own, pair);
}
