import type { StatusReference } from '@jangbu/model';
import { randomInt } from 'node:crypto';

/**
 * Gives each copy its place in an IETF Token Status List. Places are at random: neighbouring ones would
 * tell two firms that their copies are of one set.
 */
export interface StatusIndexes {
  /** @returns so many places, never given out before */
  take(count: number): Promise<readonly StatusReference[]>;
}

/** Places of one list, given out at random. A process that starts anew tells it which are taken: `IssuedStore.all`. */
export class MemoryStatusIndexes implements StatusIndexes {
  readonly #uri: string;
  readonly #size: number;
  readonly #taken: Set<number>;

  /**
   * @param uri HTTPS address of the list
   * @param size how many places it has
   * @param taken places given out before
   */
  constructor(uri: string, size = 2 ** 20, taken: Iterable<number> = []) {
    this.#taken = new Set(taken);
    this.#uri = uri;
    this.#size = size;
  }

  take(count: number): Promise<readonly StatusReference[]> {
    if (count > this.#size - this.#taken.size)
      return Promise.reject(new RangeError('the status list is full'));
    return Promise.resolve(Array.from({ length: count }, () => ({ idx: this.#draw(), uri: this.#uri })));
  }

  #draw(): number {
    let idx = randomInt(this.#size);
    while (this.#taken.has(idx)) idx = (idx + 1) % this.#size;
    this.#taken.add(idx);
    return idx;
  }
}
