import { Type, type Static } from '@sinclair/typebox';
import { AccountKind, closed, Currency, DateText, Isin, SignedAmount } from '../schema/fields';

const obligationFrame = {
  isin: Isin,
  settlementDate: DateText,
  currency: Currency,
  /** Each side's own account kind, in the pair's order. */
  accountKinds: Type.Tuple([AccountKind, AccountKind]),
};

/** What tells an obligation from the others of its pair and trade date. */
export const ObligationName = closed(obligationFrame);
export type ObligationName = Static<typeof ObligationName>;

/** What one member owes the other in one instrument for one settlement date, netted. */
export const ObligationRecord = closed({
  ...obligationFrame,
  /** What the pair's first member receives of the instrument; negative where it delivers. */
  quantity: SignedAmount,
  /** What the pair's first member receives in money; negative where it pays. */
  amount: SignedAmount,
});
export type ObligationRecord = Static<typeof ObligationRecord>;
