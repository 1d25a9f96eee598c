import {
  canonicalJson,
  divideLegs,
  instructionName,
  partialConsentChecker,
  quantityOf,
  RefusalError,
  sha256Hex,
  type Instruction,
  type PartialConsent,
} from '@jangbu/model';
import { invalid, parseCanonical } from '../../documents/parse';
import { requireHeldByAll, type Holdings } from '../records/held';
import type { GivenInstruction } from './instructing';

/**
 * Reads a firm's consent to dividing an instruction.
 *
 * @throws RefusalError INVALID_DOCUMENT, NOT_CANONICAL; NOT_A_PARTY; PART_OUT_OF_RANGE when it allows no part
 */
export function readPartialConsent(text: string, instruction: Instruction): PartialConsent {
  const consent = parseCanonical('partial-consent', partialConsentChecker, text);
  if (instructionName(consent.instruction) !== instructionName(instruction)) {
    throw invalid('partial-consent', { path: '/instruction', message: 'another instruction' });
  }
  if (!instruction.pair.includes(consent.member)) {
    throw new RefusalError('NOT_A_PARTY', { caller: consent.member, parties: instruction.pair });
  }
  requirePart(instruction, BigInt(consent.minimum), 1n);
  return consent;
}

function requirePart(instruction: Instruction, quantity: bigint, least: bigint): void {
  const most = quantityOf(instruction) - 1n;
  if (quantity >= least && quantity <= most) return;
  const facts = { instruction: instructionName(instruction), least: String(least), most: String(most) };
  throw new RefusalError('PART_OUT_OF_RANGE', facts);
}

/** One firm's consent as the request has it, and what stands of it with those who hold it. */
export interface GivenConsent {
  readonly member: string;
  readonly text: string | null;
  readonly holdings: Holdings;
}

/**
 * Requires that both firms have consented.
 *
 * @returns the least part that both allow
 * @throws RefusalError PARTIAL_NOT_ALLOWED names those of whom the request has no consent; DOCUMENT_NOT_HELD when one
 *   does not stand with all who should hold it
 */
export function requireBothAllow(instruction: Instruction, consents: readonly GivenConsent[]): bigint {
  const members = consents.filter(({ text }) => text === null).map(({ member }) => member);
  const name = instructionName(instruction);
  if (members.length > 0) throw new RefusalError('PARTIAL_NOT_ALLOWED', { instruction: name, members });
  return consents.reduce((least, { member, text, holdings }) => {
    const consent = text ?? '';
    const id = `${name}/${member}`;
    requireHeldByAll(holdings, { document: 'partial-consent', id, hash: sha256Hex(consent) });
    const minimum = BigInt(readPartialConsent(consent, instruction).minimum);
    return minimum > least ? minimum : least;
  }, 1n);
}

/**
 * Requires that part and rest say exactly what the instruction says, each of its own share.
 *
 * @param least part that both firms allow
 * @throws RefusalError PART_OUT_OF_RANGE; INSTRUCTION_MISMATCH names where one of them parts from it
 */
export function requireDivided(
  instruction: Instruction,
  part: GivenInstruction,
  rest: GivenInstruction,
  least: bigint,
): void {
  const quantity = quantityOf(part.instruction);
  requirePart(instruction, quantity, least);
  const legs = divideLegs(instruction, quantity);
  requireShare(instruction, part.instruction, legs?.part);
  requireShare(instruction, rest.instruction, legs?.rest);
}

function requireShare(whole: Instruction, share: Instruction, legs: readonly object[] | undefined): void {
  const { creator, instructionId } = whole;
  const due = {
    ...whole,
    creator: share.creator,
    instructionId: share.instructionId,
    salt: share.salt,
    dividedFrom: { creator, instructionId },
    legs: share.legs,
  };
  const facts = { instruction: instructionName(share) };
  if (canonicalJson(due) !== canonicalJson(share)) {
    throw new RefusalError('INSTRUCTION_MISMATCH', { ...facts, field: 'dividedFrom' });
  }
  if (!legs || canonicalJson(legs) !== canonicalJson(share.legs)) {
    throw new RefusalError('INSTRUCTION_MISMATCH', { ...facts, field: 'legs' });
  }
}
