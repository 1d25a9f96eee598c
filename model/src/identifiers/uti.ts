import { isLei } from './lei';

const SHAPE = /^[A-Z0-9]{21,52}$/;

/**
 * Whether the text is a Unique Transaction Identifier: up to 52 upper-case letters and digits, of
 * which the first 20 are the LEI of the firm that generated it (ISO 23897).
 */
export function isUti(text: string): boolean {
  return SHAPE.test(text) && isLei(text.slice(0, 20));
}
