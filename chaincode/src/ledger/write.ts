import { canonicalJson, type Key, type LedgerMember } from '@jangbu/model';

/** A document to be written: to public state, or to the collections of the members that hold it. */
export type Write =
  | { readonly in: 'PUBLIC'; readonly key: Key; readonly text: string }
  | {
      readonly in: 'PRIVATE';
      readonly holders: readonly LedgerMember[];
      readonly key: Key;
      readonly text: string;
    };

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
