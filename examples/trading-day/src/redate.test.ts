import { redate, redateUti } from './redate';
import type { StatementRow } from 'jangbu';

const calendar = { closedDays: ['2026-12-25', '2026-12-31', '2027-01-01'] };
const row: StatementRow = {
  uti: 'JNGB00NH00000000009020261124000001',
  counterparty: 'daishin',
  trade_date: '2026-11-24',
  side: 'BUY',
  isin: 'KR7005930003',
  quantity: '10',
  price: '98700',
  currency: 'KRW',
  amount: '987000',
  settlement_date: '2026-11-26',
  account_kind: 'HOUSE',
  reference: 'NH-1',
  place: { file: 'nh.csv', line: 2 },
};

test('T+2 stays T+2 across a weekend and the turn of the year', () => {
  expect(redate(row, '2026-11-26', calendar)).toMatchObject({ settlement_date: '2026-11-30' });
  expect(redate(row, '2026-12-29', calendar)).toMatchObject({ settlement_date: '2027-01-04' });
});

test('a trade that settles on its own day keeps doing so', () => {
  expect(redate({ ...row, settlement_date: '2026-11-24' }, '2026-12-01', calendar).settlement_date).toBe(
    '2026-12-01',
  );
});

test('the UTI spells the new trade date, and its LEI is left alone', () => {
  expect(redateUti(row.uti, '2026-11-24', '2026-12-01')).toBe('JNGB00NH00000000009020261201000001');
  expect(redateUti('20261124NH0000000090ABC', '2026-11-24', '2026-12-01')).toBe('20261124NH0000000090ABC');
});
