import {
  canonicalJson,
  shardsOf,
  type CancelRequest,
  type Instruction,
  type InstructionCancellation,
} from '@jangbu/model';
import { PeerError, RefusedError } from '../../core/errors';
import { randomSalt } from '../../core/random/random';
import type { CallOptions } from '../../core/submit/submission';
import type { PairReader } from '../matching/pair-reader';

/** What a match or another cancellation that came first is told by; the request is made anew then. */
export const MOVED = ['MATCH_INDEX_MOVED'] as const;

/** So often a request is made anew. */
const ROUNDS = 10;

/** A firm's consent to cancelling an instruction. */
export function instructionCancellation(
  { creator, instructionId }: Instruction,
  member: string,
): InstructionCancellation {
  const instruction = { creator, instructionId };
  return { type: 'instruction-cancellation', version: 1, instruction, member, salt: randomSalt() };
}

/** What a consent is sent with: where the pair's trade date stands, to which the amounts go back if it is the second one. */
async function cancelRequest(
  pairs: PairReader,
  instruction: Instruction,
  consent: string,
  options: CallOptions,
): Promise<CancelRequest> {
  const standing = await pairs.index(instruction, options);
  if (!standing) throw new PeerError('an instruction stands, and not the match from which it was made');
  const utis = instruction.origin.kind === 'GROSS' ? [instruction.origin.uti] : [];
  const { texts } = await pairs.shards(instruction, shardsOf(standing.index, utis), options);
  return {
    type: 'cancel-request',
    version: 1,
    instruction: canonicalJson(instruction),
    consent,
    index: standing.text,
    shards: [...texts],
    salts: { index: randomSalt(), result: randomSalt() },
  };
}

/**
 * Sends a consent from what stands, anew where somebody else's match or cancellation came first.
 *
 * @throws RefusedError
 */
export async function sendCancellation<T>(
  pairs: PairReader,
  instruction: Instruction,
  consent: string,
  options: CallOptions,
  send: (request: CancelRequest) => Promise<T>,
): Promise<T> {
  for (let round = 1; ; round += 1) {
    const request = await cancelRequest(pairs, instruction, consent, options);
    try {
      return await send(request);
    } catch (error) {
      const isMoved = error instanceof RefusedError && MOVED.some((code) => code === error.code);
      if (!isMoved || round === ROUNDS) throw error;
    }
  }
}
