import { systemClock, type Clock } from '../async/clock';
import { DEFAULT_RETRY, backoffBefore } from '../submit/retry';
import { abortedBy } from '../async/signals';
import { anyOf } from '../async/signals';
import { AbortedError, FollowError, JangbuError } from '../errors';
import type { BlockSink, BlockSource, Checkpoint } from './block-sink';
import type { LedgerBlock } from './ledger-block';

/** How to follow. */
export interface FollowOptions {
  /** Ends the following; it then resolves, with the last block applied. */
  readonly signal?: AbortSignal | undefined;
  /** Whether private data come with the blocks; they do unless told otherwise. */
  readonly privateData?: 'WITH' | 'WITHOUT' | undefined;
  /** Ends the following when this block has been applied. */
  readonly until?: bigint | undefined;
  /** Where a sink begins that has applied nothing; block 0 unless told otherwise. */
  readonly startBlock?: bigint | undefined;
}

/**
 * Brings the ledger's blocks into a sink, each exactly once and in order, starting where the sink
 * stands. Blocks are pulled one at a time, so a slow sink holds the peer back and loses nothing.
 * While the peer is away, or the sink fails for a reason that passes (`retryable`), it is tried again for as long as
 * the signal allows.
 *
 * @returns where the sink stands when the signal ends it or `until` is reached
 * @throws FollowError when the peer's blocks are not those that the sink has seen (`GAP`, `FORK`) or
 *   cannot be read (`DAMAGED`); whatever else the sink throws; AbortedError when the ledger is closed
 */
export async function followBlocks(
  source: BlockSource,
  sink: BlockSink,
  options: FollowOptions = {},
  clock: Clock = systemClock,
): Promise<Checkpoint> {
  const following = { ...options, signal: anyOf(options.signal) };
  let at: Checkpoint = { next: options.startBlock ?? 0n, previousHash: null };
  let fruitless = 0;
  while (!following.signal.aborted && !reached(at, options.until)) {
    const before = at.next;
    at = await onwards(source, sink, at, following);
    fruitless = at.next > before ? 0 : Math.min(fruitless + 1, 10);
    const pause = backoffBefore(fruitless + 2, DEFAULT_RETRY, clock.random());
    if (!reached(at, options.until)) await clock.sleep(pause, following.signal);
  }
  return at;
}

type Following = FollowOptions & { readonly signal: AbortSignal };

/**
 * Follows one stream until it ends, for a reason after which it may be begun again. The sink tells first where it
 * stands: one that went away in the middle may or may not have applied the last block.
 */
async function onwards(
  source: BlockSource,
  sink: BlockSink,
  before: Checkpoint,
  following: Following,
): Promise<Checkpoint> {
  let at = before;
  try {
    at = (await sink.checkpoint()) ?? before;
    for await (const next of applied(source, sink, at, following)) at = next;
    return at;
  } catch (error) {
    if (following.signal.aborted) return standing(sink, at);
    if (passing(error)) return at;
    throw error;
  }
}

/** Where the sink stands; as far as is known, where it is away. */
async function standing(sink: BlockSink, known: Checkpoint): Promise<Checkpoint> {
  try {
    return (await sink.checkpoint()) ?? known;
  } catch (error) {
    if (passing(error)) return known;
    throw error;
  }
}

/** Applies the blocks of one stream, and tells where the sink stands after each. */
async function* applied(
  source: BlockSource,
  sink: BlockSink,
  from: Checkpoint,
  { privateData = 'WITH', signal, until }: Following,
): AsyncIterable<Checkpoint> {
  if (reached(from, until)) return;
  let at = from;
  for await (const block of source.blocks({ from: at.next, privateData, signal })) {
    if (signal.aborted) throw abortedBy(signal);
    const next = checkpointBehind(block, at);
    await sink.apply(block, next);
    yield next;
    if (reached(next, until)) return;
    at = next;
  }
}

function reached({ next }: Checkpoint, until: bigint | undefined): boolean {
  return until !== undefined && next > until;
}

/** Whether it may do later: a peer or a sink's database that went away, not a sink that failed or a closed ledger. */
function passing(error: unknown): boolean {
  return error instanceof JangbuError && error.retryable && !(error instanceof AbortedError);
}

/** The checkpoint behind a block; throws when it is not the one that follows. */
function checkpointBehind(block: LedgerBlock, at: Checkpoint): Checkpoint {
  const { number, previousHash, hash } = block;
  if (number !== at.next) {
    const says = `block ${at.next.toString()} was due and block ${number.toString()} came`;
    throw new FollowError('GAP', number, says);
  }
  if (at.previousHash !== null && previousHash !== at.previousHash) {
    const says = `block ${number.toString()} does not follow from the one before it: another history`;
    throw new FollowError('FORK', number, says);
  }
  return { next: number + 1n, previousHash: hash };
}
