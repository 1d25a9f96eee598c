import { order } from '../format/order';
import { Accounts, type Account } from './accounts';
import { Decimal } from './decimal';
import type { Delivery } from './delivery';
import { Names } from './names';
import { NetTable } from './net-table';

/** What an account receives of an instrument on a settlement date; negative where it delivers. */
export interface NetPosition extends Account {
  readonly settlementDate: string;
  readonly isin: string;
  /** In the instrument's smallest unit, as a decimal string. */
  readonly quantity: string;
}

/** What an account receives in money on a settlement date; negative where it pays. */
export interface NetCash extends Account {
  readonly settlementDate: string;
  /** ISO 4217. */
  readonly currency: string;
  /** In the currency's smallest unit, as a decimal string. */
  readonly amount: string;
}

export interface MultilateralNet {
  /** Sorted by settlement date, ISIN, member, account kind. Per date and ISIN they sum to zero. */
  readonly positions: readonly NetPosition[];
  /** Sorted by settlement date, currency, member, account kind. Per date and currency they sum to zero. */
  readonly cash: readonly NetCash[];
}

/** A cell of a table in words. */
interface NamedCell extends Account {
  readonly settlementDate: string;
  readonly thing: string;
  readonly total: string;
}

function byName(a: NamedCell, b: NamedCell): number {
  return (
    order(a.settlementDate, b.settlementDate) ||
    order(a.thing, b.thing) ||
    order(a.member, b.member) ||
    order(a.accountKind, b.accountKind)
  );
}

class MultilateralRun {
  readonly #accounts = new Accounts();
  readonly #isins = new Names();
  readonly #currencies = new Names();
  readonly #dates = new Names();
  readonly #securities = new NetTable();
  readonly #cash = new NetTable();
  readonly #decimal = new Decimal();

  take(delivery: Delivery): void {
    const seller = this.#accounts.numberOf(delivery.seller, delivery.sellerKind);
    const buyer = this.#accounts.numberOf(delivery.buyer, delivery.buyerKind);
    const date = this.#dates.numberOf(delivery.settlementDate);
    const isin = this.#isins.numberOf(delivery.isin);
    const currency = this.#currencies.numberOf(delivery.currency);
    this.#decimal.read(delivery.quantity);
    this.#securities.subtract(isin, date, seller, this.#decimal);
    this.#securities.add(isin, date, buyer, this.#decimal);
    this.#decimal.read(delivery.amount);
    this.#cash.add(currency, date, seller, this.#decimal);
    this.#cash.subtract(currency, date, buyer, this.#decimal);
  }

  #named(table: NetTable, things: Names): NamedCell[] {
    const cells = table.cells().map(({ thing, date, account, total }) => ({
      ...this.#accounts.accountOf(account),
      settlementDate: this.#dates.textOf(date),
      thing: things.textOf(thing),
      total: String(total),
    }));
    return cells.sort(byName);
  }

  net(): MultilateralNet {
    return {
      positions: this.#named(this.#securities, this.#isins).map(({ thing, total, ...where }) => ({
        ...where,
        isin: thing,
        quantity: total,
      })),
      cash: this.#named(this.#cash, this.#currencies).map(({ thing, total, ...where }) => ({
        ...where,
        currency: thing,
        amount: total,
      })),
    };
  }
}

/**
 * Nets deliveries among any number of members: what each account receives or delivers in the end, of
 * each instrument and of each currency, a settlement date. House and customers' accounts are never set
 * off against each other. Pure and exact: the same deliveries give the same net whatever their order
 * and size.
 *
 * @returns the net of every account that any delivery touched, those that came to zero included
 * @throws RangeError when a quantity or an amount is no decimal
 */
export function netMultilaterally(deliveries: Iterable<Delivery>): MultilateralNet {
  const run = new MultilateralRun();
  for (const delivery of deliveries) run.take(delivery);
  return run.net();
}
