import {
  canonicalJson,
  netMultilaterally,
  nettingSavings,
  type Delivery,
  type MultilateralNet,
  type NettingSavings,
} from '@jangbu/model';
import { supervisorId } from 'jangbu';
import type { Bench, BenchContext, BenchFigures } from '../bench';
import { marketDay } from './market-day';
import { netPlainly } from './plain-way';
import { percentile, rounded } from '../measure/statistics';

const TRADES = 1_000_000;
const SEED = 20_161_207;
/** Each way runs so often, in turns; the median counts. */
const ROUNDS = 5;

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

function compare(deliveries: readonly Delivery[], progress: BenchContext['progress']): Rounds {
  const rounds = Array.from({ length: ROUNDS }, (_, i) => {
    progress({ phase: 'netting', text: 'ours and the plain way, in turns', done: i, total: ROUNDS });
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

/** What netting saved, in deliveries and in money: the first currency's, where there are several. */
function saved({ deliveries, payments: [money] }: NettingSavings): Record<string, number | string> {
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

function run({ place: { consortium }, progress }: BenchContext): Promise<BenchFigures> {
  const supervisor = supervisorId(consortium);
  const firms = consortium.members.map(({ id }) => id).filter((id) => id !== supervisor);
  const { instruments } = consortium;
  progress({ phase: 'netting', text: `making ${TRADES} trades among ${firms.length} firms` });
  const deliveries = marketDay({ firms, instruments, count: TRADES, seed: SEED });
  const { ours, plain, net } = compare(deliveries, progress);
  const seconds = percentile(ours, 0.5);
  const plainSeconds = percentile(plain, 0.5);
  return Promise.resolve({
    bench: 'netting',
    perSecond: rounded(TRADES / seconds),
    plainPerSecond: rounded(TRADES / plainSeconds),
    ratio: rounded(plainSeconds / seconds),
    secondsForAll: rounded(seconds),
    secondsOfSlowestRound: rounded(Math.max(...ours)),
    trades: TRADES,
    firms: firms.length,
    ...saved(nettingSavings(deliveries, net)),
  });
}

/** A million trades netted among all firms, in one process. Needs no network. */
export const nettingBench: Bench = {
  name: 'netting',
  about: 'a million trades netted among all firms, against one bigint a trade; and what netting saves',
  run,
};
