import { randomBytes } from 'node:crypto';
import { makePage, pairOf, type LedgerMember, type MatchRequest, type PageTexts } from '@jangbu/model';
import { pool } from 'jangbu';
import type { BenchContext, Measured } from '../bench';
import { firmFiles } from '../gateway/connection-files';
import { PlainFirm } from './gateway-firm';
import { agreedTrades, allPairs } from './agreed-trades';
import type { Market } from './trades';

/** The plain way is tried at each of these, and measured at the one that suits it best. */
const AT_ONCE = [1, 4, 8, 16] as const;
const TRIAL_TRADES = 24;
const MEASURED_TRADES = 80;

const hex = (bytes: number): string => randomBytes(bytes).toString('hex');

function pageOf(submitter: string, counterparty: string, tradeDate: string): Parameters<typeof makePage>[0] {
  return { submitter, counterparty, tradeDate, pageId: hex(16), salt: hex(16), seed: hex(32) };
}

/** Records one trade on both sides and matches it, one transaction each. @returns milliseconds */
async function tradeOne(
  firms: ReadonlyMap<string, PlainFirm>,
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
  await Promise.all([again(() => own.record(sold, endorsers)), again(() => other.record(bought, endorsers))]);
  await again(async () => {
    const pairDay = { pair: pairOf(seller, buyer), tradeDate };
    const index = await own.matchIndex(pairDay);
    const salts = { index: hex(16), result: hex(16) };
    const request: MatchRequest = {
      type: 'match-request',
      version: 1,
      pair: [...pairDay.pair],
      tradeDate,
      pages,
      index,
      salts,
    };
    await own.match(request, endorsers);
  });
  return performance.now() - begun;
}

/** A plain client repeats what failed, as any would: an endorser may not have seen the latest block. */
async function again(work: () => Promise<void>): Promise<void> {
  for (let left = 20; ; left -= 1) {
    try {
      await work();
      return;
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}

class PlainRun {
  readonly #firms: ReadonlyMap<string, PlainFirm>;
  readonly #market: Market;
  #serial = 0;

  constructor(firms: ReadonlyMap<string, PlainFirm>, market: Market) {
    this.#firms = firms;
    this.#market = market;
  }

  async measure(trades: number, atOnce: number): Promise<Measured> {
    const pairs = allPairs(this.#market.firms);
    const started = performance.now();
    const latenciesMs = await pool(Array.from({ length: trades }), atOnce, () => {
      const serial = (this.#serial += 1);
      const pair = pairs[serial % pairs.length];
      if (!pair) throw new RangeError('there are no two firms');
      return tradeOne(this.#firms, pair, this.#market, serial);
    });
    return { perSecond: trades / ((performance.now() - started) / 1000), latenciesMs };
  }
}

/** The plain way: one trade a transaction, the stock signer, endorsers planned by the gateway. */
export async function measurePlain(
  { place, progress }: BenchContext,
  market: Market,
): Promise<Measured & { readonly atOnce: number }> {
  const firms = new Map<string, PlainFirm>();
  try {
    for (const { id } of market.firms)
      firms.set(id, await PlainFirm.open(await firmFiles(place.stateDir, id, 'trader')));
    const run = new PlainRun(firms, market);
    let best = { atOnce: 1, perSecond: 0 };
    for (const atOnce of AT_ONCE) {
      progress({ phase: 'plain way', text: `trying ${atOnce} at a time` });
      const { perSecond } = await run.measure(TRIAL_TRADES, atOnce);
      if (perSecond > best.perSecond) best = { atOnce, perSecond };
    }
    progress({ phase: 'plain way', text: `measuring ${best.atOnce} at a time` });
    return { ...(await run.measure(MEASURED_TRADES, best.atOnce)), atOnce: best.atOnce };
  } finally {
    for (const firm of firms.values()) firm.close();
  }
}
