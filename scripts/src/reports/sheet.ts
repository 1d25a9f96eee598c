/** A report as columns and rows, before it is written in one form or another. */
export interface Sheet {
  /** What it is, for people. */
  readonly title: string;
  /** Column names: lower case, `_` between words. */
  readonly columns: readonly string[];
  /** Texts are shown as they are; numbers stand on the right, in full digits where a program reads them. */
  readonly rows: readonly (readonly (string | number | bigint)[])[];
}
