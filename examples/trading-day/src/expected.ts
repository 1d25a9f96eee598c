import { order } from '@jangbu/model';
import type { TradedDay } from './traded-day';
import { readTable } from 'jangbu';

const COLUMNS = ['uti', 'outcome', 'firm', 'counterparty', 'codes', 'corrected'] as const;

/** One thing that is wrong with the day's files, as the file of expectations lists it. */
export type ExpectedRow = Readonly<Record<(typeof COLUMNS)[number], string>>;

/** How a day differs from what was expected of it. */
export interface Discrepancy {
  readonly what: 'MISSING' | 'UNEXPECTED';
  readonly row: string;
}

/** Reads the file that lists what is wrong with a day's trade files. */
export function readExpected(file: string): Promise<ExpectedRow[]> {
  return readTable(file, COLUMNS);
}

/** What is still wrong once the day's corrections are made. */
export function uncorrected(rows: readonly ExpectedRow[]): ExpectedRow[] {
  return rows.filter(({ corrected }) => corrected !== 'yes');
}

function lineOf(row: ExpectedRow): string {
  const party = row.outcome === 'BREAK' ? [row.firm, row.counterparty].sort(order).join('+') : row.firm;
  return [row.uti, row.outcome, party, row.codes.split(';').sort(order).join(';')].join(' ');
}

/** What is wrong with the day as the ledger tells it, in the same words as the file of expectations. */
function linesOf(report: TradedDay): string[] {
  const broken = report.pairs.flatMap(({ pair, broken: breaks }) =>
    breaks.map(({ uti, codes }) =>
      [uti, 'BREAK', pair.join('+'), [...codes].sort(order).join(';')].join(' '),
    ),
  );
  const waiting = report.pairs.flatMap((pair) =>
    pair.waiting.map(({ uti, firm }) => `${uti} WAITING ${firm} `),
  );
  const refused = report.refused.map(({ uti, firm, code }) => `${uti} REFUSED ${firm} ${code}`);
  return [...broken, ...waiting, ...refused];
}

/**
 * Compares a day with what was expected of it. UTIs in `expected` must be those of the day.
 *
 * @returns every difference; empty when all was as expected
 */
export function discrepancies(report: TradedDay, expected: readonly ExpectedRow[]): Discrepancy[] {
  const wanted = new Set(expected.map(lineOf));
  const found = new Set(linesOf(report));
  return [
    ...[...wanted].filter((row) => !found.has(row)).map((row) => ({ what: 'MISSING', row }) as const),
    ...[...found].filter((row) => !wanted.has(row)).map((row) => ({ what: 'UNEXPECTED', row }) as const),
  ];
}
