/**
 * A list that is read when it is asked for: `await` gives all of it as an array, `for await` one after the
 * other, reading on as it goes, so that a long one never stands in memory whole. Nothing is read before that,
 * and each `await` or loop reads anew.
 */
export interface Listing<T> extends AsyncIterable<T>, Promise<readonly T[]> {}

class LazyListing<T> implements Listing<T> {
  readonly #read: () => AsyncIterable<T>;
  readonly [Symbol.toStringTag] = 'Listing';

  constructor(read: () => AsyncIterable<T>) {
    this.#read = read;
  }

  [Symbol.asyncIterator](): AsyncIterator<T> {
    return this.#read()[Symbol.asyncIterator]();
  }

  async #all(): Promise<readonly T[]> {
    const items: T[] = [];
    for await (const item of this.#read()) items.push(item);
    return items;
  }

  then<A = readonly T[], B = never>(
    onFulfilled?: ((items: readonly T[]) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#all().then(onFulfilled, onRejected);
  }

  catch<B = never>(onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<readonly T[] | B> {
    return this.#all().catch(onRejected);
  }

  finally(onFinally?: (() => void) | null): Promise<readonly T[]> {
    return this.#all().finally(onFinally);
  }
}

/** A list made of what is read one after the other. */
export function listing<T>(read: () => AsyncIterable<T>): Listing<T> {
  return new LazyListing(read);
}

/** The list of what is made of each item. */
export function mapped<T, U>(items: Listing<T>, make: (item: T) => U): Listing<U> {
  return listing(async function* () {
    for await (const item of items) yield make(item);
  });
}

/**
 * A list made of pages, each asked for after the last item of the one before; one that is not full is the last.
 *
 * @param size so many items make a full page
 * @param page reads the page that comes after an item; the first one without
 */
export function paged<T>(size: number, page: (after: T | undefined) => Promise<readonly T[]>): Listing<T> {
  return listing(async function* () {
    let after: T | undefined;
    for (;;) {
      const items = await page(after);
      yield* items;
      after = items.at(-1);
      if (items.length < size) return;
    }
  });
}
