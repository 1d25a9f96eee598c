const SHAPE = /^[A-Z]{2}[A-Z0-9]{9}[0-9]$/;

/** Letters become two-digit numbers, A = 10 to Z = 35 (ISO 6166, annex A). */
function expanded(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
}

/**
 * The check digit of an ISIN (ISO 6166, annex A: Luhn's "modulus 10 double-add-double").
 *
 * @param body the first eleven characters, upper-case letters and digits
 * @returns the digit, 0 to 9
 */
export function isinCheckDigit(body: string): number {
  const digits = Array.from(expanded(body)).reverse().map(Number);
  const sum = digits.reduce((total, digit, i) => {
    const weighted = i % 2 === 0 ? digit * 2 : digit;
    return total + (weighted > 9 ? weighted - 9 : weighted);
  }, 0);
  return (10 - (sum % 10)) % 10;
}

/** Whether the text is an ISIN with a valid check digit (ISO 6166). */
export function isIsin(text: string): boolean {
  return SHAPE.test(text) && isinCheckDigit(text.slice(0, 11)) === Number(text[11]);
}
