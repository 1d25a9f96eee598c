import { Type, type Static } from '@sinclair/typebox';
import { AuditScope } from '../documents/audit';
import { Checker } from '../schema/checker';
import { ClientId, closed, DateText, MemberId } from '../schema/fields';

/** A query that is asked under an inquiry: the scope that allows it, its name and its argument. */
export const AuditedQuery = closed({
  scope: AuditScope,
  transaction: Type.String({ maxLength: 64 }),
  argument: Type.String({ maxLength: 65_536 }),
});
export type AuditedQuery = Static<typeof AuditedQuery>;
export const auditedQueryChecker = new Checker(AuditedQuery);
export const inquiriesAskedChecker = new Checker(
  closed({ supervisor: MemberId, businessDay: DateText, inquiryId: Type.Optional(ClientId) }),
);
export type InquiriesAsked = Static<(typeof inquiriesAskedChecker)['schema']>;
