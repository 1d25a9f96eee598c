import {
  canonicalJson,
  netMultilaterally,
  nettingSavings,
  type Delivery,
  type MultilateralNet,
  type NettingSavings,
} from '@jangbu/model';
import { supervisorId } from 'jangbu';
import { Type, type Static, type TObject } from '@sinclair/typebox';
import { defineBench, type BenchContext } from '../definition/bench';
import type { Scale } from '../figures/scale';
import { Count, exactly, Percent, Positive, PositiveCount } from '../figures/figures';
import { marketDay } from './market-day';
import { netPlainly } from './plain-way';
import { percentile, rounded } from '../measure/statistics';

interface NettingSize {
  readonly trades: number;
  /** Each way runs so often, in turns; the median counts. */
  readonly rounds: number;
}

const SIZES: Readonly<Record<Scale, NettingSize>> = {
  FULL: { trades: 1_000_000, rounds: 5 },
  SHORT: { trades: 20_000, rounds: 2 },
};
const SEED = 20_161_207;

type Netting = (deliveries: readonly Delivery[]) => MultilateralNet;

function timed(net: Netting, deliveries: readonly Delivery[]): { net: MultilateralNet; seconds: number } {
  const started = performance.now();
  return { net: net(deliveries), seconds: (performance.now() - started) / 1000 };
}

/** Seconds of each round, and the net, which both ways must agree on. */
interface Rounds {
  readonly ours: readonly number[];
  readonly plain: readonly number[];
  readonly net: MultilateralNet;
}

function compare(deliveries: readonly Delivery[], count: number, progress: BenchContext['progress']): Rounds {
  const rounds = Array.from({ length: count }, (_, i) => {
    progress({ phase: 'netting', text: 'ours and the plain way, in turns', done: i, total: count });
    return { ours: timed(netMultilaterally, deliveries), plain: timed(netPlainly, deliveries) };
  });
  const net = netMultilaterally(deliveries);
  if (canonicalJson(net) !== canonicalJson(netPlainly(deliveries)))
    throw new Error('the two ways of netting came to different results');
  return {
    ours: rounds.map(({ ours }) => ours.seconds),
    plain: rounds.map(({ plain }) => plain.seconds),
    net,
  };
}

/** What netting saved, in deliveries and in money. */
const SAVED = {
  deliveriesGross: PositiveCount,
  deliveriesBilateral: Count,
  deliveriesMultilateral: Count,
  deliveriesSavedBilateralPercent: Percent,
  deliveriesSavedPercent: Percent,
  currency: Type.String(),
  /** Too large for a number. */
  paymentsGross: Type.String({ pattern: '^[0-9]+$' }),
  paymentsBilateral: Type.String({ pattern: '^[0-9]+$' }),
  paymentsMultilateral: Type.String({ pattern: '^[0-9]+$' }),
  paymentsSavedBilateralPercent: Percent,
  paymentsSavedPercent: Percent,
};

/** As {@link SAVED}; money of the first currency, where there are several. */
function saved({ deliveries, payments: [money] }: NettingSavings): Static<TObject<typeof SAVED>> {
  if (!money) throw new RangeError('a market has payments');
  return {
    deliveriesGross: deliveries.gross,
    deliveriesBilateral: deliveries.bilateral,
    deliveriesMultilateral: deliveries.multilateral,
    deliveriesSavedBilateralPercent: deliveries.bilateralSavedPercent,
    deliveriesSavedPercent: deliveries.multilateralSavedPercent,
    currency: money.currency,
    paymentsGross: money.gross,
    paymentsBilateral: money.bilateral,
    paymentsMultilateral: money.multilateral,
    paymentsSavedBilateralPercent: money.bilateralSavedPercent,
    paymentsSavedPercent: money.multilateralSavedPercent,
  };
}

/** A million trades netted among all firms, in one process. Needs no network. */
export const nettingBench = defineBench({
  name: 'netting',
  about: 'a million trades netted among all firms, against one bigint a trade; and what netting saves',
  figures: (scale) =>
    Type.Object(
      {
        perSecond: Positive,
        plainPerSecond: Positive,
        ratio: Positive,
        secondsForAll: Positive,
        secondsOfSlowestRound: Positive,
        trades: exactly(SIZES[scale].trades),
        firms: PositiveCount,
        ...SAVED,
      },
      { additionalProperties: false },
    ),
  run({ scale, consortium, progress }) {
    const { trades, rounds } = SIZES[scale];
    const supervisor = supervisorId(consortium);
    const firms = consortium.members.map(({ id }) => id).filter((id) => id !== supervisor);
    const { instruments } = consortium;
    progress({ phase: 'netting', text: `making ${trades} trades among ${firms.length} firms` });
    const deliveries = marketDay({ firms, instruments, count: trades, seed: SEED });
    const { ours, plain, net } = compare(deliveries, rounds, progress);
    const seconds = percentile(ours, 0.5);
    const plainSeconds = percentile(plain, 0.5);
    return Promise.resolve({
      perSecond: rounded(trades / seconds),
      plainPerSecond: rounded(trades / plainSeconds),
      ratio: rounded(plainSeconds / seconds),
      secondsForAll: rounded(seconds),
      secondsOfSlowestRound: rounded(Math.max(...ours)),
      trades: deliveries.length,
      firms: firms.length,
      ...saved(nettingSavings(deliveries, net)),
    });
  },
});
