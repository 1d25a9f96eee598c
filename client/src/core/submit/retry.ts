import { RefusedError } from '../errors';
import { abortedBy } from '../async/signals';
import type { Clock } from '../async/clock';
import type { FailureDecision } from './failure-policy';

/** How long the contract client keeps trying. */
export interface RetryPolicy {
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

export const DEFAULT_RETRY: RetryPolicy = {
  attempts: 32,
  patienceMs: 60_000,
  lagPatienceMs: 30_000,
  firstPauseMs: 40,
  longestPauseMs: 2_000,
};

/** One try failed; the decision says what next. */
export class FailedAttempt extends Error {
  readonly decision: FailureDecision;

  constructor(decision: FailureDecision) {
    super(decision.error.message);
    this.decision = decision;
  }
}

/** The pause before a try, in milliseconds. */
export function backoffBefore(attempt: number, policy: RetryPolicy, random: number): number {
  const full = Math.min(policy.longestPauseMs, policy.firstPauseMs * 2 ** (attempt - 2));
  return full * (1 - random / 2);
}

/**
 * Tries until it succeeds, a decision says stop, the policy allows no more, or the signal is aborted.
 *
 * @param once one try; throws a {@link FailedAttempt} to decide upon, anything else goes straight through
 * @param learn told each decision; decides whether there is a next try
 */
export async function withRetries<T>(
  once: (attempt: number) => Promise<T>,
  learn: (decision: FailureDecision) => FailureDecision['next'],
  { policy, clock, signal }: { policy: RetryPolicy; clock: Clock; signal: AbortSignal },
): Promise<T> {
  const begun = clock.now();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(attempt);
    } catch (error) {
      if (!(error instanceof FailedAttempt)) throw error;
      const { decision } = error;
      const next = learn(decision);
      const patience = decision.error instanceof RefusedError ? policy.lagPatienceMs : policy.patienceMs;
      const spent = attempt >= policy.attempts || clock.now() - begun >= patience;
      if (next === 'STOP' || spent) throw decision.error;
    }
    await clock.sleep(backoffBefore(attempt + 1, policy, clock.random()), signal);
    if (signal.aborted) throw abortedBy(signal);
  }
}
