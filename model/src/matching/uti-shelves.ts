import type { Pair } from '../documents/pair';
import type { UtiRegister, UtiShelf } from '../documents/uti-register';
import { groupBy } from '../format/group';
import { hmacSha256 } from '../format/hash';
import { order } from '../format/order';

const ENDING = 3;

/** The prefix of the shelf on which a UTI stands. */
export function utiPrefix(uti: string): string {
  return uti.slice(0, -ENDING);
}

/** The prefixes of the shelves on which UTIs stand, each once, sorted. */
export function utiPrefixes(utis: Iterable<string>): string[] {
  return [...new Set(Array.from(utis, utiPrefix))].sort(order);
}

function derived({ secret }: UtiRegister, purpose: string, prefix: string): string {
  return hmacSha256(Buffer.from(secret, 'hex'), `jangbu/uti-shelf-${purpose}/1/${prefix}`).toString('hex');
}

/** The name of a shelf in its key: whoever lacks the pair's secret confirms no guess at a UTI by it. */
export function utiShelfName(register: UtiRegister, prefix: string): string {
  return derived(register, 'name', prefix);
}

/** Those of the UTIs that a pair has matched on another trade date. */
export function matchedElsewhere(
  shelves: Iterable<UtiShelf>,
  utis: readonly string[],
  tradeDate: string,
): ReadonlySet<string> {
  const taken = new Set<string>();
  for (const { prefix, days } of shelves) {
    for (const day of days) {
      if (day.tradeDate !== tradeDate) for (const ending of day.endings) taken.add(prefix + ending);
    }
  }
  return new Set(utis.filter((uti) => taken.has(uti)));
}

function withEndings(
  days: UtiShelf['days'],
  tradeDate: string,
  endings: readonly string[],
): UtiShelf['days'] {
  const before = days.find((day) => day.tradeDate === tradeDate)?.endings ?? [];
  const day = { tradeDate, endings: [...new Set([...before, ...endings])].sort(order) };
  const others = days.filter((each) => each.tradeDate !== tradeDate);
  return [...others, day].sort((a, b) => order(a.tradeDate, b.tradeDate));
}

/**
 * Puts the UTIs of newly matched trades on their shelves.
 *
 * @param shelves those that stand, of all prefixes concerned
 * @returns the shelves that change, as they are to be written
 */
export function shelve(
  register: UtiRegister,
  pair: Pair,
  shelves: ReadonlyMap<string, UtiShelf>,
  utis: readonly string[],
  tradeDate: string,
): UtiShelf[] {
  const onShelves = [...groupBy(utis, utiPrefix)].sort(([a], [b]) => order(a, b));
  return onShelves.map(([prefix, together]) => {
    const endings = together.map((uti) => uti.slice(-ENDING));
    return {
      type: 'uti-shelf',
      version: 1,
      pair: [...pair],
      prefix,
      days: withEndings(shelves.get(prefix)?.days ?? [], tradeDate, endings),
      salt: derived(register, 'salt', prefix),
    };
  });
}
