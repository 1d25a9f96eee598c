import { eachOf } from '@jangbu/network';
import type { Ledger } from '@jangbu/client';
import type { Statement } from '@jangbu/client/interfirm';
import type { LedgerMember, TradeStatement } from '@jangbu/model';
import { connectAs, type NetworkContext } from 'jangbu';
import type { BenchContext } from '../definition/bench';
import type { Measured } from '../measure/concurrency';
import { spentOn, type Spent } from '../measure/spent';
import { agreedTrades, allPairs } from './agreed-trades';
import type { Market } from './market';

/** The plain way's trades have the numbers below. */
const FIRST_SERIAL = 100_000;

/** How much is traded. */
export interface SdkSize {
  readonly pairs: number;
  readonly tradesAPair: number;
  /** So many pairs are under way at a time. */
  readonly pairsAtOnce: number;
}

/** Our way's figures. */
export interface MeasuredSdk extends Measured {
  /** Trades that both sides recorded and that were found matched, and how many of them were in bonds. */
  readonly matched: number;
  readonly bonds: number;
  readonly spent: Spent;
}

/** What came of one pair's trades. */
interface PairTraded {
  /** From handing the trades over to their being matched. */
  readonly latencyMs: number;
  readonly matched: number;
  readonly bonds: number;
}

function toStatement(
  { quantity, price, amount, cleanPrice, accruedInterest, ...trade }: TradeStatement,
  counterparty: string,
  tradeDate: string,
): Statement {
  return {
    ...trade,
    counterparty,
    tradeDate,
    quantity: BigInt(quantity),
    price: BigInt(price),
    amount: BigInt(amount),
    cleanPrice: cleanPrice === undefined ? undefined : BigInt(cleanPrice),
    accruedInterest: accruedInterest === undefined ? undefined : BigInt(accruedInterest),
  };
}

async function record(ledger: Ledger, trades: readonly Statement[]): Promise<void> {
  const results = await ledger.trades.submit(trades);
  const wrong = results.find(({ status }) => status !== 'RECORDED');
  if (wrong?.status === 'FAILED') throw wrong.error;
  if (wrong?.status === 'REFUSED')
    throw new RangeError(`a trade was refused: ${JSON.stringify(wrong.problem)}`);
}

/** Trades of one pair on one connection each. */
class Pairs {
  readonly #ledgers: ReadonlyMap<string, Ledger>;
  readonly #market: Market;

  constructor(ledgers: ReadonlyMap<string, Ledger>, market: Market) {
    this.#ledgers = ledgers;
    this.#market = market;
  }

  #of(id: string): Ledger {
    const ledger = this.#ledgers.get(id);
    if (!ledger) throw new RangeError(`no connection for ${id}`);
    return ledger;
  }

  /** Both sides in pages, then one match. */
  async trade(
    pair: readonly [LedgerMember, LedgerMember],
    serial: number,
    count: number,
  ): Promise<PairTraded> {
    const { frame, tradeDate } = this.#market;
    const { seller, buyer, sells, buys } = agreedTrades(frame, pair, serial, count);
    const [own, other] = [this.#of(seller), this.#of(buyer)];
    const sold = sells.map((trade) => toStatement(trade, buyer, tradeDate));
    const bought = buys.map((trade) => toStatement(trade, seller, tradeDate));
    const begun = performance.now();
    await Promise.all([record(own, sold), record(other, bought)]);
    const found = await own.trades.match({ counterparty: buyer, tradeDate });
    const latencyMs = performance.now() - begun;
    const utis = new Set(sells.map(({ uti }) => uti));
    const matched = found.matched.filter(({ uti }) => utis.has(uti));
    return {
      latencyMs,
      matched: matched.length,
      bonds: matched.filter(({ cleanPrice }) => cleanPrice !== undefined).length,
    };
  }
}

async function tradeAll(
  { progress }: BenchContext,
  pairs: Pairs,
  firms: readonly LedgerMember[],
  { pairs: count, tradesAPair, pairsAtOnce }: SdkSize,
): Promise<Omit<MeasuredSdk, 'spent'>> {
  const among = allPairs(firms);
  const chosen = Array.from({ length: count }, (_, i) => among[i % among.length]).flatMap((pair) =>
    pair ? [pair] : [],
  );
  const started = performance.now();
  let done = 0;
  const traded = await eachOf(chosen, pairsAtOnce, async (pair, i) => {
    const each = await pairs.trade(pair, FIRST_SERIAL + i * tradesAPair, tradesAPair);
    progress({ phase: 'our way', text: 'pairs recorded and matched', done: (done += 1), total: count });
    return each;
  });
  const seconds = (performance.now() - started) / 1000;
  const matched = traded.reduce((sum, each) => sum + each.matched, 0);
  return {
    matched,
    bonds: traded.reduce((sum, { bonds }) => sum + bonds, 0),
    perSecond: matched / seconds,
    latenciesMs: traded.map(({ latencyMs }) => latencyMs),
  };
}

/** The SDK's way: pages of many trades, one match a pair. */
export async function measureSdk(
  bench: BenchContext,
  context: NetworkContext,
  market: Market,
  size: SdkSize,
): Promise<MeasuredSdk> {
  const { firms } = market;
  const ledgers = new Map<string, Ledger>();
  try {
    for (const { id } of firms) ledgers.set(id, await connectAs(context, id, 'trader'));
    const endorsers = firms.map(({ id }) => id);
    const { result, spent } = await spentOn(bench.network, endorsers, size.pairs * size.tradesAPair, () =>
      tradeAll(bench, new Pairs(ledgers, market), firms, size),
    );
    return { ...result, spent };
  } finally {
    for (const ledger of ledgers.values()) await ledger.close();
  }
}
