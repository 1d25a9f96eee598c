import {
  pageHeaderChecker,
  pageName,
  pairOf,
  RefusalError,
  sha256Hex,
  type ClientRole,
  type LedgerMember,
  type MatchIndex,
  type MatchRequest,
  type MembersDocument,
  type PageHeader,
  type PageTexts,
  type Pair,
  type StatedPage,
} from '@jangbu/model';
import { invalid, parseDocument } from '../../documents/parse';
import { readTrustedBody, readTrustedIndex } from '../../documents/trusted';
import { requireHeldByAll, requireStanding, type Holdings } from '../records/held';
import { memberNamed, memberOf, requireRole, type Caller } from '../consortium/membership';

/**
 * The two members of the pair that a request names.
 *
 * @throws RefusalError INVALID_DOCUMENT, SAME_PARTY, MEMBER_UNKNOWN
 */
export function partiesOf(
  [first, second]: MatchRequest['pair'],
  members: MembersDocument,
): readonly [LedgerMember, LedgerMember] {
  if (first === second) throw new RefusalError('SAME_PARTY', { member: first });
  if (pairOf(first, second)[0] !== first) {
    throw invalid('match-request', { path: '/pair', message: 'not in the order of the ids' });
  }
  return [memberNamed(first, members), memberNamed(second, members)];
}

/**
 * Requires that the caller may match: a party's trader, or the supervisor's operator.
 *
 * @returns the caller's member
 * @throws RefusalError NOT_A_MEMBER, NOT_A_PARTY, ROLE_REQUIRED
 */
export function requireMatcher(
  caller: Caller,
  members: MembersDocument,
  parties: readonly LedgerMember[],
  supervisor: LedgerMember,
): LedgerMember {
  const member = memberOf(caller, members);
  const roles: readonly ClientRole[] = [
    ...(parties.includes(member) ? (['trader'] as const) : []),
    ...(member === supervisor ? (['operator'] as const) : []),
  ];
  if (roles.length === 0) {
    throw new RefusalError('NOT_A_PARTY', { caller: member.id, parties: parties.map(({ id }) => id) });
  }
  requireRole(caller, ...roles);
  return member;
}

/** What a request starts from: the text of a pair's match index; null when the trade date has none. */
export interface GivenIndex {
  readonly pair: Pair;
  readonly tradeDate: string;
  readonly index: string | null;
}

/**
 * Requires that the index from which a request starts is the one that stands.
 *
 * @param holdings what stands with all who hold the index
 * @throws RefusalError MATCH_INDEX_MOVED when all hold another one; DOCUMENT_NOT_HELD when they differ
 */
export function requireIndex({ pair, tradeDate, index: given }: GivenIndex, holdings: Holdings): void {
  const name = { document: 'match-index', id: [...pair, tradeDate].join('/') };
  requireStanding(given, holdings, name, new RefusalError('MATCH_INDEX_MOVED', { pair, tradeDate }));
}

/** Reads the index from which a match starts. See {@link requireIndex}. */
export function readIndex(given: GivenIndex, holdings: Holdings): MatchIndex | undefined {
  requireIndex(given, holdings);
  return given.index === null ? undefined : readTrustedIndex(given.index);
}

/** A page that a match is to take in. */
export interface RequestedPage {
  readonly header: PageHeader;
  readonly texts: PageTexts;
}

/**
 * The pages of a request that have not been taken in before, each once.
 *
 * @throws RefusalError INVALID_DOCUMENT, PAGE_OF_ANOTHER_PAIR
 */
export function newPages(request: MatchRequest, index: MatchIndex | undefined): RequestedPage[] {
  const seen = new Set(index?.pages ?? []);
  return request.pages.flatMap((texts) => {
    const header = parseDocument('trade-page', pageHeaderChecker, texts.header);
    const [first, second] = pairOf(header.submitter, header.counterparty);
    const name = pageName(header);
    if (first !== request.pair[0] || second !== request.pair[1] || header.tradeDate !== request.tradeDate) {
      throw new RefusalError('PAGE_OF_ANOTHER_PAIR', { page: name });
    }
    if (seen.has(name)) return [];
    seen.add(name);
    return [{ header, texts }];
  });
}

/**
 * Reads the statements of a page that all who must hold it do hold, as given. Its trades were judged
 * when it was recorded, by the supervisor's peer among others; they are not judged again.
 *
 * @param holdings of the page's header, which commits to the body
 * @throws RefusalError DOCUMENT_NOT_HELD, PAGE_INCONSISTENT
 */
export function readStatements({ header, texts }: RequestedPage, holdings: Holdings): StatedPage {
  requireHeldByAll(holdings, { document: 'trade-page', id: pageName(header), hash: sha256Hex(texts.header) });
  if (sha256Hex(texts.body) !== header.bodyHash) {
    throw new RefusalError('PAGE_INCONSISTENT', { field: 'bodyHash' });
  }
  const { submitter, pageId } = header;
  return { submitter, pageId, trades: readTrustedBody(texts.body).trades };
}
