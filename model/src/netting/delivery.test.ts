import { isinOf, statementOf } from '../../testing/statements';
import { match } from '../matching/match';
import type { TradeStatement } from '../documents/trade-statements';
import { deliveryOfObligation, deliveryOfTrade } from './delivery';
import { netMultilaterally } from './multilateral';

/** Firms a and b trade both ways, for customers and for themselves, and match. */
function tradedDay(): ReturnType<typeof match> {
  const first: TradeStatement[] = [
    statementOf(1, { accountKind: 'CLIENT' }),
    statementOf(2, { side: 'SELL', quantity: '30', amount: '2145000' }),
    statementOf(3, { side: 'SELL', isin: isinOf(2) }),
  ];
  const second: TradeStatement[] = first.map((each) => ({
    ...each,
    side: each.side === 'SELL' ? 'BUY' : 'SELL',
    accountKind: 'HOUSE',
  }));
  return match({
    pair: ['a', 'b'],
    tradeDate: '2026-03-11',
    state: undefined,
    pages: [
      { submitter: 'a', pageId: 'page-a', trades: first },
      { submitter: 'b', pageId: 'page-b', trades: second },
    ],
    amountTolerance: 0n,
    businessDay: '2026-03-11',
    matchedBy: 'a',
    salt: '1'.repeat(64),
  });
}

describe('a delivery', () => {
  it('is made of a matched trade, each side with its own account kind', () => {
    const [bought, sold] = tradedDay().result.matched.map(deliveryOfTrade);
    expect(bought).toMatchObject({ seller: 'b', sellerKind: 'HOUSE', buyer: 'a', buyerKind: 'CLIENT' });
    expect(sold).toMatchObject({ seller: 'a', sellerKind: 'HOUSE', buyer: 'b', buyerKind: 'HOUSE' });
  });

  it("nets to the same from a pair's obligations as from the trades behind them", () => {
    const { state: index, result } = tradedDay();
    const fromObligations = index.obligations.map((each) => deliveryOfObligation(['a', 'b'], each));
    expect(netMultilaterally(fromObligations)).toEqual(
      netMultilaterally(result.matched.map(deliveryOfTrade)),
    );
  });
});
