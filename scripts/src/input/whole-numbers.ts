import { UsageError } from './usage-error';

/** As many digits as the ledger's documents take. */
const AMOUNT = /^\d{1,30}$/;
/** Below 2⁵³: exact as a number. */
const COUNT = /^\d{1,15}$/;

/**
 * An amount of an instrument, zero or more: digits only.
 *
 * @throws UsageError
 */
export function amountOf(given: string): bigint {
  if (AMOUNT.test(given)) return BigInt(given);
  throw new UsageError(`an amount is a whole number in the instrument's smallest unit, not '${given}'`);
}

/** An amount above zero. @throws UsageError */
export function positiveAmountOf(given: string): bigint {
  const amount = amountOf(given);
  if (amount > 0n) return amount;
  throw new UsageError(`an amount above zero is wanted, not '${given}'`);
}

/** How many, or which one of a sequence: zero or more. @throws UsageError */
export function countOf(given: string): number {
  if (COUNT.test(given)) return Number(given);
  throw new UsageError(`a whole number is wanted, not '${given}'`);
}
