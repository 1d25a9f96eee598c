import { verify } from 'node:crypto';
import { canonicalJson, fromBase64, majorityOf, type Attestation, type DayClaim } from '@jangbu/model';
import { InputError } from '../../core/errors';
import { issuedBy, type ChannelTrust } from '../../core/channel-trust/channel-trust';

/** Who of a channel's organisations say the same of a day, by signatures that hold. */
export interface Sealers {
  /** MSP ids, sorted. */
  readonly mspIds: readonly string[];
  /** More than half of the channel's organisations. */
  readonly needed: number;
}

/** The organisation that attests, when its certificate and its signature hold. */
function attestor({ claim, certificate, signature }: Attestation, trust: ChannelTrust): string | undefined {
  const message = Buffer.from(canonicalJson(claim));
  for (const organisation of trust.organisations.values()) {
    const issued = issuedBy(certificate, organisation);
    if (issued) {
      const bytes = fromBase64(signature);
      return bytes && verify('sha256', message, issued.publicKey, bytes) ? organisation.mspId : undefined;
    }
  }
  return undefined;
}

/** Those of the attestations that say what a claim says. */
export function agreeingWith(claim: DayClaim, attestations: readonly Attestation[]): Attestation[] {
  const text = canonicalJson(claim);
  return attestations.filter((each) => canonicalJson(each.claim) === text);
}

/** The organisations whose attestations of a claim hold, each once. */
export function sealersOf(
  claim: DayClaim,
  attestations: readonly Attestation[],
  trust: ChannelTrust,
): Sealers {
  const found = agreeingWith(claim, attestations).map((each) => attestor(each, trust));
  const mspIds = [...new Set(found.filter((mspId) => mspId !== undefined))].sort();
  return { mspIds, needed: majorityOf(trust.organisations.size) };
}

/**
 * Requires that a verifier with this configuration will find the day sealed.
 *
 * @throws InputError naming how many more attestations it takes
 */
export function requireComplete(
  claim: DayClaim,
  attestations: readonly Attestation[],
  trust: ChannelTrust,
): void {
  const { mspIds, needed } = sealersOf(claim, attestations, trust);
  if (mspIds.length >= needed) return;
  throw new InputError(
    `${claim.date} is sealed on the ledger, but ${mspIds.length} of the channel's ${trust.organisations.size} organisations have attested it, and a verifier wants ${needed}; let ${needed - mspIds.length} more attest it by days.attest`,
  );
}
