import { existsSync } from 'node:fs';

import { NetworkError } from '../errors/network-error';
import { runningNode } from '../processes/node-process';
import type { NodeProcesses } from '../member/start-nodes';
import type { DevnetContext } from './devnet-context';
import { withPeers, type ConnectedPeer } from './peer-connections';
import { nodesOf } from './topology';

type Place = Pick<DevnetContext, 'topology' | 'folder'>;

/** The processes of a development network that run now, by node name. */
export function runningNodesOf({ topology, folder }: Place): NodeProcesses {
  const found = nodesOf(topology).flatMap(({ name }) => {
    const { log, pidFile } = folder.node(name);
    const running = runningNode({ node: name, log, pidFile });
    return running === undefined ? [] : [[name, running] as const];
  });
  return new Map(found);
}

/**
 * Does some work with those peers that run.
 *
 * @throws NetworkError `NOT_RUNNING` when none does, saying whether there is a network at all
 */
export async function withRunningPeers<Result>(
  place: Place,
  work: (peers: readonly ConnectedPeer[], nodes: NodeProcesses) => Promise<Result>,
): Promise<Result> {
  const { folder } = place;
  const nodes = runningNodesOf(place);
  const peers = place.topology.peers.filter(({ name }) => nodes.has(name));
  if (peers.length === 0) {
    throw new NetworkError(
      'NOT_RUNNING',
      existsSync(folder.marker)
        ? `no peer of the network in ${folder.root} runs; \`jangbu network up\` starts them`
        : `there is no network in ${folder.root} yet; \`jangbu network up\` makes one`,
      { folder: folder.root },
    );
  }
  return withPeers({ folder, topology: { ...place.topology, peers } }, (connected) => work(connected, nodes));
}
