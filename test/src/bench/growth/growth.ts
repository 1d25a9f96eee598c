import { Type, type Static } from '@sinclair/typebox';
import { defineBench, type BenchContext } from '../definition/bench';
import { NotNegative, Positive, PositiveCount } from '../figures/figures';
import type { Scale } from '../figures/scale';
import { percentile, rounded } from '../measure/statistics';
import { BusyPair, type Costs } from './busy-pair';

/** After so many trades of one pair, matched, instructed and settled, the costs are measured. */
const AFTER: Readonly<Record<Scale, readonly [number, ...number[]]>> = {
  FULL: [10_000, 100_000, 1_000_000],
  SHORT: [1_900, 3_900],
};
/** Each step is taken so often. */
const TIMES: Readonly<Record<Scale, number>> = { FULL: 128, SHORT: 16 };

/** Multiples of it fall evenly between 0 and 1, however many there are. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** So often each step is taken before it counts: what was sorted anew, or not compiled yet, is no part of it. */
const WARM_UP = 21;

const StepCost = Type.Object({
  milliseconds: Positive,
  kilobytes: Positive,
  keysRead: PositiveCount,
  keysWritten: NotNegative,
});
type StepCost = Static<typeof StepCost>;

const EXACT = ['kilobytes', 'keysRead', 'keysWritten'] as const;

const STEPS = ['record', 'match', 'instruct', 'query', 'report'] as const;
type Step = (typeof STEPS)[number];

const Point = Type.Object({
  after: PositiveCount,
  ...Object.fromEntries(STEPS.map((step) => [step, StepCost])),
});

/** What growth comes to. */
export interface Growth {
  /** The largest ratio of a cost at the end to the same at the beginning. */
  readonly worstRatio: number;
  readonly worstOf: string;
  /** The same of bytes and keys alone, which depend on no machine. */
  readonly worstExactRatio: number;
  readonly worstExactOf: string;
  readonly points: Point[];
}

type Point = { readonly after: number } & Readonly<Record<Step, StepCost>>;

function costOf(samples: readonly Costs[]): StepCost {
  const each = (of: (cost: Costs[number]) => number): number[] =>
    samples.map((costs) => costs.reduce((sum, cost) => sum + of(cost), 0));
  // Sizes differ from shard to shard: it is the mean that tells what trades cost.
  const mean = (of: (cost: Costs[number]) => number): number =>
    each(of).reduce((sum, cost) => sum + cost, 0) / samples.length;
  return {
    // The lower quartile: garbage collected and caches lost meanwhile are no part of the step.
    milliseconds: rounded(
      percentile(
        each(({ milliseconds }) => milliseconds),
        0.25,
      ),
    ),
    kilobytes: rounded(mean((cost) => cost.sentBytes + cost.writtenBytes + cost.answeredBytes) / 1024),
    keysRead: Math.round(mean(({ keysRead }) => keysRead)),
    keysWritten: Math.round(mean(({ keysWritten }) => keysWritten)),
  };
}

/** Takes each step so often, on a ledger as it stands: one more trade, its match, its instruction. */
async function measured(pair: BusyPair, times: number): Promise<Point> {
  await pair.settle();
  const after = pair.trades;
  const samples = { record: [], match: [], instruct: [], query: [], report: [] } as Record<Step, Costs[]>;
  for (let i = 0; i < times; i += 1) {
    await pair.goTo((i * GOLDEN) % 1);
    const recorded = await pair.record(1);
    samples.record.push(recorded.costs);
    samples.match.push(await pair.match(recorded));
    samples.instruct.push(await pair.instruct());
    samples.query.push(await pair.look());
    samples.report.push(await pair.report());
  }
  const [record, match, instruct, query, report] = STEPS.map((step) => costOf(samples[step]));
  if (!record || !match || !instruct || !query || !report) throw new Error('a step was not taken');
  return { after, record, match, instruct, query, report };
}

/** The largest ratio of a cost at the end to the same at the beginning, and which one it is. */
function worst(
  first: Point,
  last: Point,
  costs: readonly (keyof StepCost)[],
): { readonly ratio: number; readonly of: string } {
  const ratios = STEPS.flatMap((step) =>
    costs
      .filter((what) => first[step][what] > 0)
      .map((what) => ({ ratio: last[step][what] / first[step][what], of: `${step}: ${what}` })),
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
    await measured(pair, WARM_UP);
    points.push(await measured(pair, times));
  }
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) throw new Error('nothing was measured');
  const exact = worst(first, last, EXACT);
  const any = worst(first, last, [...EXACT, 'milliseconds']);
  return {
    worstRatio: rounded(any.ratio),
    worstOf: any.of,
    worstExactRatio: rounded(exact.ratio),
    worstExactOf: exact.of,
    points,
  };
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
        worstExactRatio: Positive,
        worstExactOf: Type.String(),
        points: Type.Array(Point, { minItems: 2 }),
      },
      { additionalProperties: false },
    ),
  run: ({ scale, progress }) => grown(AFTER[scale], TIMES[scale], progress),
});
