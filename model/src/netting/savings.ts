import { order } from '../format/order';
import { Accounts } from './accounts';
import { Decimal } from './decimal';
import type { Delivery } from './delivery';
import { netMultilaterally, type MultilateralNet } from './multilateral';
import { Names } from './names';
import { NetTable } from './net-table';

/** A figure without netting, netted within each pair, and netted among all; and what that saves. */
export interface NettingFigure<T> {
  readonly gross: T;
  readonly bilateral: T;
  readonly multilateral: T;
  /** Share of the gross figure that netting within pairs takes away, per cent to two places. */
  readonly bilateralSavedPercent: number;
  /** The same for netting among all members. */
  readonly multilateralSavedPercent: number;
}

/** What netting saves. */
export interface NettingSavings {
  /**
   * Movements of securities from one account to another. Among all members, each net position is one,
   * into the cycle's account or out of it.
   */
  readonly deliveries: NettingFigure<number>;
  /**
   * Money that payers have to raise, in the currency's smallest unit, one entry a currency, sorted.
   * Within a pair, each instrument's money is paid with its own delivery, as settlement does it.
   */
  readonly payments: readonly (NettingFigure<string> & { readonly currency: string })[];
}

/** Gross, bilateral and multilateral. */
type Three = readonly [gross: bigint, bilateral: bigint, multilateral: bigint];

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function savedPercent(gross: bigint, net: bigint): number {
  return gross === 0n ? 0 : Number(((gross - net) * 10_000n) / gross) / 100;
}

function figure<T>([gross, bilateral, multilateral]: Three, shown: (value: bigint) => T): NettingFigure<T> {
  return {
    gross: shown(gross),
    bilateral: shown(bilateral),
    multilateral: shown(multilateral),
    bilateralSavedPercent: savedPercent(gross, bilateral),
    multilateralSavedPercent: savedPercent(gross, multilateral),
  };
}

/** One number for two accounts, whichever comes first: their place in a triangle, dense from zero. */
function pairNumber(a: number, b: number): number {
  const [low, high] = a < b ? [a, b] : [b, a];
  return (high * (high + 1)) / 2 + low;
}

/** Money within pairs in one currency. */
interface PairMoney {
  gross: bigint;
  readonly net: NetTable;
}

/** What pairs of accounts owe each other, gross and on balance. */
class PairSums {
  readonly #accounts = new Accounts();
  readonly #isins = new Names();
  readonly #dates = new Names();
  readonly #decimal = new Decimal();
  readonly #securities = new NetTable();
  readonly money = new Map<string, PairMoney>();
  grossDeliveries = 0n;

  take(delivery: Delivery): void {
    const money = this.#moneyIn(delivery.currency);
    money.gross += absolute(BigInt(delivery.amount));
    if (BigInt(delivery.quantity) !== 0n) this.grossDeliveries += 1n;
    const seller = this.#accounts.numberOf(delivery.seller, delivery.sellerKind);
    const buyer = this.#accounts.numberOf(delivery.buyer, delivery.buyerKind);
    if (seller === buyer) return;
    const isin = this.#isins.numberOf(delivery.isin);
    const date = this.#dates.numberOf(delivery.settlementDate);
    const pair = pairNumber(seller, buyer);
    const direction = seller < buyer ? 'add' : 'subtract';
    this.#decimal.read(delivery.quantity);
    this.#securities[direction](isin, date, pair, this.#decimal);
    this.#decimal.read(delivery.amount);
    money.net[direction](isin, date, pair, this.#decimal);
  }

  #moneyIn(currency: string): PairMoney {
    const known = this.money.get(currency);
    if (known) return known;
    const money = { gross: 0n, net: new NetTable() };
    this.money.set(currency, money);
    return money;
  }

  netDeliveries(): bigint {
    return BigInt(this.#securities.cells().filter(({ total }) => total !== 0n).length);
  }
}

function paidIn(net: MultilateralNet, currency: string): bigint {
  return net.cash.reduce((sum, each) => {
    const amount = BigInt(each.amount);
    return each.currency === currency && amount < 0n ? sum - amount : sum;
  }, 0n);
}

/**
 * What netting saves of deliveries and payments, within pairs and among all members. A firm's delivery
 * between its own two accounts counts as one between a pair.
 *
 * @param net the multilateral net of the same deliveries, where it has been worked out already
 * @throws RangeError when a quantity or an amount is no decimal
 */
export function nettingSavings(
  deliveries: readonly Delivery[],
  net: MultilateralNet = netMultilaterally(deliveries),
): NettingSavings {
  const pairs = new PairSums();
  for (const delivery of deliveries) pairs.take(delivery);
  const positions = net.positions.filter(({ quantity }) => quantity !== '0').length;
  const payments = [...pairs.money].sort(([a], [b]) => order(a, b));
  return {
    deliveries: figure([pairs.grossDeliveries, pairs.netDeliveries(), BigInt(positions)], Number),
    payments: payments.map(([currency, money]) => {
      const bilateral = money.net.cells().reduce((sum, { total }) => sum + absolute(total), 0n);
      return { currency, ...figure([money.gross, bilateral, paidIn(net, currency)], String) };
    }),
  };
}
