import type { Ledger } from '@jangbu/client';
import type { Statement } from '@jangbu/client/interfirm';
import { settlementDateOf, type Parameters, type TradeStatement } from '@jangbu/model';
import { connectAs, supervisorId, withLedger, type NetworkContext } from 'jangbu';
import { utiOf } from './trade-file';

/** What a test's trades have in common: the open business day and what follows from it. */
export interface TestMarket {
  readonly tradeDate: string;
  readonly settlementDate: string;
  readonly parameters: Parameters;
}

/** The market of a network whose day is open. */
export async function readMarket(context: NetworkContext): Promise<TestMarket> {
  return withLedger(context, supervisorId(context.consortium), 'operator', async (ledger) => {
    const day = await ledger.days.current();
    if (!day) throw new Error('no business day is open');
    const { parameters } = await ledger.consortium.parameters();
    const settlementDate = settlementDateOf(day.date, 'EQUITY', parameters.settlementRules, parameters);
    return { tradeDate: day.date, settlementDate, parameters };
  });
}

/** A UTI of a firm's that no other test has. */
export function freshUti(context: NetworkContext, firm: string): string {
  const member = context.consortium.members.find(({ id }) => id === firm);
  if (!member) throw new Error(`no member ${firm}`);
  return utiOf(member.lei);
}

/** Both sides' statements of one trade on which seller and buyer agree. */
export function agreedTrade(
  context: NetworkContext,
  market: TestMarket,
  [seller, buyer]: readonly [string, string],
  terms: Partial<Statement> = {},
): { readonly sell: Statement; readonly buy: Statement } {
  const base = {
    uti: freshUti(context, seller),
    tradeDate: market.tradeDate,
    isin: 'KR7005930003',
    quantity: 100n,
    price: 98_700n,
    currency: 'KRW',
    amount: 9_870_000n,
    settlementDate: market.settlementDate,
    accountKind: 'HOUSE',
    ...terms,
  } as const;
  return {
    sell: { ...base, side: 'SELL', counterparty: buyer, reference: 'SELLER-1' },
    buy: { ...base, side: 'BUY', counterparty: seller, reference: 'BUYER-1' },
  };
}

/** Two firms let single trades of theirs be instructed. */
export async function agreeOnGross(first: Ledger, second: Ledger): Promise<void> {
  await first.settlement.setTerms(second.member.id, { gross: true });
  await second.settlement.setTerms(first.member.id, { gross: true });
  // Who instructs reads both words from its own peer, which may be a block behind.
  while (!(await first.settlement.terms(second.member.id)).theirs.gross) continue;
}

export { connectAs };

/** A trade as it stands on a page: without what the page's header says for all its trades. */
export function asOnPage(stated: Statement): TradeStatement {
  const { uti, side, isin, currency, settlementDate, accountKind, reference } = stated;
  const amounts = {
    quantity: String(stated.quantity),
    price: String(stated.price),
    amount: String(stated.amount),
  };
  return { uti, side, isin, currency, settlementDate, accountKind, reference, ...amounts };
}
