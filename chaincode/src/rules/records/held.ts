import { RefusalError, sha256Hex, type LedgerMember } from '@jangbu/model';
import { LedgerFault } from '../../documents/fault';

/** A document's hash in the collection of each member that should hold it; undefined where none stands. */
export type HeldHashes = readonly { readonly member: LedgerMember; readonly hash: string | undefined }[];

/** A document as it was given, and by what a refusal names it. */
export interface GivenDocument {
  readonly document: string;
  readonly id: string;
  /** SHA-256 of its text, hexadecimal. */
  readonly hash: string;
}

/**
 * Requires that somebody was asked: of nobody everything is true.
 *
 * @throws LedgerFault
 */
function requireAsked(hashes: HeldHashes, { document, id }: Pick<GivenDocument, 'document' | 'id'>): void {
  if (hashes.length === 0) throw new LedgerFault(`nobody was asked for ${document} ${id}`);
}

/**
 * Requires that a document stands, as given, in every collection that should hold it. A firm's own
 * peer could write anything into the firm's own collection, so a private document counts only when
 * the same hash stands with the supervisor and with every party whose agreement it records.
 *
 * @throws RefusalError DOCUMENT_NOT_HELD names the members that do not hold it
 */
export function requireHeldByAll(hashes: HeldHashes, { document, id, hash }: GivenDocument): void {
  requireAsked(hashes, { document, id });
  const lacking = hashes.filter((held) => held.hash !== hash).map(({ member }) => member.id);
  if (lacking.length > 0) throw new RefusalError('DOCUMENT_NOT_HELD', { document, id, members: lacking });
}

/**
 * Whether a document is recorded already. Held by some only, it counts for nothing and is recorded
 * anew with all.
 *
 * @throws RefusalError ID_TAKEN when anyone holds other content under its id
 */
export function isRecorded(hashes: HeldHashes, { document, id, hash }: GivenDocument): boolean {
  requireAsked(hashes, { document, id });
  if (hashes.some((held) => held.hash !== undefined && held.hash !== hash)) {
    throw new RefusalError('ID_TAKEN', { document, id });
  }
  return hashes.every((held) => held.hash === hash);
}

/**
 * Whether a document that brings value about is recorded already. Unlike a page, one that only some
 * still hold is not recorded anew: what it brought about may have been used up.
 *
 * @throws RefusalError ID_TAKEN when anyone holds other content under its id; DOCUMENT_NOT_HELD
 */
export function isRecordedForGood(hashes: HeldHashes, given: GivenDocument): boolean {
  requireAsked(hashes, given);
  if (hashes.every(({ hash }) => hash === undefined)) return false;
  if (!isRecorded(hashes, given)) requireHeldByAll(hashes, given);
  return true;
}

/**
 * Requires that a document which is rewritten stands as the request has it, with all who must hold it.
 *
 * @param given its text; null when none stands
 * @param moved what to refuse with when all hold another one
 * @throws RefusalError the one given; DOCUMENT_NOT_HELD when the holders differ
 */
export function requireStanding(
  given: string | null,
  hashes: HeldHashes,
  { document, id }: Pick<GivenDocument, 'document' | 'id'>,
  moved: RefusalError = new RefusalError('RECORD_MOVED', { document, id }),
): void {
  requireAsked(hashes, { document, id });
  const hash = given === null ? undefined : sha256Hex(given);
  const standing = new Set(hashes.map((held) => held.hash));
  if (standing.size === 1 && !standing.has(hash)) throw moved;
  const lacking = hashes.filter((held) => held.hash !== hash).map(({ member }) => member.id);
  if (lacking.length > 0) throw new RefusalError('DOCUMENT_NOT_HELD', { document, id, members: lacking });
}

/** Whether all who are asked hold a document as given. */
export function isHeld(hashes: HeldHashes, { hash }: GivenDocument): boolean {
  return hashes.every((held) => held.hash === hash);
}

/** Whether all who should hold a document hold one, and the same. */
export function isHeldAlike(hashes: HeldHashes): boolean {
  const [first] = hashes;
  return first?.hash !== undefined && hashes.every(({ hash }) => hash === first.hash);
}
