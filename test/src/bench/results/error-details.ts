import { GatewayError } from '@hyperledger/fabric-gateway';
import { NoResultError } from './check';

/** So deep are errors looked into. */
const DEEPEST = 5;

function ofOne(error: unknown): string[] {
  if (error instanceof GatewayError)
    return error.details.map(({ mspId, address, message }) => `${mspId} at ${address}: ${message}`);
  if (error instanceof NoResultError) return [...error.wrong];
  // A refusal's code is in its message; its facts say which trade, which lot.
  return error instanceof Error && 'facts' in error ? [JSON.stringify(error.facts)] : [];
}

/** What peers and the layers below said about an error besides its own message, each thing once. */
export function detailsBehind(error: unknown): string[] {
  const words: string[] = [];
  let cause = error;
  for (let depth = 0; depth < DEEPEST && cause instanceof Error; depth += 1) {
    if (depth > 0) words.push(cause.message);
    words.push(...ofOne(cause));
    cause = cause.cause;
  }
  return [...new Set(words)];
}
