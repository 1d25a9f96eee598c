import type { Ledger } from '@jangbu/client';
import type { Statement } from '@jangbu/client/interfirm';
import type { LedgerMember, TradeStatement } from '@jangbu/model';
import { connectAs, pool } from 'jangbu';
import type { BenchContext, Measured } from '../bench';
import { agreedTrades, allPairs } from './agreed-trades';
import type { Market } from './trades';

/** Each pair trades so much, and so many pairs are under way at a time. */
const TRADES_A_PAIR = 500;
const PAIRS = 40;
const PAIRS_AT_ONCE = 8;

function toInput(
  trade: Omit<TradeStatement, 'cleanPrice' | 'accruedInterest'>,
  counterparty: string,
  tradeDate: string,
): Statement {
  return {
    ...trade,
    counterparty,
    tradeDate,
    quantity: BigInt(trade.quantity),
    price: BigInt(trade.price),
    amount: BigInt(trade.amount),
  };
}

async function record(ledger: Ledger, trades: readonly Statement[]): Promise<void> {
  const results = await ledger.trades.submit(trades);
  const wrong = results.find(({ status }) => status !== 'RECORDED');
  if (wrong?.status === 'FAILED') throw wrong.error;
  if (wrong) throw new RangeError(`a trade of the benchmark was refused: ${wrong.uti}`);
}

/** The SDK's way: both sides in pages, then one match. */
export async function measureSdk({ place, progress }: BenchContext, market: Market): Promise<Measured> {
  const { firms, frame, tradeDate } = market;
  const ledgers = new Map<string, Ledger>();
  try {
    for (const { id } of firms) ledgers.set(id, await connectAs(place, id, 'trader'));
    const pairs = Array.from({ length: PAIRS }, (_, i) => allPairs(firms)[i % allPairs(firms).length]);
    const latenciesMs: number[] = [];
    const started = performance.now();
    await pool(pairs, PAIRS_AT_ONCE, async (pair, i) => {
      if (!pair) return;
      const latency = await tradePair(pair, { frame, tradeDate }, 100_000 + i * TRADES_A_PAIR, ledgers);
      for (let n = 0; n < TRADES_A_PAIR; n += 1) latenciesMs.push(latency);
      progress({ phase: 'our way', text: 'pairs recorded and matched', done: i + 1, total: pairs.length });
    });
    const seconds = (performance.now() - started) / 1000;
    return { perSecond: latenciesMs.length / seconds, latenciesMs };
  } finally {
    for (const ledger of ledgers.values()) await ledger.close();
  }
}

/** @returns milliseconds from handing the trades over to their being matched */
async function tradePair(
  pair: readonly [LedgerMember, LedgerMember],
  { frame, tradeDate }: Pick<Market, 'frame' | 'tradeDate'>,
  serial: number,
  ledgers: ReadonlyMap<string, Ledger>,
): Promise<number> {
  const { seller, buyer, sells, buys } = agreedTrades(frame, pair, serial, TRADES_A_PAIR);
  const [own, other] = [ledgers.get(seller), ledgers.get(buyer)];
  if (!own || !other) throw new RangeError(`no connection for ${seller} or ${buyer}`);
  const begun = performance.now();
  await Promise.all([
    record(
      own,
      sells.map((trade) => toInput(trade, buyer, tradeDate)),
    ),
    record(
      other,
      buys.map((trade) => toInput(trade, seller, tradeDate)),
    ),
  ]);
  const { matched } = await own.trades.match({ counterparty: buyer, tradeDate });
  const first = sells[0]?.uti;
  if (!matched.some(({ uti }) => uti === first)) throw new RangeError(`${seller} and ${buyer} did not match`);
  return performance.now() - begun;
}
