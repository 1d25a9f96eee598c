import { GatewayError } from '@hyperledger/fabric-gateway';
import { readRefusal, REFUSALS } from '@jangbu/model';

/** So often is anything tried: of 64 that write one key, one succeeds a block. */
const TRIES = 500;

/** Whether the contracts refused for a reason that stays. */
function isFinal(error: unknown): boolean {
  if (!(error instanceof GatewayError)) return false;
  const refusals = error.details.flatMap(({ message }) => readRefusal(message) ?? []);
  return refusals.some(({ code }) => !REFUSALS[code].retryable);
}

/**
 * A plain client repeats what failed, as any would: a version conflict, endorsers of which one has not seen
 * the latest block. What the contracts refuse for good is not repeated.
 */
export async function retry(work: () => Promise<unknown>): Promise<void> {
  for (let left = TRIES; ; left -= 1) {
    try {
      await work();
      return;
    } catch (error) {
      if (left === 0 || isFinal(error)) throw error;
    }
  }
}
