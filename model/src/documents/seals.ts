import { Type, type Static } from '@sinclair/typebox';
import { Checker } from '../schema/checker';
import { ChannelName, closed, Count, DateText, MemberId, Sha256Hex, WholeNumber } from '../schema/fields';

/**
 * What a member says of a closed business day, by the blocks of its own peer: which block holds the
 * close, and which transactions were valid since the close before. Members whose peers agree say the
 * same, to the letter.
 */
export const DayClaim = closed({
  type: Type.Literal('day-claim'),
  version: Type.Literal(1),
  channel: ChannelName,
  date: DateText,
  block: closed({
    number: WholeNumber,
    /** Hash of the block's header. It covers the transactions, not which of them are valid. */
    hash: Sha256Hex,
    /** Chains validity and state (block metadata COMMIT_HASH). */
    commitHash: Sha256Hex,
  }),
  transactions: closed({
    count: Count,
    /** Merkle root over their ids; see `dayRoot`. */
    root: Sha256Hex,
  }),
});
export type DayClaim = Static<typeof DayClaim>;

/**
 * A member's claim with its operator's signature: whoever has the channel's configuration can check it. A member that
 * was wrong attests anew; what it said before stays in the blocks.
 */
export const Attestation = closed({
  type: Type.Literal('day-attestation'),
  version: Type.Literal(1),
  member: MemberId,
  claim: DayClaim,
  /** PEM; the one that signed the transaction, too. */
  certificate: Type.String({ minLength: 100, maxLength: 8192 }),
  /** ECDSA with SHA-256 over the claim's canonical form (RFC 8785), DER, base64. */
  signature: Type.String({ pattern: '^[A-Za-z0-9+/]{80,108}={0,2}$' }),
});
export type Attestation = Static<typeof Attestation>;

/** The record that more than half of the listed members, suspended ones among them, say the same of a day. */
export const DaySeal = closed({
  type: Type.Literal('day-seal'),
  version: Type.Literal(1),
  claim: DayClaim,
  /** Those whose attestations made it, sorted. */
  members: Type.Array(MemberId),
});
export type DaySeal = Static<typeof DaySeal>;

export const attestationChecker = new Checker(Attestation);
export const daySealChecker = new Checker(DaySeal);
export const dayClaimChecker = new Checker(DayClaim);
