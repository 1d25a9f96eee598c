import type { MatchedTrade } from '../matching/match-view';
import type { Statement } from '../pages/statement';
import type { Fields } from './reconcile';

function texts(fields: Readonly<Record<string, string | bigint | undefined>>): Fields {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}

/** A firm's own statement, field by field. */
export function fieldsOfStatement(statement: Statement): Fields {
  return texts({ ...statement, uti: undefined });
}

/**
 * What a matched trade says of a firm's own side. Its reference is not kept there; the amount is the firm's own,
 * also where the two differ within the tolerance.
 *
 * @param pairFirst the first of the pair, whose account kind stands first
 */
export function fieldsOfMatched(
  trade: MatchedTrade,
  ownId: string,
  pairFirst: string,
  tradeDate: string,
): Fields {
  const { seller, buyer, isin, quantity, price, cleanPrice, accruedInterest, currency, payment } = trade;
  const sells = seller === ownId;
  return texts({
    counterparty: sells ? buyer : seller,
    tradeDate,
    side: sells ? 'SELL' : 'BUY',
    isin,
    quantity,
    price,
    cleanPrice,
    accruedInterest,
    currency,
    amount: sells ? trade.amount : trade.amount - trade.amountDifference,
    payment,
    settlementDate: trade.settlementDate,
    accountKind: trade.accountKinds[ownId === pairFirst ? 0 : 1],
  });
}
