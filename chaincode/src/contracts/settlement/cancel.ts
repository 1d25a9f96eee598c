import {
  instructionCancellationChecker,
  cancelRequestChecker,
  instructionName,
  RefusalError,
  sha256Hex,
  transient,
  type InstructionCancellation,
  type Instruction,
  type Receipt,
} from '@jangbu/model';
import { invalid, parseCanonical, parseDocument } from '../../documents/parse';
import type { SubmitContext } from '../../ledger/state/context';
import { readFate, readInstructionHoldings } from '../../ledger/settlement/instructions';
import { findBusinessDay, readMembers } from '../../ledger/consortium/reference';
import { consentWrite, readConsentHoldings } from '../../ledger/settlement/settlements';
import type { Decision } from '../../ledger/state/write';
import { requirePhase } from '../../rules/days/business-day';
import { isRecorded, requireHeldByAll } from '../../rules/records/held';
import { asGiven, readInstruction } from '../../rules/settlement/instructing';
import { partiesOf } from '../../rules/trades/matching';
import { holdersOf, requireSubmitter, requireSupervisor } from '../../rules/consortium/membership';
import { requirePending } from '../../rules/settlement/settling';

function readConsent(text: string, instruction: Instruction): InstructionCancellation {
  const consent = parseCanonical('instruction-cancellation', instructionCancellationChecker, text);
  if (instructionName(consent.instruction) !== instructionName(instruction)) {
    throw invalid('instruction-cancellation', { path: '/instruction', message: 'another instruction' });
  }
  if (!instruction.pair.includes(consent.member)) {
    throw new RefusalError('NOT_A_PARTY', { caller: consent.member, parties: instruction.pair });
  }
  return consent;
}

/**
 * Records one firm's consent that an instruction be cancelled. Once both firms' stand, the instruction
 * has ended; each firm releases its own lots then.
 */
export async function cancelInstruction(ctx: SubmitContext): Promise<Decision<Receipt>> {
  const request = parseDocument('cancel-request', cancelRequestChecker, ctx.transient(transient.request));
  const given = readInstruction(request.instruction);
  const { instruction } = given;
  const consent = readConsent(request.consent, instruction);
  const members = await readMembers(ctx.state);
  requireSubmitter(ctx.caller, members, consent.member, 'trader');
  const holders = holdersOf(partiesOf(instruction.pair, members), requireSupervisor(members));
  const [recorded, standing, fate, day] = await Promise.all([
    readConsentHoldings(ctx.state, holders, consent),
    readInstructionHoldings(ctx.state, holders, instruction),
    readFate(ctx.state, holders, instruction),
    findBusinessDay(ctx.state),
  ]);
  const id = `${instructionName(instruction)}/${consent.member}`;
  const asRecorded = { document: 'instruction-cancellation', id, hash: sha256Hex(request.consent) };
  if (isRecorded(recorded, asRecorded)) return { answer: { status: 'ALREADY_RECORDED' }, writes: [] };
  requireHeldByAll(standing, asGiven(given));
  requirePending(instruction, fate);
  requirePhase(day, 'OPEN', 'MATCHING_CLOSED');
  return { answer: { status: 'RECORDED' }, writes: [consentWrite(holders, consent)] };
}
