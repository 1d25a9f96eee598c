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

/** A text in lines of so many columns: broken at blanks where there are any, else wherever it must be. */
export function wrapped(text: string, width: number): readonly string[] {
  if (widthOf(text) <= width) return [text];
  const lines: string[] = [];
  let line = '';
  for (const letter of text) {
    if (widthOf(line + letter) > width) {
      const blank = letter === ' ' ? line.length : line.lastIndexOf(' ');
      lines.push(blank > 0 ? line.slice(0, blank) : line);
      line = blank > 0 ? line.slice(blank + 1) : '';
      if (letter === ' ') continue;
    }
    line += letter;
  }
  return [...lines, line];
}
