import {
  allowPartialRequestChecker,
  instructionName,
  sha256Hex,
  transient,
  type Receipt,
} from '@jangbu/model';
import { parseDocument } from '../../documents/parse';
import type { SubmitContext } from '../../ledger/state/context';
import { readFate, readInstructionHoldings } from '../../ledger/settlement/instructions';
import { findBusinessDay, readMembers } from '../../ledger/consortium/reference';
import { partialWrite, readPartialHoldings } from '../../ledger/settlement/settlements';
import type { Decision } from '../../ledger/state/write';
import { requirePhase } from '../../rules/days/business-day';
import { readPartialConsent } from '../../rules/settlement/dividing';
import { isRecorded, requireHeldByAll } from '../../rules/records/held';
import { asGiven, readInstruction } from '../../rules/settlement/instructing';
import { partiesOf } from '../../rules/trades/matching';
import { holdersOf, requireSubmitter, requireSupervisor } from '../../rules/consortium/membership';
import { requirePending } from '../../rules/settlement/settling';

/** Records one firm's consent that an instruction be divided, so that a part of it can settle. It stands. */
export async function allowPartial(ctx: SubmitContext): Promise<Decision<Receipt>> {
  const text = ctx.transient(transient.request);
  const request = parseDocument('allow-partial-request', allowPartialRequestChecker, text);
  const given = readInstruction(request.instruction);
  const { instruction } = given;
  const consent = readPartialConsent(request.consent, instruction);
  const members = await readMembers(ctx.state);
  requireSubmitter(ctx.caller, members, consent.member, 'trader');
  const holders = holdersOf(partiesOf(instruction.pair, members), requireSupervisor(members));
  const [recorded, standing, fate, day] = await Promise.all([
    readPartialHoldings(ctx.state, holders, instruction, consent.member),
    readInstructionHoldings(ctx.state, holders, instruction),
    readFate(ctx.state, holders, instruction),
    findBusinessDay(ctx.state),
  ]);
  const id = `${instructionName(instruction)}/${consent.member}`;
  const asRecorded = { document: 'partial-consent', id, hash: sha256Hex(request.consent) };
  if (isRecorded(recorded, asRecorded)) return { answer: { status: 'ALREADY_RECORDED' }, writes: [] };
  requireHeldByAll(standing, asGiven(given));
  requirePending(instruction, fate);
  requirePhase(day, 'OPEN', 'MATCHING_CLOSED');
  return { answer: { status: 'RECORDED' }, writes: [partialWrite(holders, consent)] };
}
