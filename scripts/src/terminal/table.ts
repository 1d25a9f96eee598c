const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u;
// Colours take no room on the screen.
// eslint-disable-next-line no-control-regex
const COLOUR = /\u001b\[[0-9;]*m/g;

/** How many columns of a terminal a text takes: Korean letters take two (Unicode, annex 11). */
export function widthOf(text: string): number {
  let width = 0;
  for (const letter of text.replace(COLOUR, '')) width += WIDE.test(letter) ? 2 : 1;
  return width;
}

/** The text with blanks added up to a width, at its end (`left`) or its start (`right`). */
export function pad(text: string, width: number, align: 'left' | 'right'): string {
  const blanks = ' '.repeat(Math.max(0, width - widthOf(text)));
  return align === 'left' ? text + blanks : blanks + text;
}

/** One column of a table: its title and on which side its texts stand. */
export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

/**
 * A table for people: a line of titles, a rule, a line a row.
 *
 * @param columns titles and alignment
 * @param rows texts, as many in each row as there are columns
 */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map(({ title }, i) =>
    Math.max(widthOf(title), ...rows.map((row) => widthOf(row[i] ?? ''))),
  );
  const line = (texts: readonly string[]): string =>
    texts
      .map((text, i) => pad(text, widths[i] ?? 0, columns[i]?.align ?? 'left'))
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return [line(columns.map(({ title }) => title)), rule, ...rows.map(line)].join('\n');
}

/** A whole number with a comma every three digits. */
export function grouped(value: bigint | number): string {
  return value.toLocaleString('en-US');
}
