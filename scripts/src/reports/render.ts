import { grouped, table } from '../terminal/table';
import { csvOf } from './csv';
import type { Sheet } from './sheet';

/** The forms in which reports are written. */
export const reportFormats = ['table', 'csv', 'json'] as const;
export type ReportFormat = (typeof reportFormats)[number];

function shown(value: string | number | bigint): string {
  return typeof value === 'string' ? value : grouped(value);
}

/** A sheet as a table for people; one line where it has no rows. */
export function tableOf({ title, columns, rows }: Sheet): string {
  if (rows.length === 0) return `${title}: none\n`;
  const isNumber = columns.map((_, i) => rows.every((row) => typeof row[i] !== 'string'));
  const titles = columns.map((name, i) => ({
    title: name.replaceAll('_', ' '),
    align: isNumber[i] ? ('right' as const) : ('left' as const),
  }));
  return `${title}\n${table(
    titles,
    rows.map((row) => row.map(shown)),
  )}\n`;
}

function objectsOf({ columns, rows }: Sheet): object[] {
  return rows.map((row) =>
    Object.fromEntries(
      columns.map((name, i) => {
        const value = row[i] ?? '';
        return [name, typeof value === 'bigint' ? String(value) : value];
      }),
    ),
  );
}

/**
 * Sheets in a form.
 *
 * @param sheets by name; as CSV one after the other, each behind a line with its name where there are several
 */
export function render(sheets: Readonly<Record<string, Sheet>>, format: ReportFormat): string {
  const all = Object.entries(sheets);
  switch (format) {
    case 'table':
      return all.map(([, sheet]) => tableOf(sheet)).join('\n');
    case 'csv':
      return all.length === 1
        ? all.map(([, sheet]) => csvOf(sheet)).join('')
        : all.map(([name, sheet]) => `${name}\r\n${csvOf(sheet)}`).join('\r\n');
    case 'json': {
      const objects = Object.fromEntries(all.map(([name, sheet]) => [name, objectsOf(sheet)]));
      const [only] = Object.values(objects);
      return `${JSON.stringify(all.length === 1 ? only : objects, null, 2)}\n`;
    }
  }
}
