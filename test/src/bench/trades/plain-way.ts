import { eachOf } from '@jangbu/network';
import { randomBytes } from 'node:crypto';
import {
  makePage,
  pairOf,
  shardsToMatch,
  utiPrefixes,
  type LedgerMember,
  type MatchIndex,
  type MatchRequest,
  type PageTexts,
} from '@jangbu/model';
import type { NetworkContext } from 'jangbu';
import type { BenchContext } from '../definition/bench';
import { retry } from '../gateway/retry';
import { bestAtOnce, type Measured, type PlainSize } from '../measure/concurrency';
import { connectionFiles } from '../gateway/connection-files';
import { StockFirm } from './stock-firm';
import { agreedTrades, allPairs } from './agreed-trades';
import type { Market } from './market';

const PAIRS_READ_AT_ONCE = 8;

const hex = (bytes: number): string => randomBytes(bytes).toString('hex');

function pageOf(submitter: string, counterparty: string, tradeDate: string): Parameters<typeof makePage>[0] {
  return { submitter, counterparty, tradeDate, pageId: hex(16), salt: hex(16), seed: hex(32) };
}

/** Records one trade on both sides and matches it, one transaction each. @returns milliseconds */
async function tradeOne(
  firms: ReadonlyMap<string, StockFirm>,
  pair: readonly [LedgerMember, LedgerMember],
  market: Market,
  serial: number,
): Promise<number> {
  const { seller, buyer, sells, buys } = agreedTrades(market.frame, pair, serial, 1);
  const [own, other] = [firms.get(seller), firms.get(buyer)];
  if (!own || !other) throw new RangeError(`no connection for ${seller} or ${buyer}`);
  const { tradeDate } = market;
  const pages: PageTexts[] = [
    makePage(pageOf(seller, buyer, tradeDate), sells),
    makePage(pageOf(buyer, seller, tradeDate), buys),
  ];
  const [sold, bought] = pages;
  if (!sold || !bought) throw new RangeError('two sides make two pages');
  const endorsers = [...pair.map(({ mspId }) => mspId), market.supervisor.mspId];
  const begun = performance.now();
  await Promise.all([retry(() => own.record(sold, endorsers)), retry(() => other.record(bought, endorsers))]);
  await retry(async () => {
    const pairDay = { pair: pairOf(seller, buyer), tradeDate };
    const text = await own.matchIndex(pairDay);
    const index = text === null ? undefined : (JSON.parse(text) as MatchIndex);
    const utis = sells.map(({ uti }) => uti);
    const shards = await own.matchShards(pairDay, shardsToMatch(index, utis));
    const corrections = await own.correctionsDue(pairDay);
    const salts = { index: hex(16), result: hex(16) };
    const request: MatchRequest = {
      type: 'match-request',
      version: 1,
      pair: [...pairDay.pair],
      tradeDate,
      pages,
      index: text,
      shards,
      corrections,
      utis: await own.utis(pairDay.pair, utiPrefixes(sells.map(({ uti }) => uti))),
      salts,
    };
    await own.match(request, endorsers);
  });
  return performance.now() - begun;
}

class PlainRun {
  readonly #firms: ReadonlyMap<string, StockFirm>;
  readonly #market: Market;
  #serial = 0;

  constructor(firms: ReadonlyMap<string, StockFirm>, market: Market) {
    this.#firms = firms;
    this.#market = market;
  }

  /** How many trades are matched, by what the sellers' peers have. */
  async matched(): Promise<number> {
    const { firms, tradeDate } = this.#market;
    const found = await eachOf(
      allPairs(firms),
      PAIRS_READ_AT_ONCE,
      async ([{ id: seller }, { id: buyer }]) => {
        const index = await this.#firms.get(seller)?.matchIndex({ pair: pairOf(seller, buyer), tradeDate });
        const { matched } = JSON.parse(index ?? '{"matched":0}') as Pick<MatchIndex, 'matched'>;
        return matched;
      },
    );
    return found.reduce((sum, count) => sum + count, 0);
  }

  async measure(trades: number, atOnce: number): Promise<Measured> {
    const pairs = allPairs(this.#market.firms);
    const started = performance.now();
    const latenciesMs = await eachOf(Array.from({ length: trades }), atOnce, () => {
      const serial = (this.#serial += 1);
      const pair = pairs[serial % pairs.length];
      if (!pair) throw new RangeError('there are no two firms');
      return tradeOne(this.#firms, pair, this.#market, serial);
    });
    return { perSecond: trades / ((performance.now() - started) / 1000), latenciesMs };
  }
}

/** The plain way at its best, and how many trades were matched. */
export interface MeasuredPlainTrades extends Measured {
  readonly atOnce: number;
  readonly matched: number;
}

/** The plain way: one trade a transaction, the stock signer, endorsers named. */
export async function measurePlainTrades(
  { progress }: BenchContext,
  context: NetworkContext,
  market: Market,
  size: PlainSize,
): Promise<MeasuredPlainTrades> {
  const firms = new Map<string, StockFirm>();
  try {
    for (const { id } of market.firms)
      firms.set(id, await StockFirm.open(await connectionFiles(context.stateDir, id, 'trader')));
    const run = new PlainRun(firms, market);
    const atOnce = await bestAtOnce(size, (trades, at) => run.measure(trades, at), progress);
    progress({ phase: 'plain way', text: `measuring ${atOnce} at a time` });
    const before = await run.matched();
    const measured = await run.measure(size.measured, atOnce);
    return { ...measured, atOnce, matched: (await run.matched()) - before };
  } finally {
    for (const firm of firms.values()) firm.close();
  }
}
