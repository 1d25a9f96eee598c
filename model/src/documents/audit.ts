import { Type, type Static } from '@sinclair/typebox';
import { canonicalJson } from '../format/canonical';
import { sha256Hex } from '../format/hash';
import { Checker } from '../schema/checker';
import { ClientId, closed, DateText, MemberId, Salt, Sha256Hex, lineOfText } from '../schema/fields';
import { Pair } from './pair';

/** One inquiry covers at most so many scopes. */
export const INQUIRY_SCOPES_MAX = 100;
/** A reason has at most so many characters. */
export const AUDIT_REASON_MAX = 200;

/** What a regulator reads: a pair's trades of one day, a pair's instructions, or what a firm holds. */
export const AuditedRead = Type.Union([
  closed({ kind: Type.Literal('TRADES'), pair: Pair, tradeDate: DateText }),
  closed({ kind: Type.Literal('INSTRUCTIONS'), pair: Pair }),
  closed({ kind: Type.Literal('HOLDINGS'), member: MemberId }),
]);
export type AuditedRead = Static<typeof AuditedRead>;

/**
 * One thing that is read under an inquiry, and why. It stays with the auditor; the ledger has its hash only, which the
 * salt keeps from being guessed. Shown to a firm, it proves that this was read, and on which business day.
 */
export const AuditScope = closed({
  type: Type.Literal('audit-scope'),
  version: Type.Literal(1),
  supervisor: MemberId,
  businessDay: DateText,
  inquiryId: ClientId,
  read: AuditedRead,
  /** The regulator's own words: a case number, the provision by which it asks. */
  reason: lineOfText(AUDIT_REASON_MAX),
  salt: Salt,
});
export type AuditScope = Static<typeof AuditScope>;

/**
 * That a supervisor's auditor reads, recorded before it is answered: by whom, when, and how much; not what. Public,
 * never changed, never deleted.
 */
export const AuditInquiry = closed({
  type: Type.Literal('audit-inquiry'),
  version: Type.Literal(1),
  supervisor: MemberId,
  /** The only business day on which it is answered. */
  businessDay: DateText,
  inquiryId: ClientId,
  /** SHA-256 of the auditor's certificate (PEM): nobody else is answered. */
  certificate: Sha256Hex,
  /** `auditScopeHash` of each thing that is read. */
  scopes: Type.Array(Sha256Hex, { minItems: 1, maxItems: INQUIRY_SCOPES_MAX, uniqueItems: true }),
});
export type AuditInquiry = Static<typeof AuditInquiry>;

/** An inquiry by its name. */
export type InquiryName = Pick<AuditInquiry, 'supervisor' | 'businessDay' | 'inquiryId'>;

export const auditScopeChecker = new Checker(AuditScope);
export const auditInquiryChecker = new Checker(AuditInquiry);

/** SHA-256 of a scope's canonical form, in hexadecimal: what an inquiry records of it. */
export function auditScopeHash(scope: AuditScope): string {
  return sha256Hex(canonicalJson(scope));
}
