import { type HeldInstrument, WON } from '../documents/holdings';
import type { Leg } from '../documents/instructions';
import type { ObligationRecord } from '../documents/obligations';
import type { Pair } from '../documents/pair';

function legOf([first, second]: Pair, instrument: HeldInstrument, received: bigint): Leg[] {
  if (received === 0n) return [];
  return received > 0n
    ? [{ from: second, to: first, instrument, amount: String(received) }]
    : [{ from: first, to: second, instrument, amount: String(-received) }];
}

/**
 * The legs by which an obligation is settled: securities first, then money. Netting may leave one of
 * them at zero (it has no leg then), or both in one direction.
 *
 * @param owed seen from the pair's first member: what it receives, negative where it delivers
 * @throws RangeError when the money is another than the settlement won
 */
export function legsOf(
  pair: Pair,
  owed: Pick<ObligationRecord, 'isin' | 'currency' | 'quantity' | 'amount'>,
): Leg[] {
  if (owed.currency !== WON) throw new RangeError(`settlement is in ${WON} only`);
  return [...legOf(pair, owed.isin, BigInt(owed.quantity)), ...legOf(pair, WON, BigInt(owed.amount))];
}
