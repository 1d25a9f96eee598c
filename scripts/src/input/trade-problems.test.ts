import type { StatementRow } from './trade-file';
import { rowProblem } from './trade-problems';

const row = {
  ...{ counterparty: 'nh', quantity: '0', settlement_date: '26.11.2026' },
  place: { file: 't.csv', line: 7 },
} as StatementRow;

test('a problem of a trade is told by file, line and column, with what stands there', () => {
  const problems = [
    { path: '/quantity', message: "Expected string to match '^[1-9][0-9]{0,29}$'" },
    { path: '/settlementDate', message: "Expected string to match 'jangbu-date' format" },
    { path: '/counterparty', message: 'the member itself' },
  ];
  expect(rowProblem(row, { position: 0, uti: null, code: 'INVALID', problems })).toBe(
    't.csv:7: quantity takes a whole number of at most 30 digits, above zero, ' +
      "not '0'; settlement_date takes a date that exists, YYYY-MM-DD, not '26.11.2026'; " +
      'counterparty: the member itself',
  );
  expect(rowProblem(row, { position: 0, uti: null, code: 'UTI_REPEATED' })).toBe('t.csv:7: UTI_REPEATED');
});
