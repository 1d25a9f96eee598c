import { Checker, KEY_PROOF_JWT_TYPE, KeyProofHeader, KeyProofPayload, type PublicJwk } from '@jangbu/model';
import { IssuanceError } from '../../core/errors';
import { importKey, verifySignature } from './es256';
import { checkHeader, signJwt, splitJwt, type CompactJwt } from './jwt';
import { Rejected } from './rejection';
import { bareJwk, type SigningKey } from './signing-key';
import { readStrictJson } from './strict-json';

const MAX_CHARACTERS = 4_096;
/** Seconds that a proof may be old, and ahead. */
const MAX_AGE = 300;
const MAX_AHEAD = 30;

const headers = new Checker(KeyProofHeader);
const payloads = new Checker(KeyProofPayload);

/** What a proof of one copy's key is made for. */
export interface ProofTarget {
  /** The issuer's URL, `iss` of what it issues. */
  readonly audience: string;
  /** By the issuer's `newNonce`. */
  readonly nonce: string;
}

/** A key that was proved, and the kill tag of the copy that it is for. */
export interface ProvenKey {
  readonly jwk: PublicJwk;
  readonly killTag: string;
}

/**
 * Proves to an issuer that one has a key (OpenID4VCI 1.0, appendix F.1), and names the copy's kill tag.
 *
 * @param killTag `killTagOf` the copy's kill key; the issuer never sees the key itself
 * @param iat seconds since 1970
 */
export function makeKeyProof(
  { audience, nonce }: ProofTarget,
  killTag: string,
  iat: number,
  key: SigningKey,
): Promise<string> {
  const payload = { aud: audience, iat, nonce, kill_tag: killTag };
  return signJwt({ typ: KEY_PROOF_JWT_TYPE, jwk: key.jwk }, payload, key);
}

interface ReadProof {
  readonly jwt: CompactJwt;
  readonly jwk: PublicJwk;
  readonly payload: KeyProofPayload;
}

function read(proof: string): ReadProof {
  if (proof.length > MAX_CHARACTERS) throw new Rejected('TOO_LARGE');
  const jwt = splitJwt(proof);
  const header = readStrictJson(jwt.header);
  checkHeader(header, KEY_PROOF_JWT_TYPE);
  const payload = readStrictJson(jwt.payload);
  if (!headers.fits(header) || !payloads.fits(payload)) throw new Rejected('PROFILE_MISMATCH');
  return { jwt, jwk: bareJwk(header.jwk), payload };
}

function readProof(proof: string): ReadProof {
  try {
    return read(proof);
  } catch (cause) {
    if (!(cause instanceof Rejected)) throw cause;
    throw new IssuanceError('PROOF_MALFORMED', `a key proof does not fit: ${cause.message}`);
  }
}

/**
 * Checks a key proof.
 *
 * @param now milliseconds since 1970
 * @throws IssuanceError PROOF_MALFORMED, PROOF_ELSEWHERE or PROOF_SIGNATURE
 */
export function checkKeyProof(proof: string, { audience, nonce }: ProofTarget, now: number): ProvenKey {
  const { jwt, jwk, payload } = readProof(proof);
  const age = now / 1000 - payload.iat;
  const timely = age <= MAX_AGE && age >= -MAX_AHEAD;
  if (payload.aud !== audience || payload.nonce !== nonce || !timely)
    throw new IssuanceError('PROOF_ELSEWHERE', 'a key proof is for another issuer, nonce or time');
  const key = importKey(jwk);
  if (!key) throw new IssuanceError('PROOF_MALFORMED', 'a key proof names a point that is not on the curve');
  if (verifySignature(key, jwt.signingInput, jwt.signature) !== 'GOOD')
    throw new IssuanceError('PROOF_SIGNATURE', 'a key proof is not signed by the key that it names');
  return { jwk, killTag: payload.kill_tag };
}
