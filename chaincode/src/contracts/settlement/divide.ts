import {
  canonicalJson,
  divideRequestChecker,
  divisionOf,
  RefusalError,
  sha256Hex,
  transient,
  type DivideRequest,
  type Instruction,
  type LedgerMember,
  type Receipt,
} from '@jangbu/model';
import { parseDocument } from '../../documents/parse';
import type { SubmitContext } from '../../ledger/state/context';
import { instructionWrite, readFate, readInstructionHoldings } from '../../ledger/settlement/instructions';
import { findBusinessDay, readMembers } from '../../ledger/consortium/reference';
import { divisionWrite, readPartialHoldings } from '../../ledger/settlement/settlements';
import type { Decision } from '../../ledger/state/write';
import { requirePhase } from '../../rules/days/business-day';
import { requireBothAllow, requireDivided, type GivenConsent } from '../../rules/settlement/dividing';
import { isRecordedForGood, requireHeldByAll } from '../../rules/records/held';
import { asGiven, readInstruction, requireNamedOnce, type GivenInstruction } from '../../rules/settlement/instructing';
import { partiesOf, requireMatcher } from '../../rules/trades/matching';
import { holdersOf, requireSupervisor } from '../../rules/consortium/membership';
import { requirePending } from '../../rules/settlement/settling';

function requireCreator({ instruction }: GivenInstruction, caller: string): void {
  const { creator } = instruction;
  if (creator !== caller) throw new RefusalError('NOT_THE_SUBMITTER', { claimed: creator, caller });
}

function readConsents(
  ctx: SubmitContext,
  holders: readonly LedgerMember[],
  instruction: Instruction,
  { consents }: DivideRequest,
): Promise<GivenConsent[]> {
  return Promise.all(
    instruction.pair.map(async (member, i) => ({
      member,
      text: consents[i] ?? null,
      holdings: await readPartialHoldings(ctx.state, holders, instruction, member),
    })),
  );
}

/**
 * Puts two instructions in the place of one, where both firms have allowed that: the part settles by itself, the
 * rest when it can. They say together exactly what the one said. What was reserved for it is released by its owners.
 */
export async function divideInstruction(ctx: SubmitContext): Promise<Decision<Receipt>> {
  const request = parseDocument('divide-request', divideRequestChecker, ctx.transient(transient.request));
  const [given, part, rest] = [request.instruction, request.part, request.rest].map(readInstruction) as [
    GivenInstruction,
    GivenInstruction,
    GivenInstruction,
  ];
  requireNamedOnce([given, part, rest]);
  const { instruction } = given;
  const members = await readMembers(ctx.state);
  const parties = partiesOf(instruction.pair, members);
  const supervisor = requireSupervisor(members);
  const { id: caller } = requireMatcher(ctx.caller, members, parties, supervisor);
  requireCreator(part, caller);
  requireCreator(rest, caller);
  const holders = holdersOf(parties, supervisor);
  const [standing, fate, consents, day, ...made] = await Promise.all([
    readInstructionHoldings(ctx.state, holders, instruction),
    readFate(ctx.state, holders, instruction),
    readConsents(ctx, holders, instruction, request),
    findBusinessDay(ctx.state),
    readInstructionHoldings(ctx.state, holders, part.instruction),
    readInstructionHoldings(ctx.state, holders, rest.instruction),
  ]);
  requireHeldByAll(standing, asGiven(given));
  for (const [i, each] of [part, rest].entries()) isRecordedForGood(made[i] ?? [], asGiven(each));
  const division = divisionOf(instruction, [part.instruction, rest.instruction]);
  const hash = sha256Hex(canonicalJson(division));
  if (fate.divided.every((holding) => holding.hash === hash)) {
    return { answer: { status: 'ALREADY_RECORDED' }, writes: [] };
  }
  requirePending(instruction, fate);
  requirePhase(day, 'OPEN', 'MATCHING_CLOSED');
  requireDivided(instruction, part, rest, requireBothAllow(instruction, consents));
  return {
    answer: { status: 'RECORDED' },
    writes: [
      divisionWrite(holders, division),
      instructionWrite(holders, part),
      instructionWrite(holders, rest),
    ],
  };
}
