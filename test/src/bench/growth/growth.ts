import { utiOf } from '@jangbu/model/dist/testing/statements';
import { Type, type Static } from '@sinclair/typebox';
import { defineBench, type BenchContext } from '../definition/bench';
import { NotNegative, Positive, PositiveCount } from '../figures/figures';
import type { Scale } from '../figures/scale';
import { percentile, rounded } from '../measure/statistics';
import { BusyPair, type Costs } from './busy-pair';

/** After so many trades of one pair, and as many spent lots of one firm, the costs are measured. */
const AFTER: Readonly<Record<Scale, readonly [number, ...number[]]>> = {
  FULL: [10_000, 100_000, 1_000_000],
  SHORT: [1_000, 3_000],
};
/** Each step is taken so often. */
const TIMES: Readonly<Record<Scale, number>> = { FULL: 101, SHORT: 21 };

const StepCost = Type.Object({
  milliseconds: Positive,
  kilobytes: Positive,
  keysRead: PositiveCount,
  keysWritten: NotNegative,
});
type StepCost = Static<typeof StepCost>;

const STEPS = ['record', 'match', 'instruct', 'query', 'report'] as const;

const Point = Type.Object({
  after: PositiveCount,
  ...Object.fromEntries(STEPS.map((step) => [step, StepCost])),
});

/** What growth comes to. */
export interface Growth {
  /** The largest ratio of a cost at the end to the same at the beginning. */
  readonly worstRatio: number;
  readonly worstOf: string;
  readonly points: Point[];
}

type Point = { readonly after: number } & Readonly<Record<(typeof STEPS)[number], StepCost>>;

function costOf(samples: readonly Costs[]): StepCost {
  const ranked = (share: number, of: (cost: Costs[number]) => number): number =>
    percentile(
      samples.map((costs) => costs.reduce((sum, cost) => sum + of(cost), 0)),
      share,
    );
  // Sizes differ from shard to shard: it is the mean that tells what trades cost.
  const mean = (of: (cost: Costs[number]) => number): number =>
    samples.flat().reduce((sum, cost) => sum + of(cost), 0) / samples.length;
  return {
    // The lower quartile: garbage collected and caches lost meanwhile are no part of the step.
    milliseconds: rounded(ranked(0.25, ({ milliseconds }) => milliseconds)),
    kilobytes: rounded(mean((cost) => cost.sentBytes + cost.writtenBytes + cost.answeredBytes) / 1024),
    keysRead: ranked(0.5, ({ keysRead }) => keysRead),
    keysWritten: ranked(0.5, ({ keysWritten }) => keysWritten),
  };
}

/** Takes each step so often, on a ledger as it stands: one more trade, its match, its instruction. */
async function measured(pair: BusyPair, times: number): Promise<Point> {
  const after = pair.trades;
  const samples = { record: [], match: [], instruct: [], query: [], report: [] } as Record<
    (typeof STEPS)[number],
    Costs[]
  >;
  for (let i = 0; i < times; i += 1) {
    const uti = utiOf(pair.trades);
    const { pages, costs } = await pair.record(1);
    samples.record.push(costs);
    samples.match.push(await pair.match(pages, [uti]));
    samples.instruct.push(await pair.instruct());
    samples.query.push(await pair.look());
    samples.report.push(await pair.report());
  }
  const [record, match, instruct, query, report] = STEPS.map((step) => costOf(samples[step]));
  if (!record || !match || !instruct || !query || !report) throw new Error('a step was not taken');
  return { after, record, match, instruct, query, report };
}

/** The largest ratio of a cost at the end to the same at the beginning, and which one it is. */
function worst(first: Point, last: Point): { readonly ratio: number; readonly of: string } {
  const ratios = STEPS.flatMap((step) =>
    (['milliseconds', 'kilobytes', 'keysRead'] as const).map((what) => ({
      ratio: last[step][what] / first[step][what],
      of: `${step}: ${what}`,
    })),
  );
  return ratios.reduce((most, each) => (each.ratio > most.ratio ? each : most));
}

/**
 * Measures a ledger as it grows.
 *
 * @param afters after how many trades
 * @param times each step is taken so often
 */
export async function grown(
  afters: readonly number[],
  times: number,
  progress: BenchContext['progress'],
): Promise<Growth> {
  const pair = new BusyPair();
  await pair.open();
  const points: Point[] = [];
  for (const after of afters) {
    await pair.fill(after, (done) => {
      progress({ phase: 'growth', text: 'trades of one pair', done, total: after });
    });
    if (points.length === 0) await measured(pair, times); // Warms up.
    points.push(await measured(pair, times));
  }
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) throw new Error('nothing was measured');
  const { ratio, of } = worst(first, last);
  return { worstRatio: rounded(ratio), worstOf: of, points };
}

/** What one more trade costs after ever more of one pair, on a ledger in memory. Needs no network. */
export const growthBench = defineBench({
  name: 'growth',
  about: 'one more trade, match, instruction, query and report after ten thousand, and after a million',
  figures: () =>
    Type.Object(
      {
        worstRatio: Positive,
        worstOf: Type.String(),
        points: Type.Array(Point, { minItems: 2 }),
      },
      { additionalProperties: false },
    ),
  run: ({ scale, progress }) => grown(AFTER[scale], TIMES[scale], progress),
});
