import { LIMB, type Decimal } from './decimal';

const LIMB_BIG = BigInt(LIMB);

function grown(array: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(array.length * 2);
  larger.set(array);
  return larger;
}

/**
 * Running sums of decimals, exact at any size. Each is kept in two numbers of fifteen digits; what they
 * cannot hold goes into a bigint, which few sums ever need: bigints in every step would take several
 * times as long.
 */
export class ExactSums {
  #count = 0;
  #high = new Float64Array(256);
  #low = new Float64Array(256);
  readonly #beyond = new Map<number, bigint>();

  /** Begins a sum at zero, and gives its number. */
  begin(): number {
    if (this.#count === this.#low.length) {
      this.#high = grown(this.#high);
      this.#low = grown(this.#low);
    }
    this.#count += 1;
    return this.#count - 1;
  }

  add(sum: number, { high, low, beyond }: Decimal): void {
    this.#carry(sum, high, low);
    if (beyond !== 0n) this.#addBeyond(sum, beyond);
  }

  subtract(sum: number, { high, low, beyond }: Decimal): void {
    this.#carry(sum, -high, -low);
    if (beyond !== 0n) this.#addBeyond(sum, -beyond);
  }

  /** Adds, and keeps both limbs below 10^15 either way: no step ever leaves what a number holds exactly. */
  #carry(sum: number, addedHigh: number, addedLow: number): void {
    let high = (this.#high[sum] ?? 0) + addedHigh;
    let low = (this.#low[sum] ?? 0) + addedLow;
    if (low >= LIMB) {
      low -= LIMB;
      high += 1;
    } else if (low <= -LIMB) {
      low += LIMB;
      high -= 1;
    }
    if (high >= LIMB || high <= -LIMB) {
      this.#addBeyond(sum, BigInt(high) * LIMB_BIG);
      high = 0;
    }
    this.#high[sum] = high;
    this.#low[sum] = low;
  }

  #addBeyond(sum: number, value: bigint): void {
    this.#beyond.set(sum, (this.#beyond.get(sum) ?? 0n) + value);
  }

  total(sum: number): bigint {
    const limbs = BigInt(this.#high[sum] ?? 0) * LIMB_BIG + BigInt(this.#low[sum] ?? 0);
    return limbs + (this.#beyond.get(sum) ?? 0n);
  }
}
