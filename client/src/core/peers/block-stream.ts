import type { Network } from '@hyperledger/fabric-gateway';
import type { BlockRequest, DeliveredBlock } from './transport';

/** Blocks from a peer's deliver service; the stream is cancelled when the consumer leaves or aborts. */
export async function* deliveredBlocks(
  network: Network,
  { from, privateData, signal }: BlockRequest,
): AsyncIterable<DeliveredBlock> {
  if (privateData === 'WITHOUT') {
    const blocks = await network.getBlockEvents({ startBlock: from });
    yield* cancellable(blocks, signal, (block) => ({ block }));
    return;
  }
  const both = await network.getBlockAndPrivateDataEvents({ startBlock: from });
  yield* cancellable(both, signal, (each) => {
    const block = each.getBlock();
    if (!block) throw new TypeError('a peer delivered private data without its block');
    return { block, privateData: each };
  });
}

async function* cancellable<T>(
  stream: AsyncIterable<T> & { close(): void },
  signal: AbortSignal | undefined,
  map: (each: T) => DeliveredBlock,
): AsyncIterable<DeliveredBlock> {
  const close = (): void => {
    stream.close();
  };
  signal?.addEventListener('abort', close);
  try {
    if (signal?.aborted) close();
    for await (const each of stream) yield map(each);
  } finally {
    signal?.removeEventListener('abort', close);
    close();
  }
}
