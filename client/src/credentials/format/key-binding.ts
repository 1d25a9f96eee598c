import { Checker, KEY_BINDING_JWT_TYPE, KeyBindingHeader, KeyBindingPayload, sha256 } from '@jangbu/model';
import { checkHeader, signJwt, splitJwt } from './jwt';
import { presentationHash } from './presentation';
import { Rejected, type RejectionReason } from './rejection';
import type { SigningKey } from './signing-key';
import { readStrictJson } from './strict-json';

/** Seconds. */
const MAX_AGE = 120;
const MAX_AHEAD = 30;

const headers = new Checker(KeyBindingHeader);
const payloads = new Checker(KeyBindingPayload);

/** What a presentation must answer. */
export interface ExpectedBinding {
  readonly nonce: string;
  readonly audience: string;
  /** OpenID4VP `transaction_data`, as sent: what the holder must have agreed to, in this order. */
  readonly transactionData?: readonly string[] | undefined;
}

/** The key-binding JWT of a presentation, read and not verified. */
export interface ReadKeyBinding {
  readonly payload: KeyBindingPayload;
  readonly signingInput: string;
  readonly signature: string;
}

function transactionHashes(transactionData: readonly string[]): string[] {
  return transactionData.map((text) => sha256(text).toString('base64url'));
}

/**
 * Signs that the holder of a copy presents exactly this, to this verifier, in answer to this request.
 *
 * @param bound the presentation up to and with its last tilde
 * @param iat seconds since 1970
 */
export function makeKeyBinding(
  bound: string,
  { nonce, audience, transactionData = [] }: ExpectedBinding,
  iat: number,
  key: SigningKey,
): Promise<string> {
  const consent = transactionData.length > 0 && {
    transaction_data_hashes: transactionHashes(transactionData),
    transaction_data_hashes_alg: 'sha-256',
  };
  const payload = { iat, aud: audience, nonce, sd_hash: presentationHash(bound), ...consent };
  return signJwt({ typ: KEY_BINDING_JWT_TYPE }, payload, key);
}

/**
 * @throws Rejected when it does not fit the wire profile
 */
export function readKeyBinding(jwt: string): ReadKeyBinding {
  const { header: encodedHeader, payload: encoded, signature, signingInput } = splitJwt(jwt);
  const header = readStrictJson(encodedHeader);
  checkHeader(header, KEY_BINDING_JWT_TYPE);
  const payload = readStrictJson(encoded);
  if (!headers.fits(header) || !payloads.fits(payload)) throw new Rejected('KEY_BINDING_UNFIT');
  return { payload, signingInput, signature };
}

function consented(payload: KeyBindingPayload, transactionData: readonly string[] = []): boolean {
  const given = payload.transaction_data_hashes ?? [];
  const expected = transactionHashes(transactionData);
  return given.length === expected.length && expected.every((hash, i) => hash === given[i]);
}

/**
 * What speaks against a key binding, its signature apart.
 *
 * @param bound the presentation up to and with its last tilde
 * @param now milliseconds since 1970
 */
export function keyBindingProblems(
  payload: KeyBindingPayload,
  expected: ExpectedBinding,
  bound: string,
  now: number,
): RejectionReason[] {
  const age = now / 1000 - payload.iat;
  const problems: RejectionReason[] = [];
  if (age > MAX_AGE) problems.push('KEY_BINDING_TOO_OLD');
  if (age < -MAX_AHEAD) problems.push('KEY_BINDING_IN_FUTURE');
  if (payload.aud !== expected.audience) problems.push('AUDIENCE_WRONG');
  if (payload.nonce !== expected.nonce) problems.push('NONCE_WRONG');
  if (payload.sd_hash !== presentationHash(bound)) problems.push('PRESENTATION_CHANGED');
  if (!consented(payload, expected.transactionData)) problems.push('CONSENT_MISMATCH');
  return problems;
}
