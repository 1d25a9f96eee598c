import type { Ledger } from '@jangbu/client';
import { type Progress, eachOf } from '@jangbu/network';
import { beginPhase } from './begin-phase';
import type { TradingFirm } from './firm-day';
import type { TradedPair } from './traded-day';

/** Pairs matched at the same time. */
const PAIRS_AT_ONCE = 8;

const absolute = (value: bigint): bigint => (value < 0n ? -value : value);

async function matchPair(ledger: Ledger, pair: readonly [string, string], date: string): Promise<TradedPair> {
  const outcome = await ledger.trades.match({ counterparty: pair[1], tradeDate: date });
  return {
    pair,
    matched: outcome.matchedInAll,
    broken: outcome.breaks.map(({ uti, differences }) => ({
      uti,
      codes: differences.map(({ code }) => code),
    })),
    waiting: outcome.waiting.map(({ uti, statedBy }) => ({ uti, firm: statedBy })),
    obligations: outcome.obligations.length,
    grossValue: outcome.matched.reduce((sum, { amount }) => sum + amount, 0n),
    netValue: outcome.obligations.reduce((sum, { amount }) => sum + absolute(amount), 0n),
  };
}

/** The connection of a firm that trades today. */
export function ledgerOf(firms: readonly TradingFirm[], id: string): Ledger {
  const firm = firms.find((each) => each.id === id);
  if (!firm) throw new RangeError(`no connection for ${id}`);
  return firm.ledger;
}

/**
 * Has pairs match what they have stated on a trade date, each through one of its firms.
 *
 * @returns where each pair stands, in their order; `grossValue` is that of what is newly matched
 */
export async function matchPairs(
  firms: readonly TradingFirm[],
  pairs: readonly (readonly [string, string])[],
  date: string,
  progress: Progress,
): Promise<TradedPair[]> {
  const matching = beginPhase(progress, 'matching', 'pairs match', pairs.length);
  return eachOf(pairs, PAIRS_AT_ONCE, async (pair) => {
    const report = await matchPair(ledgerOf(firms, pair[0]), pair, date);
    matching();
    return report;
  });
}
