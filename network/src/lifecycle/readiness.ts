import { transactions } from '@jangbu/model';

import { channelMembers } from '../fabric/channel-members';
import type { PeerConnection } from '../fabric/peer-connection';
import { NetworkError } from '../network-error';
import { requireAlive, type RunningNode } from '../processes/node-process';
import { eachOf, until } from '../processes/wait';
import type { Progress } from '../progress';
import { chaincodeName } from '../topology/topology';

const PING_MS = 20_000;
const ASK_AT_ONCE = 6;

/** What has to be ready. */
export interface ReadinessInput {
  readonly channel: string;
  readonly connections: readonly PeerConnection[];
  /** Processes without which the network never becomes ready. */
  readonly nodes: readonly RunningNode[];
  readonly progress: Progress;
  readonly deadlineMs: number;
  readonly signal?: AbortSignal | undefined;
}

async function sees(connection: PeerConnection, channel: string, members: number): Promise<boolean> {
  try {
    return (await channelMembers(connection, channel, chaincodeName)).size === members;
  } catch {
    // The peer is busy or not there yet; whether it has died is asked besides.
    return false;
  }
}

/** Waits until each peer sees a peer of every member that has the chaincode: what its gateway plans with. */
async function allSeeAll({ channel, connections, nodes, progress, deadlineMs, signal }: ReadinessInput): Promise<void> {
  let blind = [...connections];
  const fact = async (): Promise<boolean> => {
    for (const node of nodes) requireAlive(node);
    const seeing = await eachOf(blind, ASK_AT_ONCE, (connection) => sees(connection, channel, connections.length));
    blind = blind.filter((_, i) => !seeing[i]);
    const done = connections.length - blind.length;
    progress({ phase: 'discovery', text: 'peers that see all others', done, total: connections.length });
    return blind.length === 0;
  };
  if (await until(fact, deadlineMs, signal)) return;
  const names = blind.map(({ node }) => node.name).join(', ');
  throw new NetworkError(
    'NODE_NOT_READY',
    `not all members see each other after ${deadlineMs / 1000} s (${names}); run \`network up\` again, or look at \`network logs\``,
    { nodes: names },
  );
}

/** Whether the chaincode answers at a peer. */
export async function answers(connection: PeerConnection, channel: string): Promise<boolean> {
  try {
    const args = [transactions.consortium.ping];
    await connection.query({ channel, chaincode: chaincodeName, args }, PING_MS);
    return true;
  } catch {
    return false;
  }
}

/** Waits until the chaincode answers at each peer. */
async function allAnswer({ channel, connections, nodes, progress, deadlineMs, signal }: ReadinessInput): Promise<void> {
  let done = 0;
  await eachOf(connections, ASK_AT_ONCE, async (connection) => {
    const answered = await until(
      () => {
        for (const node of nodes) requireAlive(node);
        return answers(connection, channel);
      },
      deadlineMs,
      signal,
    );
    if (!answered) {
      const { name } = connection.node;
      throw new NetworkError('NODE_NOT_READY', `the chaincode does not answer at ${name}; look at \`network logs\``, {
        node: name,
      });
    }
    progress({ phase: 'chaincode answers', text: 'at peers', done: (done += 1), total: connections.length });
  });
}

/**
 * Waits until the network is ready for a member's application: the chaincode answers at each peer, and
 * each peer sees all others through discovery.
 *
 * @throws NetworkError `NODE_NOT_READY`, `NODE_DIED`, `CANCELLED`
 */
export async function ready(input: ReadinessInput): Promise<void> {
  await allAnswer(input);
  await allSeeAll(input);
}
