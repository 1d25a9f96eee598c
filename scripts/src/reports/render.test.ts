import { render } from './render';

const held = {
  title: 'Holdings',
  columns: ['instrument', 'closing_amount'],
  rows: [
    ['KRW', 1_234_567n],
    ['KR7005930003', 5],
  ],
};
const none = { title: 'Breaks', columns: ['uti'], rows: [] };

test('for people: grouped numbers on the right, and a word where there is nothing', () => {
  expect(render({ held, none }, 'table')).toBe(
    [
      'Holdings',
      'instrument    closing amount',
      '────────────  ──────────────',
      'KRW                1,234,567',
      'KR7005930003               5',
      '',
      'Breaks: none',
      '',
    ].join('\n'),
  );
});

test('for programs: one list by itself, several by name; amounts as decimal strings', () => {
  const rows = [
    { instrument: 'KRW', closing_amount: '1234567' },
    { instrument: 'KR7005930003', closing_amount: 5 },
  ];
  expect(JSON.parse(render({ held }, 'json'))).toEqual(rows);
  expect(JSON.parse(render({ held, none }, 'json'))).toEqual({ held: rows, none: [] });
});

test('as CSV: one by itself, several each behind its name', () => {
  expect(render({ none }, 'csv')).toBe('uti\r\n');
  expect(render({ held, none }, 'csv')).toBe(
    'held\r\ninstrument,closing_amount\r\nKRW,1234567\r\nKR7005930003,5\r\n\r\nnone\r\nuti\r\n',
  );
});
