import {
  canonicalJson,
  divideLegs,
  instructionName,
  type DivideRequest,
  type Instruction,
  type InstructionName,
  type PartialConsent,
} from '@jangbu/model';
import { InputError } from '../../core/errors';
import { randomId, randomSalt } from '../../core/random/random';
import type { ReadInstruction } from './instruction-view';

/** A firm's consent to dividing an instruction. */
export function partialConsent(
  { creator, instructionId }: InstructionName,
  member: string,
  minimum: bigint,
): PartialConsent {
  return {
    type: 'partial-consent',
    version: 1,
    instruction: { creator, instructionId },
    member,
    minimum: String(minimum),
    salt: randomSalt(),
  };
}

/** The two instructions that take one's place, the request that says so, and their texts. */
export interface Dividing {
  readonly part: Instruction;
  readonly rest: Instruction;
  readonly request: DivideRequest;
}

/**
 * Divides an instruction.
 *
 * @param by the member that does so
 * @param quantity of the security in the part, in its smallest unit
 * @throws InputError when the instruction cannot be divided so
 */
export function divide(
  { instruction, text, partial }: ReadInstruction,
  by: string,
  quantity: bigint,
): Dividing {
  const legs = divideLegs(instruction, quantity);
  if (!legs) throw new InputError(`${quantity} is no part of what ${instructionName(instruction)} delivers`);
  const { creator, instructionId } = instruction;
  const share = (own: Instruction['legs']): Instruction => ({
    ...instruction,
    creator: by,
    instructionId: randomId(),
    dividedFrom: { creator, instructionId },
    legs: own,
    salt: randomSalt(),
  });
  const [part, rest] = [share([...legs.part]), share([...legs.rest])];
  const consentOf = (party: string): string | null =>
    partial.find(({ consent }) => consent.member === party)?.text ?? null;
  const [first, second] = instruction.pair;
  const request: DivideRequest = {
    type: 'divide-request',
    version: 1,
    instruction: text,
    consents: [consentOf(first), consentOf(second)],
    part: canonicalJson(part),
    rest: canonicalJson(rest),
  };
  return { part, rest, request };
}
