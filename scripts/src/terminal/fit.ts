import { widthOf } from '../language/width';

/** Between two columns. */
export const GAP = 2;
/** No column gets narrower, or nothing is left to read. */
const LEAST = 8;

/** A column: what it would take, and whether it may take less. */
export interface Wish {
  readonly width: number;
  /** Numbers keep their room: a number on two lines is misread. */
  readonly gives: boolean;
}

/**
 * How wide columns may be so that a line fits: the widest that give give way first, down to a least width.
 *
 * @param wishes the columns
 * @param available columns of the terminal
 */
export function fitted(wishes: readonly Wish[], available: number): readonly number[] {
  const fit = wishes.map(({ width }) => width);
  const giving = wishes.flatMap(({ gives }, i) => (gives ? [i] : []));
  for (;;) {
    const over = fit.reduce((sum, width) => sum + width, GAP * (fit.length - 1)) - available;
    const [widest, next] = [...giving].sort((a, b) => (fit[b] ?? 0) - (fit[a] ?? 0));
    const width = widest === undefined ? 0 : (fit[widest] ?? 0);
    if (over <= 0 || widest === undefined || width <= LEAST) return fit;
    const least = Math.max(LEAST, Math.min(width - 1, next === undefined ? LEAST : (fit[next] ?? LEAST)));
    fit[widest] = Math.max(width - over, least);
  }
}

// Colours as the terminal reads them (ECMA-48, SGR).
// eslint-disable-next-line no-control-regex
const PARTS = /\u001b\[([0-9;]*)m|./gsu;
/** What ends colours: all of them, or one of a kind. */
const ENDS = /^(?:0?|2[2-9]|39|49)$/;
const PLAIN = '\u001b[0m';

/** A letter, and what colours it. */
interface Letter {
  readonly text: string;
  readonly colour: string;
}

function lettersOf(text: string): readonly Letter[] {
  const letters: Letter[] = [];
  let colour = '';
  for (const [part, code] of text.matchAll(PARTS)) {
    if (code === undefined) letters.push({ text: part, colour });
    else colour = ENDS.test(code) ? '' : colour + part;
  }
  return letters;
}

function plainOf(letters: readonly Letter[]): string {
  return letters.map(({ text }) => text).join('');
}

/** A line in its colours, none of which goes on behind it. */
function colouredLine(letters: readonly Letter[]): string {
  let line = '';
  let before = '';
  for (const { text, colour } of letters) {
    if (colour !== before) line += (before === '' ? '' : PLAIN) + colour;
    line += text;
    before = colour;
  }
  return before === '' ? line : line + PLAIN;
}

/** A text in lines of so many columns: broken at blanks where there are any, else wherever it must be. */
export function wrapped(text: string, width: number): readonly string[] {
  if (widthOf(text) <= width) return [text];
  const lines: (readonly Letter[])[] = [];
  let line: readonly Letter[] = [];
  for (const letter of lettersOf(text)) {
    const isBlank = letter.text === ' ';
    if (widthOf(plainOf([...line, letter])) > width) {
      const blank = isBlank ? line.length : line.findLastIndex((each) => each.text === ' ');
      lines.push(blank > 0 ? line.slice(0, blank) : line);
      line = blank > 0 ? line.slice(blank + 1) : [];
      if (isBlank) continue;
    }
    line = [...line, letter];
  }
  return [...lines, line].map(colouredLine);
}
