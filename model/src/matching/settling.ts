import type { MatchIndex, ObligationName } from '../documents/trades';

/** What tells an obligation from the others of its pair and trade date, as one text. */
export function obligationName({
  isin,
  settlementDate,
  currency,
  accountKinds,
}: Readonly<ObligationName>): string {
  return [isin, settlementDate, currency, ...accountKinds].join('/');
}

/** Whether settlement has taken over the obligation to which a trade adds: it can't be cancelled then. */
export function isSettling({ settling }: Pick<MatchIndex, 'settling'>, trade: ObligationName): boolean {
  const name = obligationName(trade);
  return settling.some((each) => obligationName(each) === name);
}
