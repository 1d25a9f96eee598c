import { X509Certificate, verify } from 'node:crypto';
import {
  activeMembers,
  canonicalJson,
  fromBase64,
  majorityOf,
  order,
  RefusalError,
  type Attestation,
  type AttestationReceipt,
  type BusinessDay,
  type DayClaim,
  type DaySeal,
  type MembersDocument,
} from '@jangbu/model';
import type { Caller } from '../consortium/membership';

function isSigned({ claim, certificate, signature }: Attestation): boolean {
  try {
    const key = new X509Certificate(certificate).publicKey;
    const bytes = fromBase64(signature);
    return bytes !== undefined && verify('sha256', Buffer.from(canonicalJson(claim)), key, bytes);
  } catch {
    // A key of another kind, or bytes that are no signature.
    return false;
  }
}

/**
 * Requires that an attestation is signed by the very identity that sends it: an outsider who is shown it
 * later has nothing but the signature.
 *
 * @throws RefusalError SIGNATURE_WRONG
 */
export function requireSigned(attestation: Attestation, caller: Caller): void {
  const document = 'day-attestation';
  if (attestation.certificate !== caller.certificate) {
    throw new RefusalError('SIGNATURE_WRONG', { document, field: 'certificate' });
  }
  if (!isSigned(attestation)) throw new RefusalError('SIGNATURE_WRONG', { document, field: 'signature' });
}

/**
 * Requires that the day which is claimed is over.
 *
 * @param current the day in force
 * @throws RefusalError ANOTHER_CHANNEL, DAY_NOT_CLOSED
 */
export function requireClosed(claim: DayClaim, channel: string, current: BusinessDay | undefined): void {
  if (claim.channel !== channel) {
    throw new RefusalError('ANOTHER_CHANNEL', { claimed: claim.channel, channel });
  }
  const { date } = claim;
  const isOver = current && (date < current.date || (date === current.date && current.phase === 'CLOSED'));
  if (!isOver) {
    throw new RefusalError('DAY_NOT_CLOSED', {
      date,
      current: current?.date ?? null,
      phase: current?.phase ?? null,
    });
  }
}

function isSame(one: DayClaim, other: DayClaim): boolean {
  return canonicalJson(one) === canonicalJson(other);
}

/**
 * Whether an attestation is new. A member says one thing of a day: the same again is harmless (a signature
 * differs each time), another one is refused.
 *
 * @throws RefusalError ID_TAKEN
 */
export function isNewAttestation(attestation: Attestation, made: readonly Attestation[]): boolean {
  const { member, claim } = attestation;
  const previous = made.find((each) => each.member === member);
  if (!previous) return true;
  if (isSame(previous.claim, claim)) return false;
  throw new RefusalError('ID_TAKEN', { document: 'day-attestation', id: `${claim.date}/${member}` });
}

/** The seal that attestations make, once more than half of the active members say what this one says. */
export function sealBy(
  { claim }: Attestation,
  attestations: readonly Attestation[],
  members: MembersDocument,
): DaySeal | undefined {
  const active = activeMembers(members).map(({ id }) => id);
  const agreeing = attestations
    .filter((each) => active.includes(each.member) && isSame(each.claim, claim))
    .map(({ member }) => member)
    .sort(order);
  if (agreeing.length < majorityOf(active.length)) return undefined;
  return { type: 'day-seal', version: 1, claim, members: agreeing };
}

/** How a claim stands to the day's seal. */
export function standingOf(claim: DayClaim, seal: DaySeal | undefined): AttestationReceipt['day'] {
  if (!seal) return 'OPEN';
  return isSame(claim, seal.claim) ? 'SEALED' : 'DIFFERS';
}
