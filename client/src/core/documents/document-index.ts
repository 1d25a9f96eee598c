import { StoreError } from '../errors';
import type { DocumentState, FoundTerm, NewDocument, SettledState } from './document-store';

/** What the index holds of one document; `P` says where its texts are. */
interface Entry<P> {
  readonly key: string;
  readonly place: P;
  state: DocumentState;
}

interface TermPlace<P> {
  readonly entry: Entry<P>;
  readonly position: number;
}

const PENDING: DocumentState = { status: 'PENDING' };

/** Keys, states and terms of stored documents, in memory. The texts are elsewhere, at their place. */
export class DocumentIndex<P> {
  readonly #entries = new Map<string, Entry<P>>();
  readonly #pending = new Set<string>();
  /** By kind and term. */
  readonly #terms = new Map<string, TermPlace<P>[]>();

  has(key: string): boolean {
    return this.#entries.has(key);
  }

  placeOf(key: string): P | undefined {
    return this.#entries.get(key)?.place;
  }

  /** @throws StoreError `KEY_UNKNOWN` */
  stateOf(key: string): DocumentState {
    const entry = this.#entries.get(key);
    if (!entry) throw new StoreError('KEY_UNKNOWN', `${key} is not stored`);
    return entry.state;
  }

  /** Adds a document, unless its key is there already: the first one stands. */
  add(document: Pick<NewDocument, 'key' | 'kind' | 'terms'>, place: P, state: DocumentState = PENDING): void {
    if (this.#entries.has(document.key)) return;
    const entry = { key: document.key, place, state };
    this.#entries.set(document.key, entry);
    if (state.status === 'PENDING') this.#pending.add(document.key);
    document.terms.forEach((term, position) => {
      const name = `${document.kind}/${term}`;
      const places = this.#terms.get(name);
      if (places) places.push({ entry, position });
      else this.#terms.set(name, [{ entry, position }]);
    });
  }

  settle(key: string, state: SettledState): void {
    const entry = this.#entries.get(key);
    if (entry) entry.state = state;
    this.#pending.delete(key);
  }

  pending(): string[] {
    return [...this.#pending];
  }

  find(kind: string, terms: readonly string[]): FoundTerm[] {
    return terms.flatMap((term) => {
      const places = this.#terms.get(`${kind}/${term}`) ?? [];
      return places.map(({ entry, position }) => ({ term, key: entry.key, position, state: entry.state }));
    });
  }
}

/** Whether two documents hold the same. */
export function sameDocument(a: NewDocument, b: NewDocument): boolean {
  const names = Object.keys(a.texts);
  return (
    a.kind === b.kind &&
    names.length === Object.keys(b.texts).length &&
    names.every((name) => a.texts[name] === b.texts[name])
  );
}
