import type { TradeResult } from '@jangbu/client/interfirm';
import type { StatementColumn, StatementRow } from './trade-file';

type Problem = Extract<TradeResult, { status: 'REFUSED' }>['problem'];

const WHOLE = 'a whole number of at most 30 digits';

/** What each column takes, in the words of whoever writes the file. */
const TAKES: Readonly<Record<StatementColumn, string>> = {
  uti: 'a UTI: an LEI and up to 32 capital letters and digits (ISO 23897)',
  counterparty: "a member's id",
  trade_date: 'a date that exists, YYYY-MM-DD',
  side: 'BUY or SELL',
  isin: 'an ISIN with its check digit (ISO 6166)',
  quantity: `${WHOLE}, above zero`,
  price: WHOLE,
  clean_price: WHOLE,
  accrued_interest: WHOLE,
  currency: 'three capital letters (ISO 4217)',
  amount: WHOLE,
  settlement_date: 'a date that exists, YYYY-MM-DD',
  payment: 'FREE, or nothing',
  account_kind: 'HOUSE or CLIENT',
  reference: '1 to 35 of A–Z 0–9 / . : -, the first a letter or digit',
};

/** `/settlementDate` is the column settlement_date. */
function columnOf(path: string): StatementColumn | undefined {
  const name = path.slice(1).replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return name in TAKES ? (name as StatementColumn) : undefined;
}

/** What is wrong with the trade of a row, by file, line and column. */
export function rowProblem(row: StatementRow, problem: Problem): string {
  const { file, line } = row.place;
  const { code, problems = [] } = problem;
  const columns = problems.map(({ path, message }) => {
    const column = columnOf(path);
    // What the SDK says of its schema speaks of patterns; all else it says in words.
    return column === undefined || !message.startsWith('Expected ')
      ? `${column ?? path}: ${message}`
      : `${column} takes ${TAKES[column]}, not '${row[column] ?? ''}'`;
  });
  return `${file}:${line}: ${columns.length === 0 ? code : columns.join('; ')}`;
}
