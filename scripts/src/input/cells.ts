import { isDate } from '@jangbu/model';
import { TableFileError, type RowPlace } from './table-file';

/** As many digits as the ledger's documents take. */
const DIGITS_MAX = 30;
const PLAIN = /^[0-9]+$/;
/** Thousands set off, all of them: so `98,7` is nothing, and `0,123` neither. */
const GROUPED = /^[1-9][0-9]{0,2}(?:,[0-9]{3})+$/;

/** Why a text is no whole number, by what it looks like. The first that fits tells most. */
const WHY_NO_NUMBER: readonly (readonly [RegExp, string])[] = [
  [/^$/, 'is empty; a number is wanted'],
  [/^\(.*\)$/u, 'is in parentheses, which mean less than zero; a line says by its side which way it goes'],
  [/[٠-٩０-９]/u, 'has digits other than 0 to 9, full-width ones perhaps'],
  [/\p{Currency_Symbol}/u, 'has a currency sign; the currency has a column of its own'],
  [/^[-+−–]/u, 'has a sign; a line says by its side which way it goes'],
  [
    /^[0-9][0-9.,]*[eE][+-]?[0-9]+$/,
    'is written with an exponent, which drops digits; show the column in full before saving it',
  ],
  [/\./, 'has a decimal point; a whole number of the smallest unit is wanted'],
  [/,/, 'has commas that do not set off thousands'],
];

function whyNoNumber(text: string): string {
  return WHY_NO_NUMBER.find(([looks]) => looks.test(text))?.[1] ?? 'is no whole number';
}

function unreadable({ file, line }: RowPlace, column: string, text: string, why: string): TableFileError {
  return new TableFileError(`${file}, line ${line}, column ${column}: '${text}' ${why}`);
}

/** The values of one row, read. Each is refused where it does not read, with file, line, column and value. */
export class Cells<C extends string> {
  readonly #row: Readonly<Partial<Record<C, string>>> & { readonly place: RowPlace };

  constructor(row: Readonly<Partial<Record<C, string>>> & { readonly place: RowPlace }) {
    this.#row = row;
  }

  text(column: C): string {
    return this.#row[column] ?? '';
  }

  #refused(column: C, why: string): TableFileError {
    return unreadable(this.#row.place, column, this.text(column), why);
  }

  /** A whole number, zero or more: digits, or digits with commas that set off thousands. @throws TableFileError */
  whole(column: C): bigint {
    const text = this.text(column);
    if (!PLAIN.test(text) && !GROUPED.test(text)) throw this.#refused(column, whyNoNumber(text));
    const digits = text.replaceAll(',', '');
    if (digits.length <= DIGITS_MAX) return BigInt(digits);
    throw this.#refused(column, `has ${digits.length} digits; the ledger takes ${DIGITS_MAX}`);
  }

  /** As {@link whole}; undefined where the row has nothing there. @throws TableFileError */
  wholeIfAny(column: C): bigint | undefined {
    return this.text(column) === '' ? undefined : this.whole(column);
  }

  /** A date that there is. @throws TableFileError */
  date(column: C): string {
    const text = this.text(column);
    if (isDate(text)) return text;
    throw this.#refused(column, 'is no date; one is written YYYY-MM-DD');
  }

  /** One of a few words, in any case. @throws TableFileError */
  word<T extends string>(column: C, allowed: readonly T[]): T {
    const chosen = allowed.find((each) => each === this.text(column).toUpperCase());
    if (chosen !== undefined) return chosen;
    throw this.#refused(column, `is not ${allowed.join(' or ')}`);
  }
}

/** So many values that do not read are told of one file. */
const TOLD = 10;

/**
 * Reads all rows of a file, or refuses the file with what does not read in it: nothing is done with half of a file.
 *
 * @param read reads one row
 * @throws TableFileError names the first of each row, ten at the most
 */
export function readRows<R, T>(rows: readonly R[], read: (row: R) => T): T[] {
  const wrong: string[] = [];
  const good = rows.flatMap((row): T[] => {
    try {
      return [read(row)];
    } catch (error) {
      if (!(error instanceof TableFileError)) throw error;
      wrong.push(error.message);
      return [];
    }
  });
  if (wrong.length === 0) return good;
  const more = wrong.length > TOLD ? [`and ${wrong.length - TOLD} more lines`] : [];
  throw new TableFileError([...wrong.slice(0, TOLD), ...more].join('\n'));
}
