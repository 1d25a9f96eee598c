import type { ObligationName } from '../documents/obligations';

/** What tells an obligation from the others of its pair and trade date, as one text. */
export function obligationName({
  isin,
  settlementDate,
  currency,
  accountKinds,
}: Readonly<ObligationName>): string {
  return [isin, settlementDate, currency, ...accountKinds].join('/');
}
