import type { BreakCode, Difference } from '../documents/matching';
import type { TradeStatement } from '../documents/trade-statements';

const COMPARED: readonly (readonly [BreakCode, keyof TradeStatement])[] = [
  ['ISIN', 'isin'],
  ['QUANTITY', 'quantity'],
  ['PRICE', 'price'],
  ['CLEAN_PRICE', 'cleanPrice'],
  ['ACCRUED_INTEREST', 'accruedInterest'],
  ['CURRENCY', 'currency'],
  ['PAYMENT', 'payment'],
  ['SETTLEMENT_DATE', 'settlementDate'],
];

function distance(a: bigint, b: bigint): bigint {
  return a > b ? a - b : b - a;
}

/**
 * In what two sides' statements of one trade differ; empty when they agree. Account kind and
 * reference are each side's own and are not compared.
 *
 * @param first the statement of the pair's first member
 * @param second the statement of the pair's second member
 * @param amountTolerance by how much the amounts may differ, smallest unit of the currency
 */
export function compareStatements(
  first: TradeStatement,
  second: TradeStatement,
  amountTolerance: bigint,
): Difference[] {
  const differences: Difference[] = [];
  if (first.side === second.side) differences.push({ code: 'SIDE', stated: [first.side, second.side] });
  for (const [code, field] of COMPARED) {
    const stated: [string, string] = [first[field] ?? '', second[field] ?? ''];
    if (stated[0] !== stated[1]) differences.push({ code, stated });
  }
  if (distance(BigInt(first.amount), BigInt(second.amount)) > amountTolerance) {
    differences.push({ code: 'AMOUNT', stated: [first.amount, second.amount] });
  }
  return differences;
}
