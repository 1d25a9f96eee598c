import type { Progress } from '@jangbu/network';

/** The figures of a way of doing things: how many a second, and how long one took. */
export interface Measured {
  readonly perSecond: number;
  /** Milliseconds from an operation's start to its end, one an operation. */
  readonly latenciesMs: readonly number[];
}

/** How the plain way is measured: tried with so many operations at each concurrency, then measured at the best. */
export interface PlainSize {
  /** With one only, nothing is tried. */
  readonly atOnce: readonly [number, ...number[]];
  readonly trial: number;
  readonly measured: number;
}

/** How many at once suit the plain way best. */
export async function bestAtOnce(
  { atOnce: candidates, trial }: PlainSize,
  measure: (operations: number, atOnce: number) => Promise<Measured>,
  progress: Progress,
): Promise<number> {
  let best = { atOnce: candidates[0], perSecond: 0 };
  if (candidates.length === 1) return best.atOnce;
  for (const atOnce of candidates) {
    progress({ phase: 'plain way', text: `trying ${atOnce} at a time` });
    const { perSecond } = await measure(trial, atOnce);
    if (perSecond > best.perSecond) best = { atOnce, perSecond };
  }
  return best.atOnce;
}
