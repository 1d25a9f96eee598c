import {
  instructionCancellationChecker,
  instructionName,
  partialConsentChecker,
  quantityOf,
  RefusalError,
  type Instruction,
  type InstructionCancellation,
  type PartialConsent,
} from '@jangbu/model';
import { invalid, parseCanonical } from '../../documents/parse';

/** What one firm of an instruction consents to, for its own part: that it be cancelled, or divided. */
export type InstructionConsent = InstructionCancellation | PartialConsent;

function requireOf(instruction: Instruction, { type, instruction: name, member }: InstructionConsent): void {
  if (instructionName(name) !== instructionName(instruction)) {
    throw invalid(type, { path: '/instruction', message: 'another instruction' });
  }
  if (!instruction.pair.includes(member)) {
    throw new RefusalError('NOT_A_PARTY', { caller: member, parties: instruction.pair });
  }
}

/**
 * Reads a firm's consent to cancelling an instruction.
 *
 * @throws RefusalError INVALID_DOCUMENT, NOT_CANONICAL, NOT_A_PARTY
 */
export function readInstructionCancellation(text: string, instruction: Instruction): InstructionCancellation {
  const consent = parseCanonical('instruction-cancellation', instructionCancellationChecker, text);
  requireOf(instruction, consent);
  return consent;
}

/**
 * Reads a firm's consent to dividing an instruction.
 *
 * @throws RefusalError INVALID_DOCUMENT, NOT_CANONICAL; NOT_A_PARTY; PART_OUT_OF_RANGE when it allows no part
 */
export function readPartialConsent(text: string, instruction: Instruction): PartialConsent {
  const consent = parseCanonical('partial-consent', partialConsentChecker, text);
  requireOf(instruction, consent);
  requirePart(instruction, BigInt(consent.minimum), 1n);
  return consent;
}

/**
 * Requires that a part is at least so much, and leaves a rest.
 *
 * @throws RefusalError PART_OUT_OF_RANGE
 */
export function requirePart(instruction: Instruction, quantity: bigint, least: bigint): void {
  const most = quantityOf(instruction) - 1n;
  if (quantity >= least && quantity <= most) return;
  const facts = { instruction: instructionName(instruction), least: String(least), most: String(most) };
  throw new RefusalError('PART_OUT_OF_RANGE', facts);
}
