import type { common } from '@hyperledger/fabric-protos';
import { FollowError, ReadModelError, StoreError, UnavailableError } from '../errors';
import { buildBlock, buildChain } from '../../../testing/blocks';
import { temporaryFolder } from '../../../testing/temporary-folder';
import { TestClock } from '../../../testing/test-clock';
import type { BlockSink, BlocksRequest, BlockSource, Checkpoint } from './block-sink';
import { followBlocks } from './follow-blocks';
import { JournalSink } from './journal-sink';
import type { LedgerBlock } from './ledger-block';
import { readBlock } from './read-block';

const folder = temporaryFolder();

function chainOf(length: number): LedgerBlock[] {
  const blocks = buildChain(
    ...Array.from({ length }, (_, i) => [{ transactionId: `tx${i}`, writes: [[`k${i}`, `v${i}`]] as const }]),
  );
  return blocks.map((block: common.Block) => readBlock({ block }));
}

/** Delivers the blocks it has, a few a stream, and then goes away like a peer that restarts. */
class FlakySource implements BlockSource {
  readonly #blocks: readonly LedgerBlock[];
  readonly #perStream: number;
  readonly asked: bigint[] = [];

  constructor(blocks: readonly LedgerBlock[], perStream: number) {
    this.#blocks = blocks;
    this.#perStream = perStream;
  }

  async *blocks({ from }: BlocksRequest): AsyncIterable<LedgerBlock> {
    this.asked.push(from);
    await Promise.resolve();
    yield* this.#blocks.slice(Number(from), Number(from) + this.#perStream);
    throw new UnavailableError('BLOCKS');
  }
}

class MemorySink implements BlockSink {
  readonly numbers: bigint[] = [];
  at: Checkpoint | undefined;
  failAt: bigint | undefined;

  checkpoint(): Promise<Checkpoint | undefined> {
    return Promise.resolve(this.at);
  }

  apply({ number }: LedgerBlock, next: Checkpoint): Promise<void> {
    if (number === this.failAt) return Promise.reject(new StoreError('CORRUPT', 'no'));
    this.numbers.push(number);
    this.at = next;
    return Promise.resolve();
  }
}

/** A sink whose database goes away at one block, with the block applied or not, and comes back some calls later. */
class AwaySink extends MemorySink {
  readonly #awayAt: bigint;
  failures = 0;

  constructor(awayAt: number) {
    super();
    this.#awayAt = BigInt(awayAt);
  }

  #away<T>(): Promise<T> | undefined {
    const isAway = this.at?.next === this.#awayAt && this.failures < 4;
    if (!isAway) return undefined;
    this.failures += 1;
    return Promise.reject(new ReadModelError('DATABASE_AWAY', 'away'));
  }

  override checkpoint(): Promise<Checkpoint | undefined> {
    return this.#away() ?? super.checkpoint();
  }

  override apply(block: LedgerBlock, next: Checkpoint): Promise<void> {
    return this.#away() ?? super.apply(block, next);
  }
}

const upTo = (last: number): bigint[] => Array.from({ length: last + 1 }, (_, i) => BigInt(i));

