import {
  pairOf,
  type Instrument,
  type InstrumentKind,
  type LedgerMember,
  type Side,
  type TradeStatement,
} from '@jangbu/model';

/** Both sides' statements of the same trades, in the same order. */
export interface AgreedTrades {
  readonly seller: string;
  readonly buyer: string;
  readonly sells: readonly TradeStatement[];
  readonly buys: readonly TradeStatement[];
}

/** What all trades of a run have in common. */
export interface TradeFrame {
  /** By the instrument's class. */
  readonly settlementDates: Readonly<Record<InstrumentKind, string>>;
  readonly instruments: readonly Instrument[];
  /** Upper-case letters and digits, different in each run, so that no UTI comes twice. */
  readonly run: string;
}

type Amounts = Pick<TradeStatement, 'quantity' | 'price' | 'amount' | 'cleanPrice' | 'accruedInterest'>;

/** Interest that has come up since the last coupon, in won a unit of 10,000 won of face value. */
const INTEREST = 7;

/** What is traded for how much. A bond's price contains the interest, which is stated beside it. */
function amountsOf({ kind, priceScale }: Instrument, n: number): Amounts {
  const quantity = 10 * (1 + (n % 997));
  const won = 1000 * (1 + (n % 89));
  const price = (each: number): string => String(each * 10 ** priceScale);
  return {
    quantity: String(quantity),
    price: price(won),
    amount: String(quantity * won),
    ...(kind === 'BOND' && {
      cleanPrice: price(won - INTEREST),
      accruedInterest: String(quantity * INTEREST),
    }),
  };
}

/**
 * Trades between two firms on which both agree.
 *
 * @param serial number of the first trade; the next ones follow
 * @param count how many
 */
export function agreedTrades(
  frame: TradeFrame,
  [seller, buyer]: readonly [LedgerMember, LedgerMember],
  serial: number,
  count: number,
): AgreedTrades {
  const of = (side: Side): TradeStatement[] =>
    Array.from({ length: count }, (_, i) => {
      const n = serial + i;
      const instrument = frame.instruments[n % frame.instruments.length];
      if (!instrument) throw new RangeError('a trade needs an instrument');
      return {
        uti: `${seller.lei}${frame.run}${String(n).padStart(7, '0')}`,
        side,
        isin: instrument.isin,
        currency: instrument.currency,
        ...amountsOf(instrument, n),
        settlementDate: frame.settlementDates[instrument.kind],
        accountKind: n % 3 === 0 ? 'HOUSE' : 'CLIENT',
        reference: `${side}-${n}`,
      };
    });
  return { seller: seller.id, buyer: buyer.id, sells: of('SELL'), buys: of('BUY') };
}

/** Instruments of different kinds in turns, as long as there are any: few trades have some of each. */
export function kindsInTurns<I extends Pick<Instrument, 'kind'>>(instruments: readonly I[]): I[] {
  const byKind = new Map<InstrumentKind, I[]>();
  for (const instrument of instruments) {
    byKind.set(instrument.kind, [...(byKind.get(instrument.kind) ?? []), instrument]);
  }
  return instruments.flatMap((_, i) => [...byKind.values()].flatMap((ofKind) => ofKind[i] ?? []));
}

/** All pairs of firms, those far apart in the list first, so that neighbours in time share no firm. */
export function allPairs<M extends { readonly id: string }>(firms: readonly M[]): (readonly [M, M])[] {
  const pairs: (readonly [M, M])[] = [];
  for (let distance = 1; distance <= Math.floor(firms.length / 2); distance += 1) {
    firms.forEach((firm, i) => {
      const other = firms[(i + distance) % firms.length];
      const known = pairs.some(
        ([a, b]) => other && pairOf(a.id, b.id).join() === pairOf(firm.id, other.id).join(),
      );
      if (other && other !== firm && !known) pairs.push([firm, other]);
    });
  }
  return pairs;
}
