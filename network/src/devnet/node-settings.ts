import { memberLayout } from '../identities/layout';
import type { BuilderEnvironment } from '../member/external-builder';
import type { OrdererNode, PeerNode } from '../member/nodes';
import type { OrdererSettings } from '../member/orderer-config';
import type { PeerSettings } from '../member/peer-config';
import type { DevnetContext } from './devnet-context';
import type { StateFolder } from './state-folder';
import type { Topology } from './topology';
import { chaincodeTls } from './chaincode';

/** How a consenter of a development network is configured. */
export function ordererSettings(node: OrdererNode, folder: StateFolder): OrdererSettings {
  const identity = memberLayout(folder.root, node.member).orderer(node.consenter);
  return { node, identity, data: folder.node(node.name).data };
}

/** How a peer of a development network is configured. */
export function peerSettings(topology: Topology, node: PeerNode, folder: StateFolder): PeerSettings {
  const siblings = topology.peers.filter(
    ({ member, index }) => member.id === node.member.id && index !== node.index,
  );
  return {
    node,
    channel: topology.channel,
    identity: memberLayout(folder.root, node.member).peer(node.index),
    data: folder.node(node.name).data,
    builder: folder.builder,
    neighbours: {
      count: topology.peers.length,
      position: topology.peers.indexOf(node),
      siblings: siblings.map(({ address }) => address),
      copies: siblings.length,
    },
    delivery: 'simple',
  };
}

/** What the external builder of every peer learns of the one service. */
export function builderEnvironment(context: DevnetContext): BuilderEnvironment {
  const address = { JANGBU_CHAINCODE_ADDRESS: context.topology.chaincode.address };
  switch (context.chaincodeMode) {
    case 'service':
      return address;
    case 'service-tls':
      return { ...address, JANGBU_CHAINCODE_TLS_ROOT: chaincodeTls(context).root };
    case 'peer':
      return {};
  }
}
