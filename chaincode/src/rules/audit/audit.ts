import {
  auditScopeHash,
  isSamePair,
  RefusalError,
  sha256Hex,
  type AuditedQuery,
  type AuditedRead,
  type AuditInquiry,
  type BusinessDay,
  type PageReference,
  type PairDay,
} from '@jangbu/model';
import type { Caller } from '../consortium/membership';

/**
 * Requires that an inquiry is opened by whom it says, for the business day that it is.
 *
 * @throws RefusalError INQUIRY_OF_ANOTHER, DAY_NOT_OPENED, BUSINESS_DAY_OVER
 */
export function requireOpenable(inquiry: AuditInquiry, caller: Caller, day: BusinessDay | undefined): void {
  const { inquiryId, certificate, businessDay } = inquiry;
  if (certificate !== sha256Hex(caller.certificate))
    throw new RefusalError('INQUIRY_OF_ANOTHER', { inquiryId });
  if (!day) throw new RefusalError('DAY_NOT_OPENED', {});
  if (day.date === businessDay) return;
  throw new RefusalError('BUSINESS_DAY_OVER', { given: businessDay, today: day.date });
}

/** Whether a scope names a pair: one that names a firm twice would mean that firm with everyone. */
function isPair(read: AuditedRead): boolean {
  return !('pair' in read) || read.pair[0] !== read.pair[1];
}

/**
 * Requires that what is asked is asked under a scope that the inquiry recorded.
 *
 * @throws RefusalError OUTSIDE_INQUIRY
 */
export function requireScope(
  { scopes, inquiryId }: AuditInquiry,
  { scope, transaction }: AuditedQuery,
): void {
  if (scopes.includes(auditScopeHash(scope)) && isPair(scope.read)) return;
  throw new RefusalError('OUTSIDE_INQUIRY', { inquiryId, transaction });
}

/** Whether a scope covers a pair's trade date. */
export function coversPairDay(read: AuditedRead, { pair, tradeDate }: PairDay): boolean {
  if (read.kind !== 'TRADES' || read.tradeDate !== tradeDate) return false;
  return isSamePair(read.pair, pair);
}

/** Whether a scope covers a page of trades. */
export function coversPage(read: AuditedRead, page: PageReference): boolean {
  const { submitter, counterparty, tradeDate } = page;
  return coversPairDay(read, { pair: [submitter, counterparty], tradeDate });
}
