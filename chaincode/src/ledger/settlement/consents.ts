import { canonicalJson, keys, type InstructionName, type Key, type LedgerMember } from '@jangbu/model';
import type { HeldHashes } from '../../rules/records/held';
import type { InstructionConsent } from '../../rules/settlement/consents';
import type { SubmittedState } from '../state/context';
import { readHeldHashes } from '../state/held';
import { privateWrite, type Write } from '../state/write';

function consentKey({
  type,
  instruction,
  member,
}: Pick<InstructionConsent, 'type' | 'instruction' | 'member'>): Key {
  switch (type) {
    case 'instruction-cancellation':
      return keys.instructionCancellation(instruction, member);
    case 'partial-consent':
      return keys.partialConsent(instruction, member);
  }
}

/** What stands of a firm's consent to something done with an instruction, with those who hold it. */
export function readInstructionConsentHashes(
  state: SubmittedState,
  holders: readonly LedgerMember[],
  consent: InstructionConsent,
): Promise<HeldHashes> {
  return readHeldHashes(state, holders, consentKey(consent));
}

/** What stands of a firm's consent to dividing an instruction, with those who hold it. */
export function readPartialConsentHashes(
  state: SubmittedState,
  holders: readonly LedgerMember[],
  instruction: InstructionName,
  member: string,
): Promise<HeldHashes> {
  return readHeldHashes(state, holders, consentKey({ type: 'partial-consent', instruction, member }));
}

/** Writes a firm's consent to something done with an instruction. */
export function instructionConsentWrite(
  holders: readonly LedgerMember[],
  consent: InstructionConsent,
): Write {
  return privateWrite(holders, consentKey(consent), canonicalJson(consent));
}
