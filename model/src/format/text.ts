/** Half a surrogate pair: with this flag a whole one is one character. */
const HALF_A_PAIR = /\p{Surrogate}/u;

/**
 * What no line of words for people holds: control characters (a database takes no U+0000, a terminal obeys others), line
 * and paragraph separators, what changes the direction of writing unseen, and what is no character (RFC 7493 §2.1).
 */
const UNFIT =
  /[\p{Control}\p{Surrogate}\p{Line_Separator}\p{Paragraph_Separator}\p{Bidi_Control}\p{Noncharacter_Code_Point}]/u;

/** Whether the text is a line of words that everyone can keep and show: Unicode, and nothing unseen in it. */
export function isText(text: string): boolean {
  return !UNFIT.test(text);
}

/** Whether all texts of a JSON value, names of members among them, are Unicode: no half of a surrogate pair. */
export function isUnicode(value: unknown): boolean {
  if (typeof value === 'string') return !HALF_A_PAIR.test(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([name, each]) => !HALF_A_PAIR.test(name) && isUnicode(each));
}
