import type { Decimal } from './decimal';
import { ExactSums } from './exact-sums';

/** One cell of a table: the numbers under which it stands, and its sum. */
export interface Cell {
  readonly thing: number;
  readonly date: number;
  readonly account: number;
  readonly total: bigint;
}

/**
 * Running sums by three numbers: what moves, when, and whose it is. The numbers are those of
 * {@link Names}, small and dense, so a cell is found by three array look-ups and no hashing.
 */
export class NetTable {
  readonly #sums = new ExactSums();
  readonly #byThing: (number | undefined)[][][] = [];
  readonly #cells: (readonly [thing: number, date: number, account: number])[] = [];

  #sumOf(thing: number, date: number, account: number): number {
    const byDate = (this.#byThing[thing] ??= []);
    const byAccount = (byDate[date] ??= []);
    return (byAccount[account] ??= this.#begin(thing, date, account));
  }

  #begin(thing: number, date: number, account: number): number {
    this.#cells.push([thing, date, account]);
    return this.#sums.begin();
  }

  add(thing: number, date: number, account: number, decimal: Decimal): void {
    this.#sums.add(this.#sumOf(thing, date, account), decimal);
  }

  subtract(thing: number, date: number, account: number, decimal: Decimal): void {
    this.#sums.subtract(this.#sumOf(thing, date, account), decimal);
  }

  /** All cells that anything was ever added to or taken from, those that came to zero included. */
  cells(): Cell[] {
    return this.#cells.map(([thing, date, account], sum) => ({
      thing,
      date,
      account,
      total: this.#sums.total(sum),
    }));
  }
}
