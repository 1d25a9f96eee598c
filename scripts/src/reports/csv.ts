import type { Sheet } from './sheet';

/** Spreadsheets run what begins so as a formula, where it is no number (CWE-1236). */
const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^-?\d+(?:\.\d+)?$/;

function field(value: string | number | bigint): string {
  const text = String(value);
  const harmless = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/**
 * A sheet as CSV (RFC 4180): a line of column names, then a line a row, each ended by CR LF. A text that a
 * spreadsheet would run as a formula gets an apostrophe in front.
 */
export function csvOf({ columns, rows }: Sheet): string {
  return [columns, ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('');
}
