import type { Key } from '../documents/keys';
import { sha256Hex } from '../format/hash';
import type { TakenDocument } from '../requests/supervision';
import { documentName } from './agreed';
import type { AgreedDocuments } from './agreed-documents';

/** A document as a member's peer gives it. */
export interface OfferedDocument {
  readonly key: Key;
  readonly text: string;
}

/**
 * Why a document is not taken over. `NEVER_AGREED`: its parties and a supervisor of their time never came to hold
 * anything under this key by one transaction. `NOT_WHAT_WAS_AGREED`: they did, and it was something else. `INCOMPLETE`: it
 * belongs to what seems to have settled without a firm; the instruction, or what the firm had reserved for it, is yet to be had.
 */
export type DeclineReason = 'NEVER_AGREED' | 'NOT_WHAT_WAS_AGREED' | 'INCOMPLETE';

/** What a new supervisor does with a document that it is given. */
export type Judgement =
  | { readonly kind: 'TAKE'; readonly document: TakenDocument }
  /** It has it, or the giver's is a copy that has been superseded without it, rightly. */
  | { readonly kind: 'PASS' }
  | { readonly kind: 'DECLINE'; readonly reason: DeclineReason };

const PASS = { kind: 'PASS' } as const;

function idsOf(agreed: AgreedDocuments, mspIds: readonly string[]): string[] {
  const members = agreed.members?.members ?? [];
  return members.filter(({ mspId }) => mspIds.includes(mspId)).map(({ id }) => id);
}

/**
 * Judges a document that a member's peer gives: by what the parties agreed to, never by who gives it.
 *
 * @param from MSP id of the giver
 */
export function judgeOffered(agreed: AgreedDocuments, from: string, offered: OfferedDocument): Judgement {
  const { key, text } = offered;
  const last = agreed.agreedOn(key, text);
  if (!last) return { kind: 'DECLINE', reason: 'NEVER_AGREED' };
  const own = agreed.ownOf(documentName(key));
  if (own === last.hash) return PASS;
  if (last.hash === null || sha256Hex(text) !== last.hash) {
    return last.holders.includes(from) ? { kind: 'DECLINE', reason: 'NOT_WHAT_WAS_AGREED' } : PASS;
  }
  const [document] = takenAs(agreed, key, text);
  // Given by one who has changed it since, as the blocks tell: it will be given anew, or by somebody else.
  if (!document) return { kind: 'DECLINE', reason: 'NOT_WHAT_WAS_AGREED' };
  return { kind: 'TAKE', document };
}

/** A document as it is taken over, in place of what the supervisor has; none where it stands with nobody any more. */
export function takenAs(agreed: AgreedDocuments, key: Key, text: string): TakenDocument[] {
  const name = documentName(key);
  const holders = idsOf(agreed, agreed.holdersNow(name, sha256Hex(text)));
  if (holders.length === 0) return [];
  return [{ key: [...key], text, holders, replaces: agreed.ownOf(name) ?? null }];
}
