import type { Delivery, MultilateralNet } from '@jangbu/model';

type Sums = Map<string, bigint>;

/** Comes before whatever a name holds, so that sorted keys are sorted names. */
const BETWEEN = ' ';

function add(sums: Sums, value: bigint, ...name: readonly string[]): void {
  const key = name.join(BETWEEN);
  sums.set(key, (sums.get(key) ?? 0n) + value);
}

/** Names and sums, in the order of the names. */
function sorted(sums: Sums): [name: string[], sum: string][] {
  return [...sums.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, sum]) => [name.split(BETWEEN), String(sum)]);
}

/** The plain way to net: one bigint a trade and amount, in a map by name. */
export function netPlainly(deliveries: readonly Delivery[]): MultilateralNet {
  const positions: Sums = new Map();
  const cash: Sums = new Map();
  for (const {
    seller,
    sellerKind,
    buyer,
    buyerKind,
    settlementDate,
    isin,
    currency,
    ...moved
  } of deliveries) {
    const quantity = BigInt(moved.quantity);
    const amount = BigInt(moved.amount);
    add(positions, -quantity, settlementDate, isin, seller, sellerKind);
    add(positions, quantity, settlementDate, isin, buyer, buyerKind);
    add(cash, amount, settlementDate, currency, seller, sellerKind);
    add(cash, -amount, settlementDate, currency, buyer, buyerKind);
  }
  const named = <T>(sums: Sums, make: (name: readonly string[], sum: string) => T): T[] =>
    sorted(sums).map(([name, sum]) => make(name, sum));
  const accountKind = (kind = ''): Delivery['sellerKind'] => (kind === 'CLIENT' ? 'CLIENT' : 'HOUSE');
  return {
    positions: named(positions, ([settlementDate = '', isin = '', member = '', kind], quantity) => ({
      member,
      accountKind: accountKind(kind),
      settlementDate,
      isin,
      quantity,
    })),
    cash: named(cash, ([settlementDate = '', currency = '', member = '', kind], amount) => ({
      member,
      accountKind: accountKind(kind),
      settlementDate,
      currency,
      amount,
    })),
  };
}
