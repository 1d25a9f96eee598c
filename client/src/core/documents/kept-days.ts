import { order } from '@jangbu/model';
import type { DocumentStore } from './document-store';

/** Under this term all that is kept of one kind is found. */
const TERM = 'day';
/** The name of what is kept, among the texts of its document. */
const TEXT = 'sums';

/** Stands in place of sums that do not count any more. */
const FORGOTTEN = '';

/** A day, and how often something else had been kept of it: a store does not change what it has. */
interface Place {
  readonly date: string;
  readonly turn: number;
}

function keyOf(kind: string, { date, turn }: Place): string {
  return `${kind}/${date}/${String(turn)}`;
}

function placeIn(key: string): Place {
  const [, date = '', turn] = key.split('/');
  return { date, turn: Number(turn) };
}

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

  /** The latest that is kept of a day before another, and counts; of one day what was kept last. */
  async before(date: string): Promise<KeptDay | undefined> {
    const last = (await this.#places()).filter((each) => each.date < date).at(-1);
    if (!last) return undefined;
    const text = await this.#text(last);
    return text === undefined || text === FORGOTTEN ? undefined : { date: last.date, text };
  }

  /** Keeps what the sums came to at the end of a day, in place of what else was kept of it. */
  async keep(date: string, text: string): Promise<void> {
    const last = (await this.#places()).filter((each) => each.date === date).at(-1);
    if (last && (await this.#text(last)) === text) return;
    const kind = this.#kind;
    const key = keyOf(kind, { date, turn: (last?.turn ?? 0) + 1 });
    await this.#store.keep([{ key, kind, texts: { [TEXT]: text }, terms: [TERM], notes: {} }]);
  }

  /** Nothing that is kept of this day, or of earlier ones, is gone on from any more. */
  async forget(date: string): Promise<void> {
    await this.keep(date, FORGOTTEN);
  }

  /** Where something is kept, the latest last. */
  async #places(): Promise<Place[]> {
    const found = await this.#store.find(this.#kind, [TERM]);
    return found.map(({ key }) => placeIn(key)).sort((a, b) => order(a.date, b.date) || a.turn - b.turn);
  }

  async #text(place: Place): Promise<string | undefined> {
    return (await this.#store.get(keyOf(this.#kind, place)))?.texts[TEXT];
  }
}
