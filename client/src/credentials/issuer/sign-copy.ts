import {
  CREDENTIAL_JWT_TYPE,
  DIGESTS_A_COPY,
  identifiedInvestorType,
  recordIdOf,
  type DisclosableClaims,
  type PublicJwk,
  type StatusReference,
  thumbprintOf,
} from '@jangbu/model';
import { decoyDigest, digestOf, newDisclosure } from '../format/disclosures';
import { signJwt } from '../format/jwt';
import type { SigningKey } from '../format/signing-key';

/** One copy of a credential, before it is signed. */
export interface CopyContent {
  readonly iss: string;
  /** 256 bits, base64url. */
  readonly subject: string;
  readonly holderKey: PublicJwk;
  readonly status: StatusReference;
  /** Seconds since 1970. */
  readonly nbf: number;
  readonly exp: number;
  readonly claims: DisclosableClaims;
}

/** One copy as the holder gets it, with all its disclosures. */
export interface SignedCopy {
  /** SD-JWT in compact form, ending in a tilde (RFC 9901 §4). */
  readonly credential: string;
  readonly recordId: string;
}

/**
 * Signs one copy by the wire profile, with fresh salts and decoys. The digests are sorted, so that their
 * order tells nothing.
 */
export async function signCopy(content: CopyContent, key: SigningKey): Promise<SignedCopy> {
  const disclosures = Object.entries<unknown>(content.claims).flatMap(([name, value]) =>
    value === undefined ? [] : [newDisclosure(name, value)],
  );
  const decoys = Array.from({ length: DIGESTS_A_COPY - disclosures.length }, decoyDigest);
  const payload = {
    iss: content.iss,
    vct: identifiedInvestorType,
    sub: content.subject,
    nbf: content.nbf,
    exp: content.exp,
    cnf: { jwk: content.holderKey },
    status: { status_list: content.status },
    _sd_alg: 'sha-256',
    _sd: [...disclosures.map(digestOf), ...decoys].sort(),
  };
  const jwt = await signJwt({ typ: CREDENTIAL_JWT_TYPE, kid: thumbprintOf(key.jwk) }, payload, key);
  return {
    credential: [jwt, ...disclosures, ''].join('~'),
    recordId: recordIdOf(jwt.slice(0, jwt.lastIndexOf('.'))),
  };
}
