import {
  Checker,
  CREDENTIAL_JWT_TYPE,
  CredentialHeader,
  CredentialPayload,
  identifiedInvestorType,
  PublicJwk,
  recordIdOf,
} from '@jangbu/model';
import { checkHeader, splitJwt } from './jwt';
import { Rejected, type RejectionReason } from './rejection';
import { readStrictJson } from './strict-json';

const headers = new Checker(CredentialHeader);
const payloads = new Checker(CredentialPayload);
const keys = new Checker(PublicJwk);

/** The issuer-signed JWT of one copy, read and not verified. */
export interface ReadCredential {
  readonly recordId: string;
  readonly signingInput: string;
  readonly signature: string;
  readonly kid: string;
  readonly payload: CredentialPayload;
}

function readHeader(encoded: string): CredentialHeader {
  const header = readStrictJson(encoded);
  checkHeader(header, CREDENTIAL_JWT_TYPE);
  if (!headers.fits(header)) throw new Rejected('PROFILE_MISMATCH');
  return header;
}

interface Payloadlike {
  readonly vct?: unknown;
  readonly cnf?: { readonly jwk?: unknown } | null;
}

/** What is wrong with a payload that does not fit. */
function misfit(payload: unknown): RejectionReason {
  if (typeof payload !== 'object' || payload === null) return 'MALFORMED';
  const { vct, cnf }: Payloadlike = payload;
  if (vct !== identifiedInvestorType) return 'CREDENTIAL_TYPE_UNKNOWN';
  return keys.fits(cnf?.jwk) ? 'PROFILE_MISMATCH' : 'HOLDER_KEY_UNFIT';
}

/**
 * Reads the issuer-signed JWT of a copy by the wire profile.
 *
 * @throws Rejected when it does not fit
 */
export function readCredential(jwt: string): ReadCredential {
  const { header, payload: encoded, signature, signingInput } = splitJwt(jwt);
  const { kid } = readHeader(header);
  const payload = readStrictJson(encoded);
  if (!payloads.fits(payload)) throw new Rejected(misfit(payload));
  if (new Set(payload._sd).size !== payload._sd.length) throw new Rejected('PROFILE_MISMATCH');
  return { recordId: recordIdOf(signingInput), signingInput, signature, kid, payload };
}
