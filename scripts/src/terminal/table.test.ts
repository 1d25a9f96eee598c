import { grouped, table, widthOf } from './table';

test('Korean letters take two columns', () => {
  expect(widthOf('장부 ledger')).toBe(11);
});

test('colours take none', () => {
  expect(widthOf('\u001b[32mok\u001b[39m')).toBe(2);
});

test('columns line up whatever the script', () => {
  const lines = table(
    [{ title: 'firm' }, { title: 'trades', align: 'right' }],
    [
      ['NH투자증권', '12'],
      ['KOFIA', '1,234'],
    ],
  ).split('\n');
  expect(lines).toEqual([
    'firm        trades',
    '──────────  ──────',
    'NH투자증권      12',
    'KOFIA        1,234',
  ]);
});

test('numbers are grouped in threes', () => {
  expect(grouped(12345678901234567890n)).toBe('12,345,678,901,234,567,890');
});
