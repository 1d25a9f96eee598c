import {
  isSupervised,
  RefusalError,
  type Key,
  type LedgerMember,
  type MembersDocument,
  type TakenDocument,
  type TakeOverRequest,
} from '@jangbu/model';
import { invalid } from '../../documents/parse';

function wrong(path: string, message: string): RefusalError {
  return invalid('take-over-request', { path, message });
}

/**
 * The key of a document that is taken over: of a kind that the supervisor holds with its parties.
 *
 * @throws RefusalError INVALID_DOCUMENT
 */
export function keyOf({ key: [kind = '', ...rest] }: TakenDocument): Key {
  const key: Key = [kind, ...rest];
  if (!isSupervised(key)) throw wrong('/documents/key', `no record that a supervisor holds: ${kind}`);
  return key;
}

/**
 * The members with which a document is said to stand. Suspended ones count: what they agreed to stands.
 *
 * @throws RefusalError MEMBER_UNKNOWN, INVALID_DOCUMENT where the supervisor names itself
 */
export function holdersNamed(
  { holders }: TakenDocument,
  { members }: MembersDocument,
  supervisor: LedgerMember,
): readonly LedgerMember[] {
  return holders.map((id) => {
    if (id === supervisor.id) throw wrong('/documents/holders', 'the supervisor cannot vouch for itself');
    const member = members.find((each) => each.id === id);
    if (!member) throw new RefusalError('MEMBER_UNKNOWN', { member: id });
    return member;
  });
}

/**
 * Requires that the own collection holds what is to be replaced: what has been agreed since the request was made must
 * not be written over.
 *
 * @throws RefusalError RECORD_MOVED
 */
export function requireReplaced(
  { replaces }: TakenDocument,
  own: string | undefined,
  { document, id }: { readonly document: string; readonly id: string },
): void {
  if ((own ?? null) !== replaces) throw new RefusalError('RECORD_MOVED', { document, id });
}

/** Requires that no key is taken over twice in one request: which would stand is chance. */
export function requireEachOnce({ documents, settled }: TakeOverRequest): void {
  const names = new Set(documents.map(({ key }) => key.join('\u0000')));
  if (names.size < documents.length) throw wrong('/documents', 'a key is named twice');
  const instructions = new Set(settled.map(({ instruction }) => instruction));
  if (instructions.size < settled.length) throw wrong('/settled', 'an instruction is named twice');
}
