import { Type } from '@sinclair/typebox';
import { defineBench, type BenchContext } from '../definition/bench';
import type { Scale } from '../figures/scale';
import type { PlainSize } from '../measure/concurrency';
import { Spent } from '../measure/spent';
import { percentile, rounded } from '../measure/statistics';
import { exactly, Positive, PositiveCount } from '../figures/figures';
import { openMarket } from './market';
import { measurePlainTrades } from './plain-way';
import { measureSdk, type SdkSize } from './sdk-way';

const SIZES: Readonly<Record<Scale, { readonly sdk: SdkSize; readonly plain: PlainSize }>> = {
  FULL: {
    sdk: { pairs: 40, tradesAPair: 500, pairsAtOnce: 8 },
    plain: { atOnce: [1, 4, 8, 16], trial: 24, measured: 80 },
  },
  SHORT: {
    sdk: { pairs: 4, tradesAPair: 100, pairsAtOnce: 4 },
    plain: { atOnce: [4], trial: 0, measured: 12 },
  },
};

/** Trades recorded by both sides and matched. */
export const tradesBench = defineBench({
  name: 'trades',
  about: 'trades a second, recorded by both sides and matched, against one record a transaction',
  figures: (scale) =>
    Type.Object(
      {
        perSecond: Positive,
        plainPerSecond: Positive,
        ratio: Positive,
        p50Ms: Positive,
        p95Ms: Positive,
        plainP50Ms: Positive,
        plainP95Ms: Positive,
        plainAtOnce: PositiveCount,
        trades: exactly(SIZES[scale].sdk.pairs * SIZES[scale].sdk.tradesAPair),
        plainTrades: exactly(SIZES[scale].plain.measured),
        /** So many of `trades` were in bonds. */
        bonds: PositiveCount,
        members: PositiveCount,
        spent: Spent,
      },
      { additionalProperties: false },
    ),
  async run(bench: BenchContext) {
    const { network, scale, consortium } = bench;
    const context = await network.ready();
    const market = await openMarket(context);
    const plain = await measurePlainTrades(bench, context, market, SIZES[scale].plain);
    const ours = await measureSdk(bench, context, market, SIZES[scale].sdk);
    return {
      perSecond: rounded(ours.perSecond),
      plainPerSecond: rounded(plain.perSecond),
      ratio: rounded(ours.perSecond / plain.perSecond),
      p50Ms: rounded(percentile(ours.latenciesMs, 0.5)),
      p95Ms: rounded(percentile(ours.latenciesMs, 0.95)),
      plainP50Ms: rounded(percentile(plain.latenciesMs, 0.5)),
      plainP95Ms: rounded(percentile(plain.latenciesMs, 0.95)),
      plainAtOnce: plain.atOnce,
      trades: ours.matched,
      plainTrades: plain.matched,
      bonds: ours.bonds,
      members: consortium.members.length,
      spent: ours.spent,
    };
  },
});
