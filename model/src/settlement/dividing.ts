import { WON } from '../documents/holdings';
import type { Instruction, Leg } from '../documents/instructions';

/** The legs of the two instructions that take an instruction's place. */
export interface DividedLegs {
  readonly part: readonly Leg[];
  readonly rest: readonly Leg[];
}

/** How much of its security an instruction delivers; zero when it moves money only. */
export function quantityOf({ legs }: Pick<Instruction, 'legs'>): bigint {
  return BigInt(legs.find(({ instrument }) => instrument !== WON)?.amount ?? 0);
}

/**
 * Divides an instruction's legs: the part delivers so much of the security, for as much of the money as goes
 * with it, rounded down to the won; the rest is all that remains, so that both together are exactly the whole.
 *
 * @param legs of the instruction as it stands
 * @param quantity of the security, in its smallest unit: more than nothing, less than the whole
 * @returns undefined when it cannot be divided so: no part, no rest, or a part or rest without its money
 */
export function divideLegs({ legs }: Pick<Instruction, 'legs'>, quantity: bigint): DividedLegs | undefined {
  const whole = quantityOf({ legs });
  if (quantity <= 0n || quantity >= whole) return undefined;
  const partOf = (amount: bigint): bigint => (amount * quantity) / whole;
  const shares = legs.map((leg) => ({ leg, share: partOf(BigInt(leg.amount)) }));
  if (shares.some(({ leg, share }) => share === 0n || share === BigInt(leg.amount))) return undefined;
  return {
    part: shares.map(({ leg, share }) => ({ ...leg, amount: String(share) })),
    rest: shares.map(({ leg, share }) => ({ ...leg, amount: String(BigInt(leg.amount) - share) })),
  };
}