describe('following', () => {
  test('brings each block once and in order, over streams that break', async () => {
    const sink = new MemorySink();
    const source = new FlakySource(chainOf(10), 3);
    const at = await followBlocks(source, sink, { until: 9n }, new TestClock());
    expect(sink.numbers).toEqual(upTo(9));
    expect(at.next).toBe(10n);
    expect(source.asked).toEqual([0n, 3n, 6n, 9n]);
  });

  test('goes on where the sink stands', async () => {
    const sink = new MemorySink();
    const blocks = chainOf(10);
    await followBlocks(new FlakySource(blocks, 10), sink, { until: 4n }, new TestClock());
    await followBlocks(new FlakySource(blocks, 10), sink, { until: 9n }, new TestClock());
    expect(sink.numbers).toEqual(upTo(9));
  });

  test('ends with its signal, and tells where', async () => {
    const controller = new AbortController();
    const sink = new MemorySink();
    const apply = sink.apply.bind(sink);
    sink.apply = (block, next) => {
      if (block.number === 3n) controller.abort();
      return apply(block, next);
    };
    const source = new FlakySource(chainOf(10), 10);
    const at = await followBlocks(source, sink, { signal: controller.signal }, new TestClock());
    expect(at.next).toBe(4n);
    expect(sink.numbers).toEqual(upTo(3));
  });

  test('tries again while the sink is away, from where it stands when it is back', async () => {
    const sink = new AwaySink(3);
    const end = await followBlocks(new FlakySource(chainOf(6), 10), sink, { until: 5n }, new TestClock());
    expect(end.next).toBe(6n);
    expect(sink.numbers).toEqual(upTo(5));
    expect(sink.failures).toBeGreaterThan(2);
  });

  test('begins when its sink is there, and ends while it is away', async () => {
    const late = new AwaySink(0);
    late.at = { next: 0n, previousHash: null };
    await followBlocks(new FlakySource(chainOf(3), 10), late, { until: 2n }, new TestClock());
    expect([late.numbers, late.failures]).toEqual([upTo(2), 4]);

    const away = new AwaySink(2);
    away.failures = -1_000_000;
    const ended = new AbortController();
    const source = new FlakySource(chainOf(6), 10);
    const clock = new TestClock();
    clock.sleep = () => {
      if (away.failures > -999_990) ended.abort();
      return Promise.resolve();
    };
    await expect(followBlocks(source, away, { signal: ended.signal }, clock)).resolves.toMatchObject({
      next: 2n,
    });
  });

  test('waits longer and longer for a peer that stays away', async () => {
    const clock = new TestClock();
    const controller = new AbortController();
    const sleep = clock.sleep.bind(clock);
    clock.sleep = (ms) => {
      if (clock.pauses.length === 12) controller.abort();
      return sleep(ms);
    };
    await followBlocks(new FlakySource([], 1), new MemorySink(), { signal: controller.signal }, clock);
    expect(clock.pauses[1]).toBeGreaterThan(clock.pauses[0] ?? 0);
    expect(Math.max(...clock.pauses)).toBeLessThanOrEqual(2_000);
  });
});

describe('what is not followed', () => {
  test('a gap between two blocks', async () => {
    const [first, , third] = chainOf(3);
    const sink = new MemorySink();
    const source: BlockSource = {
      async *blocks() {
        await Promise.resolve();
        if (first) yield first;
        if (third) yield third;
      },
    };
    const following = followBlocks(source, sink, {}, new TestClock());
    await expect(following).rejects.toMatchObject({ name: 'FollowError', reason: 'GAP', blockNumber: 2n });
    expect(sink.numbers).toEqual([0n]);
  });

  test('another history than the one that the sink has seen', async () => {
    const sink = new MemorySink();
    await followBlocks(new FlakySource(chainOf(3), 3), sink, { until: 2n }, new TestClock());
    const other = readBlock({ block: buildBlock(3, Buffer.alloc(32, 9), []) });
    const source: BlockSource = {
      async *blocks() {
        await Promise.resolve();
        yield other;
      },
    };
    await expect(followBlocks(source, sink, {}, new TestClock())).rejects.toThrow(FollowError);
    expect(sink.numbers).toEqual(upTo(2));
  });

  test('anything behind a block that the sink could not apply', async () => {
    const sink = new MemorySink();
    sink.failAt = 2n;
    const source = new FlakySource(chainOf(5), 5);
    await expect(followBlocks(source, sink, {}, new TestClock())).rejects.toThrow('no');
    expect(sink.numbers).toEqual([0n, 1n]);
    sink.failAt = undefined;
    await followBlocks(source, sink, { until: 4n }, new TestClock());
    expect(sink.numbers).toEqual(upTo(4));
  });
});

describe('JournalSink', () => {
  test('holds blocks and checkpoint after reopening, exactly as they were applied', async () => {
    const blocks = chainOf(6);
    const source = new FlakySource(blocks, 2);
    const before = await JournalSink.open(folder());
    await followBlocks(source, before, { until: 2n }, new TestClock());
    await before.close();
    const after = await JournalSink.open(folder());
    await followBlocks(source, after, { until: 5n }, new TestClock());
    const held: LedgerBlock[] = [];
    for await (const block of after.blocks()) held.push(block);
    expect(held).toEqual(blocks);
    await expect(after.checkpoint()).resolves.toEqual({ next: 6n, previousHash: blocks[5]?.hash });
    await after.close();
  });

  test('is not opened twice at a time', async () => {
    const sink = await JournalSink.open(folder());
    await expect(JournalSink.open(folder())).rejects.toMatchObject({ reason: 'LOCKED' });
    await sink.close();
  });
});
