import { ContractClient } from '../src/core/submit/contract-client';
import { OwnPeers } from '../src/core/peers/own-peers';
import { DEFAULT_RETRY } from '../src/core/submit/retry';
import { DEFAULT_CONCURRENCY, DEFAULT_DEADLINES } from '../src/core/submit/settings';
import type { PeerTransport } from '../src/core/peers/transport';
import { Observer } from '../src/core/observe/observer';
import { TestClock } from './test-clock';

/** A contract client over transports that a test brings, with a clock on which nobody waits. */
export function contractsOver(
  ownMspId: string,
  first: PeerTransport,
  ...others: readonly PeerTransport[]
): { readonly contracts: ContractClient; readonly clock: TestClock } {
  const clock = new TestClock();
  const contracts = new ContractClient({
    peers: new OwnPeers([first, ...others], clock),
    ownMspId,
    clock,
    deadlines: DEFAULT_DEADLINES,
    retry: DEFAULT_RETRY,
    concurrency: DEFAULT_CONCURRENCY,
    observer: new Observer(),
  });
  return { contracts, clock };
}
