import { parse } from 'csv-parse/sync';
import { csvOf } from './csv';

const TITLE = 'T';

test('a sheet is a line of names and a line a row, numbers in full', () => {
  const sheet = { title: TITLE, columns: ['isin', 'amount'], rows: [['KR7005930003', -12_345_678_901n]] };
  expect(csvOf(sheet)).toBe('isin,amount\r\nKR7005930003,-12345678901\r\n');
});

test('whatever a text holds, a reader of CSV gets it back, and no spreadsheet runs it', () => {
  const texts = ['a,b', 'say "so"', 'two\nlines', '=1+1', '+82', '-x', '@x', '한국'];
  const written = csvOf({ title: TITLE, columns: ['text'], rows: texts.map((text) => [text]) });
  const rows = parse<{ text: string }>(written, { columns: true });
  expect(rows.map(({ text }) => text)).toEqual([
    'a,b',
    'say "so"',
    'two\nlines',
    "'=1+1",
    "'+82",
    "'-x",
    "'@x",
    '한국',
  ]);
});
