import { canonicalJson, type Key, type LedgerMember } from '@jangbu/model';

/** A document to be written: to public state, or to the collections of members that hold it; taken away from these; or purged from one. */
export type Write =
  | { readonly in: 'PUBLIC'; readonly key: Key; readonly text: string }
  | {
      readonly in: 'PRIVATE';
      readonly holders: readonly LedgerMember[];
      readonly key: Key;
      readonly text: string;
    }
  | { readonly in: 'TAKEN_AWAY'; readonly holders: readonly LedgerMember[]; readonly key: Key }
  | { readonly in: 'PURGED'; readonly holder: LedgerMember; readonly key: Key };

/** What a transaction comes to: what it answers, and what it writes. */
export interface Decision<A = unknown> {
  readonly answer: A;
  readonly writes: readonly Write[];
}

/** Writes a document to public state. */
export function publicWrite(key: Key, document: object): Write {
  return { in: 'PUBLIC', key, text: canonicalJson(document) };
}

/** Writes a document, given as its canonical text, to the collections of all who must hold it. */
export function privateWrite(holders: readonly LedgerMember[], key: Key, text: string): Write {
  return { in: 'PRIVATE', holders, key, text };
}

/** Takes a document away from the collections of all who hold it; their history keeps it. */
export function takeAway(holders: readonly LedgerMember[], key: Key): Write {
  return { in: 'TAKEN_AWAY', holders, key };
}

/** Purges a document from one member's collection, with all its history; of its hashes the blocks keep theirs. */
export function purge(holder: LedgerMember, key: Key): Write {
  return { in: 'PURGED', holder, key };
}
