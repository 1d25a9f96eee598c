import { X509Certificate, verify } from 'node:crypto';
import {
  canonicalJson,
  fromBase64,
  majorityOf,
  order,
  RefusalError,
  type Attestation,
  type AttestationReceipt,
  type BusinessDay,
  type ClosedDay,
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
 * Requires that the day which is claimed was one of this ledger's, and is over.
 *
 * @param current the day in force
 * @param closed what stands of the claimed day's close
 * @throws RefusalError ANOTHER_CHANNEL, DAY_NOT_CLOSED, NO_SUCH_BUSINESS_DAY
 */
export function requireClosed(
  claim: DayClaim,
  channel: string,
  current: BusinessDay | undefined,
  closed: ClosedDay | undefined,
): void {
  if (claim.channel !== channel) {
    throw new RefusalError('ANOTHER_CHANNEL', { claimed: claim.channel, channel });
  }
  if (closed) return;
  const { date } = claim;
  if (current && date < current.date) throw new RefusalError('NO_SUCH_BUSINESS_DAY', { date });
  throw new RefusalError('DAY_NOT_CLOSED', {
    date,
    current: current?.date ?? null,
    phase: current?.phase ?? null,
  });
}

function isSame(one: DayClaim, other: DayClaim): boolean {
  return canonicalJson(one) === canonicalJson(other);
}

/**
 * Whether an attestation says something new. The same again is harmless (a signature differs each time). A member
 * that was wrong says another thing, which takes the former's place: until the day is sealed, and after that while it
 * differs from the seal. What a seal rests on stands.
 *
 * @param made all that have been made
 * @throws RefusalError ATTESTATION_SEALED
 */
export function isNewAttestation(
  { member, claim }: Attestation,
  made: readonly Attestation[],
  seal: DaySeal | undefined,
): boolean {
  const previous = made.find((each) => each.member === member);
  if (!previous) return true;
  if (isSame(previous.claim, claim)) return false;
  if (seal && isSame(previous.claim, seal.claim)) {
    throw new RefusalError('ATTESTATION_SEALED', { date: claim.date, member });
  }
  return true;
}

/**
 * The seal that attestations make, once more than half of the members say what this one says. All that are listed are
 * counted, as the channel counts them, and not those that may vote: a suspension takes no peer from the channel.
 *
 * @param made those that stand besides
 */
export function sealBy(
  attestation: Attestation,
  made: readonly Attestation[],
  { members }: MembersDocument,
): DaySeal | undefined {
  const { claim } = attestation;
  const others = made.filter(({ member }) => member !== attestation.member);
  const agreeing = [...others, attestation]
    .filter((each) => isSame(each.claim, claim))
    .map(({ member }) => member)
    .sort(order);
  if (agreeing.length < majorityOf(members.length)) return undefined;
  return { type: 'day-seal', version: 1, claim, members: agreeing };
}

/** How a claim stands to the day's seal. */
export function standingOf(claim: DayClaim, seal: DaySeal | undefined): AttestationReceipt['day'] {
  if (!seal) return 'OPEN';
  return isSame(claim, seal.claim) ? 'SEALED' : 'DIFFERS';
}
