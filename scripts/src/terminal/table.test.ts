import { grouped, table } from './table';
import { widthOf } from '../language/width';

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

test('a table of 84 columns fits a terminal of 80, with all that it says', () => {
  const rows = [['a'.repeat(40), 'b'.repeat(42)]];
  const text = table([{ title: 'one' }, { title: 'two' }], rows, 80);
  expect(text.split('\n').every((line) => widthOf(line) <= 80)).toBe(true);
  expect(text.replaceAll(/[^b]/g, '')).toHaveLength(42);
});

test('where there is no terminal nothing is broken', () => {
  const rows = [['a'.repeat(400)]];
  expect(table([{ title: 'one' }], rows)).toContain('a'.repeat(400));
});

test('numbers are grouped in threes', () => {
  expect(grouped(12345678901234567890n)).toBe('12,345,678,901,234,567,890');
});
