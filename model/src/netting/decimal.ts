/**
 * Digits of a limb. Two limbs and a carry stay below 2^53, so that a number holds their sum exactly;
 * sixteen digits would not.
 */
const LIMB_DIGITS = 15;

/** One more than a limb holds. */
export const LIMB = 10 ** LIMB_DIGITS;

const ZERO = '0'.charCodeAt(0);

function limbOf(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - ZERO;
    if (digit < 0 || digit > 9) throw new RangeError(`no decimal: ${text}`);
    value = value * 10 + digit;
  }
  return value;
}

/**
 * A decimal text taken apart: `beyond + high · 10^15 + low`, all three of the text's sign. Used again
 * for one text after the other, because a million of them would be a million objects.
 */
export class Decimal {
  high = 0;
  low = 0;
  /** The whole value of a text of more than thirty digits; zero for all others. */
  beyond = 0n;

  /**
   * @param text a whole number of any length, with a minus before it where it is negative
   * @throws RangeError when it is none
   */
  read(text: string): void {
    const start = text.startsWith('-') ? 1 : 0;
    const middle = text.length - LIMB_DIGITS;
    if (text.length === start) throw new RangeError(`no decimal: "${text}"`);
    this.beyond = 0n;
    if (middle <= start) {
      this.high = 0;
      this.low = limbOf(text, start, text.length);
    } else if (middle - LIMB_DIGITS <= start) {
      this.high = limbOf(text, start, middle);
      this.low = limbOf(text, middle, text.length);
    } else {
      this.#readBeyond(text, start);
      return;
    }
    if (start === 1) this.#negate();
  }

  #readBeyond(text: string, start: number): void {
    limbOf(text, start, text.length);
    this.high = 0;
    this.low = 0;
    this.beyond = BigInt(text);
  }

  #negate(): void {
    this.high = -this.high;
    this.low = -this.low;
  }
}
