import { Type } from '@sinclair/typebox';
import { join } from 'node:path';
import { openNetworkContext, type NetworkContext } from 'jangbu';
import { ROOT } from '../../network/networks';
import { defineBench, type BenchContext } from '../definition/bench';
import { Positive, PositiveCount } from '../figures/figures';
import type { Scale } from '../figures/scale';
import { percentile, rounded } from '../measure/statistics';
import { PeersPair } from './peers-pair';

/** After so many trades of one pair the steps are timed, each so often. */
const SIZES: Readonly<
  Record<Scale, { readonly after: readonly [number, ...number[]]; readonly times: number }>
> = {
  FULL: { after: [1_000, 10_000], times: 41 },
  SHORT: { after: [50, 500], times: 3 },
};
/** So often each step is taken before it counts. */
const WARM_UP = 2;
/** The network stands beside all others of this tree. */
const PORTS = 28_300;

const STEPS = ['record', 'match', 'instruct', 'query', 'report'] as const;
type Step = (typeof STEPS)[number];

const Point = Type.Object({
  after: PositiveCount,
  ...Object.fromEntries(STEPS.map((step) => [step, Positive])),
});
type Point = { readonly after: number } & Readonly<Record<Step, number>>;

/** Two firms and a supervisor, on a network of their own. */
async function ownContext(): Promise<NetworkContext> {
  const context = await openNetworkContext({
    consortium: join(ROOT, 'network', 'consortium.small.yaml'),
    state: join(ROOT, '.jangbu', 'bench-growth'),
  });
  return { ...context, consortium: { ...context.consortium, ports: { base: PORTS } } };
}

async function measured(pair: PeersPair, times: number): Promise<Point> {
  const after = pair.trades;
  const samples: Record<Step, number[]> = { record: [], match: [], instruct: [], query: [], report: [] };
  const timed = async <T>(step: Step, take: () => Promise<T>): Promise<T> => {
    const begun = performance.now();
    const result = await take();
    samples[step].push(performance.now() - begun);
    return result;
  };
  for (let i = 0; i < WARM_UP + times; i += 1) {
    await timed('record', () => pair.record(1));
    const sequence = await timed('match', () => pair.match());
    await timed('instruct', () => pair.instruct(sequence));
    await timed('query', () => pair.look());
    await timed('report', () => pair.report());
  }
  const median = (step: Step): number => rounded(percentile(samples[step].slice(WARM_UP), 0.5));
  return {
    after,
    record: median('record'),
    match: median('match'),
    instruct: median('instruct'),
    query: median('query'),
    report: median('report'),
  };
}

async function run({ scale, network, progress }: BenchContext) {
  const { after, times } = SIZES[scale];
  const context = await network.beside(await ownContext()).ready();
  const pair = await PeersPair.open(context);
  try {
    const points: Point[] = [];
    for (const trades of after) {
      await pair.fill(trades, (done) => {
        progress({ phase: 'growth', text: 'trades of one pair', done, total: trades });
      });
      points.push(await measured(pair, times));
    }
    const [first, last] = [points[0], points.at(-1)];
    if (!first || !last) throw new Error('nothing was measured');
    const ratios = STEPS.map((step) => ({ step, ratio: last[step] / first[step] }));
    const worst = ratios.reduce((most, each) => (each.ratio > most.ratio ? each : most));
    return { worstRatio: rounded(worst.ratio), worstOf: worst.step, points };
  } finally {
    await pair.close();
  }
}

/** The steps of `growth` by the SDK on real peers, in milliseconds from call to result, after fewer trades. */
export const growthPeersBench = defineBench({
  name: 'growth-peers',
  about: 'the same on three members of their own, by the SDK: after a thousand, and after ten thousand',
  figures: () =>
    Type.Object(
      { worstRatio: Positive, worstOf: Type.String(), points: Type.Array(Point, { minItems: 2 }) },
      { additionalProperties: false },
    ),
  run,
});
