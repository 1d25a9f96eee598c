import type { RefusalCode, RefusalFacts } from '@jangbu/model';
import { Refused } from './channel';

/**
 * The facts with which an attempt is refused. That a refusal writes nothing, every simulated peer checks.
 *
 * @throws Error when the attempt succeeds, fails otherwise, or is refused with another code
 */
export async function refusal<C extends RefusalCode>(
  code: C,
  attempt: Promise<unknown>,
): Promise<RefusalFacts[C]> {
  const outcome = await attempt.then(
    () => new Error('success'),
    (error: unknown) => error,
  );
  if (!(outcome instanceof Error)) throw new Error(`expected the refusal ${code}`);
  if (!(outcome instanceof Refused) || outcome.code !== code) {
    throw new Error(`expected the refusal ${code}, found ${outcome.message}`);
  }
  return outcome.refusal?.facts as RefusalFacts[C];
}
