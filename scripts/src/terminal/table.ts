import { fitted, GAP, wrapped } from './fit';
import { widthOf } from '../language/width';

/** The text with blanks added up to a width, at its end (`left`) or its start (`right`). */
export function pad(text: string, width: number, align: 'left' | 'right'): string {
  const blanks = ' '.repeat(Math.max(0, width - widthOf(text)));
  return align === 'left' ? text + blanks : blanks + text;
}

/** One column of a table: its title and on which side its texts stand. */
export interface Column {
  readonly title: string;
  /** `right` for numbers, which are never broken. */
  readonly align?: 'left' | 'right';
}

/** How wide a table may be: a terminal's columns; without bound where a file or another program reads it. */
function screenWidth(): number {
  return process.stdout.isTTY ? process.stdout.columns : Infinity;
}

/**
 * A table for people: a line of titles, a rule, a line a row. Where the terminal is narrower, texts take several lines.
 *
 * @param columns titles and alignment
 * @param rows texts, as many in each row as there are columns
 * @param available how many columns of a terminal it may take
 */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  available = screenWidth(),
): string {
  const wishes = columns.map(({ title, align }, i) => ({
    width: Math.max(widthOf(title), ...rows.map((row) => widthOf(row[i] ?? ''))),
    gives: align !== 'right',
  }));
  const widths = fitted(wishes, available);
  const lines = (texts: readonly string[]): string[] => {
    const cells = widths.map((width, i) => wrapped(texts[i] ?? '', width));
    return Array.from({ length: Math.max(...cells.map(({ length }) => length)) }, (_, n) =>
      cells
        .map((cell, i) => pad(cell[n] ?? '', widths[i] ?? 0, columns[i]?.align ?? 'left'))
        .join(' '.repeat(GAP))
        .trimEnd(),
    );
  };
  const rule = widths.map((width) => '─'.repeat(width)).join(' '.repeat(GAP));
  return [...lines(columns.map(({ title }) => title)), rule, ...rows.flatMap(lines)].join('\n');
}

/** A whole number with a comma every three digits. */
export function grouped(value: bigint | number): string {
  return value.toLocaleString('en-US');
}
