import { NetworkError } from '../errors/network-error';
import { tellingLines } from './exit-reason';
import { lastLines } from './log-file';
import { requireAlive, type NodeProcess } from './node-process';
import { until } from '../long-work/until';

/** How long to wait, and when to give up. */
export interface Patience {
  readonly deadlineMs: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Waits for a node until it does what it should, as long as it lives.
 *
 * @param fact whether it does
 * @throws NetworkError why it died, or `NODE_NOT_READY` with the end of its log
 */
export async function waitFor(
  node: NodeProcess,
  fact: () => Promise<boolean>,
  { deadlineMs, signal }: Patience,
): Promise<void> {
  const ready = await until(
    async () => {
      requireAlive(node);
      return fact();
    },
    deadlineMs,
    signal,
  );
  if (ready) return;
  const seconds = Math.round(deadlineMs / 1000);
  const log = tellingLines(lastLines(node.log, 50, node.logStart)).join(' | ');
  throw new NetworkError(
    'NODE_NOT_READY',
    `${node.node} runs but did not become ready within ${seconds} s${log === '' ? '' : `: ${log}`} (log: ${node.log})`,
    { node: node.node, log: node.log },
  );
}
