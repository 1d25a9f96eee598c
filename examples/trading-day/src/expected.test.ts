import { discrepancies, type ExpectedRow } from './expected';
import type { TradedDay } from './traded-day';

const report: TradedDay = {
  date: '2026-11-24',
  statements: 8,
  pages: 2,
  pairs: [
    {
      pair: ['nh', 'sk'],
      matched: 2,
      broken: [{ uti: 'U1', codes: ['QUANTITY', 'AMOUNT'] }],
      waiting: [{ uti: 'U2', firm: 'sk' }],
      obligations: 1,
      grossValue: 10n,
      netValue: 2n,
    },
  ],
  refused: [{ uti: 'U3', firm: 'nh', counterparty: 'sk', code: 'INVALID' }],
  seconds: { record: 1, match: 1 },
};

const expected: ExpectedRow[] = [
  { uti: 'U1', outcome: 'BREAK', firm: 'sk', counterparty: 'nh', codes: 'QUANTITY;AMOUNT', corrected: '' },
  { uti: 'U2', outcome: 'WAITING', firm: 'sk', counterparty: 'nh', codes: '', corrected: '' },
  { uti: 'U3', outcome: 'REFUSED', firm: 'nh', counterparty: 'sk', codes: 'INVALID', corrected: '' },
];

test('a day that went as expected has no discrepancy', () => {
  expect(discrepancies(report, expected)).toEqual([]);
});

test('a break that did not come about is missing', () => {
  const more = { uti: 'U9', outcome: 'BREAK', firm: 'sk', counterparty: 'nh', codes: 'SIDE', corrected: '' };
  expect(discrepancies(report, [...expected, more])).toEqual([
    { what: 'MISSING', row: 'U9 BREAK nh+sk SIDE' },
  ]);
});

test('a break for another reason is both missing and unexpected', () => {
  const [first, ...rest] = expected;
  const other = { ...first, codes: 'PRICE' } as ExpectedRow;
  expect(discrepancies(report, [other, ...rest])).toEqual([
    { what: 'MISSING', row: 'U1 BREAK nh+sk PRICE' },
    { what: 'UNEXPECTED', row: 'U1 BREAK nh+sk AMOUNT;QUANTITY' },
  ]);
});
