import { RefusedError } from '../errors';
import { abortedBy } from '../async/signals';
import type { Clock } from '../async/clock';
import type { Verdict } from './failure-policy';

/** How long the engine keeps trying. */
export interface RetryBound {
  /** Tries in all, the first included. */
  readonly attempts: number;
  /** No new try after so many milliseconds. */
  readonly patienceMs: number;
  /** No new try so many milliseconds after the first when the refusal is still a passing one (lag). */
  readonly lagPatienceMs: number;
  /** Pause before the second try, in milliseconds; it doubles from try to try… */
  readonly firstPauseMs: number;
  /** …up to this. Each pause is shortened at random by up to half, so that rivals part. */
  readonly longestPauseMs: number;
}

export const DEFAULT_RETRY: RetryBound = {
  attempts: 32,
  patienceMs: 60_000,
  lagPatienceMs: 30_000,
  firstPauseMs: 40,
  longestPauseMs: 2_000,
};

/** One try failed; the verdict says what next. */
export class Setback extends Error {
  readonly verdict: Verdict;

  constructor(verdict: Verdict) {
    super(verdict.error.message);
    this.verdict = verdict;
  }
}

/** The pause before a try, in milliseconds. */
export function pauseBefore(attempt: number, bound: RetryBound, random: number): number {
  const full = Math.min(bound.longestPauseMs, bound.firstPauseMs * 2 ** (attempt - 2));
  return full * (1 - random / 2);
}

/**
 * Tries until it succeeds, a verdict says stop, the bound is reached, or the signal is aborted.
 *
 * @param once one try; throws a {@link Setback} to be judged, anything else goes straight through
 * @param learn told each verdict; decides whether there is a next try
 */
export async function persist<T>(
  once: (attempt: number) => Promise<T>,
  learn: (verdict: Verdict) => Verdict['next'],
  { bound, clock, signal }: { bound: RetryBound; clock: Clock; signal: AbortSignal },
): Promise<T> {
  const begun = clock.now();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(attempt);
    } catch (error) {
      if (!(error instanceof Setback)) throw error;
      const { verdict } = error;
      const next = learn(verdict);
      const patience = verdict.error instanceof RefusedError ? bound.lagPatienceMs : bound.patienceMs;
      const spent = attempt >= bound.attempts || clock.now() - begun >= patience;
      if (next === 'STOP' || spent) throw verdict.error;
    }
    await clock.sleep(pauseBefore(attempt + 1, bound, clock.random()), signal);
    if (signal.aborted) throw abortedBy(signal);
  }
}
