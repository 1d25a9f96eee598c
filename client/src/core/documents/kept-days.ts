import { order, sha256Hex } from '@jangbu/model';
import type { DocumentStore } from './document-store';

/** Under this term all that is kept of one kind is found. */
const TERM = 'day';
/** The name of what is kept, among the texts of its document. */
const TEXT = 'sums';

/** What some sums came to at the end of a business day. */
export interface KeptDay {
  readonly date: string;
  readonly text: string;
}

/**
 * Sums at the end of business days that are over, kept in one's own store, so that what came before is not summed up
 * anew each time. Whoever has no store that lasts sums all up once for each process.
 */
export class KeptDays {
  readonly #store: DocumentStore;
  readonly #kind: string;

  /** @param kind of the documents; tells these sums from others in the store */
  constructor(store: DocumentStore, kind: string) {
    this.#store = store;
    this.#kind = kind;
  }

  /** The latest that is kept of a day before another; of two for one day what was kept last. */
  async before(date: string): Promise<KeptDay | undefined> {
    const found = await this.#store.find(this.#kind, [TERM]);
    const earlier = found
      .map(({ key }) => ({ key, date: key.split('/')[1] ?? '' }))
      .filter((each) => each.date < date)
      .sort((a, b) => order(a.date, b.date));
    const last = earlier.at(-1);
    const text = last && (await this.#store.get(last.key))?.texts[TEXT];
    return last && text !== undefined ? { date: last.date, text } : undefined;
  }

  /** Keeps what the sums came to. Where something else was kept of that day, this counts from now on, unless it was kept before. */
  async keep(date: string, text: string): Promise<void> {
    const kind = this.#kind;
    const key = `${kind}/${date}/${sha256Hex(text).slice(0, 16)}`;
    await this.#store.keep([{ key, kind, texts: { [TEXT]: text }, terms: [TERM], notes: {} }]);
  }
}
