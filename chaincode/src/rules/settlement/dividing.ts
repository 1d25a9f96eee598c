import {
  canonicalJson,
  divideLegs,
  instructionName,
  quantityOf,
  RefusalError,
  sha256Hex,
  type Instruction,
} from '@jangbu/model';
import { requireHeldByAll, type HeldHashes } from '../records/held';
import { readPartialConsent, requirePart } from './consents';
import type { GivenInstruction } from './instructing';

/** One firm's consent as the request has it, and what stands of it with those who hold it. */
export interface GivenConsent {
  readonly member: string;
  readonly text: string | null;
  readonly hashes: HeldHashes;
}

/**
 * Requires that both firms have consented.
 *
 * @throws RefusalError PARTIAL_NOT_ALLOWED names those of whom the request has no consent; DOCUMENT_NOT_HELD when one
 *   does not stand with all who should hold it
 */
export function requireBothAllow(instruction: Instruction, consents: readonly GivenConsent[]): void {
  const members = consents.filter(({ text }) => text === null).map(({ member }) => member);
  const name = instructionName(instruction);
  if (members.length > 0) throw new RefusalError('PARTIAL_NOT_ALLOWED', { instruction: name, members });
  for (const { member, text, hashes } of consents) {
    requireHeldByAll(hashes, {
      document: 'partial-consent',
      id: `${name}/${member}`,
      hash: sha256Hex(text ?? ''),
    });
  }
}

/** The least part that all of these consents allow. */
export function leastAllowed(instruction: Instruction, consents: readonly GivenConsent[]): bigint {
  return consents.reduce((least, { text }) => {
    const minimum = BigInt(readPartialConsent(text ?? '', instruction).minimum);
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
