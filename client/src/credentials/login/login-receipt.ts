import { verify } from 'node:crypto';
import {
  canonicalJson,
  Checker,
  closed,
  fromBase64,
  MemberId,
  MspId,
  Seconds,
  Sha256Hex,
  sha256Hex,
  TermsName,
  USE_INTERVAL_SECONDS,
} from '@jangbu/model';
import { Type, type Static } from '@sinclair/typebox';
import type { Signatory } from '../../core/identity/signatory';
import { ReceiptError } from '../../core/errors';
import { issuedBy, readChannelTrust } from '../../core/channel-trust/channel-trust';

const LoginClaim = closed({
  type: Type.Literal('login-claim'),
  version: Type.Literal(1),
  channel: Type.String({ pattern: '^[a-z][a-z0-9.-]{0,248}$' }),
  firm: MemberId,
  /** Of the firm's organisation. */
  mspId: MspId,
  /** SHA-256 of the nonce that the login answered. */
  nonceHash: Sha256Hex,
  /** Seconds since 1970. */
  at: Seconds,
  /** Hours since 1970, UTC: the anchor in which it must stand. */
  hour: Type.Integer({ minimum: 0 }),
  /** The terms agreed to, when this login agreed to some. */
  terms: Type.Optional(TermsName),
});
/** What a firm says of a login that it accepted: nothing that names its holder. */
export type LoginClaim = Static<typeof LoginClaim>;

const LoginReceipt = closed({
  type: Type.Literal('login-receipt'),
  version: Type.Literal(1),
  claim: LoginClaim,
  /** PEM, of a client of the firm. */
  certificate: Type.String({ maxLength: 8192 }),
  /** ECDSA P-256 with SHA-256 over the claim's canonical form, DER, base64. */
  signature: Type.String({ pattern: '^[A-Za-z0-9+/]{80,120}={0,2}$' }),
});
/** A claim, signed by the firm with its identity on the channel. The holder keeps it. */
export type LoginReceipt = Static<typeof LoginReceipt>;

const receiptChecker = new Checker(LoginReceipt);

/** The hour in which something happened, for anchors. @param at seconds since 1970 */
export function hourOf(at: number): number {
  return Math.floor(at / USE_INTERVAL_SECONDS);
}

/** What stands in the hour's tree for a claim. */
export function useHashOf(claim: LoginClaim): string {
  return sha256Hex(canonicalJson(claim));
}

export async function signLoginClaim(claim: LoginClaim, signatory: Signatory): Promise<LoginReceipt> {
  const signature = await signatory.sign(Buffer.from(canonicalJson(claim)));
  return {
    type: 'login-receipt',
    version: 1,
    claim,
    certificate: signatory.certificate,
    signature: Buffer.from(signature).toString('base64'),
  };
}

/**
 * Checks a login's receipt offline, with nothing but the channel's configuration: the firm's organisation signed it.
 *
 * @param receipt as the firm gave it, parsed from JSON
 * @param configurationBlock the channel's configuration block, from a source that the holder trusts
 * @throws ReceiptError `MALFORMED`, `CONFIGURATION`, `CHANNEL`, `SIGNATURE`
 */
export function verifyLoginReceipt(receipt: unknown, configurationBlock: Uint8Array): LoginClaim {
  if (!receiptChecker.fits(receipt)) throw new ReceiptError('MALFORMED', 'no login receipt');
  const trust = readChannelTrust(configurationBlock);
  const { claim, certificate, signature } = receipt;
  if (claim.channel !== trust.channel)
    throw new ReceiptError('CHANNEL', `the receipt is not of the channel ${trust.channel}`);
  const organisation = trust.organisations.get(claim.mspId);
  const issued = organisation && issuedBy(certificate, organisation);
  const bytes = fromBase64(signature);
  const holds =
    issued !== undefined &&
    bytes !== undefined &&
    verify('sha256', Buffer.from(canonicalJson(claim)), issued.publicKey, bytes);
  if (!holds) throw new ReceiptError('SIGNATURE', `${claim.mspId} did not sign it`);
  return claim;
}
