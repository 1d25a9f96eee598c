import type { MatchedTrade } from '../matching/match-view';
import { fieldsOfMatched, fieldsOfStatement } from './own-trades';

const trade: MatchedTrade = {
  uti: 'UTI-1',
  seller: 'sk',
  buyer: 'nh',
  isin: 'KR7005930003',
  quantity: 10n,
  price: 5n,
  currency: 'KRW',
  amount: 50n,
  amountDifference: 2n,
  settlementDate: '2026-03-13',
  accountKinds: ['CLIENT', 'HOUSE'],
  sources: [
    { submitter: 'nh', pageId: 'p', position: 0 },
    { submitter: 'sk', pageId: 'p', position: 0 },
  ],
};

test('a matched trade says what each side had stated, its own amount within the tolerance included', () => {
  const common = {
    tradeDate: '2026-03-11',
    isin: 'KR7005930003',
    quantity: '10',
    price: '5',
    currency: 'KRW',
  };
  const settlementDate = '2026-03-13';
  expect(fieldsOfMatched(trade, 'nh', 'nh', '2026-03-11')).toEqual({
    ...common,
    counterparty: 'sk',
    side: 'BUY',
    amount: '48',
    settlementDate,
    accountKind: 'CLIENT',
  });
  expect(fieldsOfMatched(trade, 'sk', 'nh', '2026-03-11')).toEqual({
    ...common,
    counterparty: 'nh',
    side: 'SELL',
    amount: '50',
    settlementDate,
    accountKind: 'HOUSE',
  });
});

test('a statement is told field by field, what is not stated left out', () => {
  const fields = fieldsOfStatement({
    uti: 'UTI-1',
    counterparty: 'sk',
    tradeDate: '2026-03-11',
    side: 'BUY',
    isin: 'KR7005930003',
    quantity: 10n,
    price: 5n,
    cleanPrice: undefined,
    currency: 'KRW',
    amount: 48n,
    settlementDate: '2026-03-13',
    accountKind: 'CLIENT',
    reference: 'R-1',
  });
  expect(Object.keys(fields)).toEqual([
    'counterparty',
    'tradeDate',
    'side',
    'isin',
    'quantity',
    'price',
    'currency',
    'amount',
    'settlementDate',
    'accountKind',
    'reference',
  ]);
});
