import { Engine } from '../src/engine/engine';
import { OwnPeers } from '../src/engine/peers';
import { DEFAULT_RETRY } from '../src/engine/persistence';
import { DEFAULT_CONCURRENCY, DEFAULT_DEADLINES } from '../src/engine/settings';
import type { PeerTransport } from '../src/engine/transport';
import { Observer } from '../src/observe/observer';
import { TestClock } from './test-clock';

/** An engine over transports that a test brings, with a clock on which nobody waits. */
export function engineOver(
  ownMspId: string,
  first: PeerTransport,
  ...others: readonly PeerTransport[]
): { readonly engine: Engine; readonly clock: TestClock } {
  const clock = new TestClock();
  const engine = new Engine({
    peers: new OwnPeers([first, ...others], clock),
    ownMspId,
    clock,
    deadlines: DEFAULT_DEADLINES,
    retry: DEFAULT_RETRY,
    concurrency: DEFAULT_CONCURRENCY,
    observer: new Observer(),
  });
  return { engine, clock };
}
