const SHAPE = /^[A-Z0-9]{18}[0-9]{2}$/;

/** Remainder modulo 97 of the number that the text spells, letters as 10 to 35 (ISO/IEC 7064). */
function mod97(text: string): number {
  let remainder = 0;
  for (const c of text) {
    const value = c >= 'A' ? c.charCodeAt(0) - 55 : Number(c);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder;
}

/**
 * The two check digits of a Legal Entity Identifier (ISO 17442, by ISO/IEC 7064 MOD 97-10).
 *
 * @param body the first eighteen characters, upper-case letters and digits
 */
export function leiCheckDigits(body: string): string {
  return String(98 - mod97(`${body}00`)).padStart(2, '0');
}

/**
 * Whether the text is a Legal Entity Identifier with valid check digits (ISO 17442). They are 02 to 98: 00, 01 and 99
 * leave the same remainders as 97, 98 and 02, and would give some identifiers a second text.
 */
export function isLei(text: string): boolean {
  return SHAPE.test(text) && leiCheckDigits(text.slice(0, 18)) === text.slice(18);
}
