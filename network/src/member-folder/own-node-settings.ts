import { dirname, resolve } from 'node:path';

import type { BuilderEnvironment } from '../member/external-builder';
import type { NodeHsm } from '../member/bccsp-config';
import { ordererCommand, peerCommand } from '../member/node-command';
import type { OrdererNode, PeerNode } from '../member/nodes';
import type { OrdererSettings } from '../member/orderer-config';
import type { PeerSettings } from '../member/peer-config';
import type { NodeCommand } from '../processes/node-process';
import type { FabricPrograms } from '../programs';
import { hsmPin } from './hsm-pin';
import type { MemberFolder } from './member-folder';

/** A member does not know how many peers the others run: gossip is paced as for many. */
const assumedPeers = 22;

/** The same at every start, and rarely that of another peer: what two peers that call each other at once tell apart by. */
function positionOf(name: string): number {
  return Buffer.from(name).reduce((sum, byte) => (sum * 31 + byte) % assumedPeers, 0);
}

function hsmOf({ entry }: MemberFolder): NodeHsm | undefined {
  return entry.hsm === undefined ? undefined : { library: entry.hsm.library, label: entry.hsm.label };
}

/** How a member's own peer is configured. */
export function ownPeerSettings(folder: MemberFolder, node: PeerNode): PeerSettings {
  const others = folder.peers.filter(({ index }) => index !== node.index);
  return {
    node,
    channel: folder.entry.channel,
    identity: folder.layout.peer(node.index),
    data: folder.node(node.name).data,
    builder: folder.builder,
    neighbours: {
      count: assumedPeers,
      position: positionOf(node.name),
      siblings: others.map(({ address }) => address),
      // Also where there is none yet: a second peer that is added later is handed everything without a restart here.
      copies: Math.max(1, others.length),
    },
    delivery: folder.entry.delivery ?? 'cluster',
    hsm: hsmOf(folder),
  };
}

/** How a member's own consenter is configured. */
export function ownOrdererSettings(folder: MemberFolder, node: OrdererNode): OrdererSettings {
  return {
    node,
    identity: folder.layout.orderer(node.consenter),
    data: folder.node(node.name).data,
    hsm: hsmOf(folder),
  };
}

/** What the external builder of the member's peers learns of where the contracts are served. */
export function ownBuilderEnvironment({ root, entry }: MemberFolder): BuilderEnvironment {
  const { mode, address, tlsRoot, tlsCertificate, tlsKey } = entry.contracts;
  if (mode === 'peer') return {};
  const file = (name: string, given: string | undefined): Record<string, string> =>
    given === undefined ? {} : { [name]: resolve(root, given) };
  return {
    ...(address === undefined ? {} : { JANGBU_CHAINCODE_ADDRESS: address }),
    ...file('JANGBU_CHAINCODE_TLS_ROOT', tlsRoot),
    ...file('JANGBU_CHAINCODE_TLS_CERT', tlsCertificate),
    ...file('JANGBU_CHAINCODE_TLS_KEY', tlsKey),
  };
}

/** The variable by which a node takes the PIN of its token. */
export const pinVariable = {
  peer: 'CORE_PEER_BCCSP_PKCS11_PIN',
  orderer: 'ORDERER_GENERAL_BCCSP_PKCS11_PIN',
} as const;

/** A peer that starts the contracts finds Node where this program found it. */
function searchPath(): string {
  return [dirname(process.execPath), process.env['PATH'] ?? ''].join(':');
}

/**
 * Writes the configuration of a member's own node and says how to start it, but for the PIN of its token: for what
 * stands in files.
 */
export function nodeCommandWithoutPin(
  folder: MemberFolder,
  node: PeerNode | OrdererNode,
  programs: FabricPrograms,
): NodeCommand {
  const files = folder.node(node.name);
  const command =
    node.kind === 'orderer'
      ? ordererCommand(ownOrdererSettings(folder, node), files, programs, 'own')
      : peerCommand(ownPeerSettings(folder, node), files, programs, {
          builder: ownBuilderEnvironment(folder),
          machine: 'own',
        });
  return { ...command, environment: { ...command.environment, PATH: searchPath() } };
}

/**
 * Writes the configuration of a member's own node and says how to start it.
 *
 * @throws NetworkError `MEMBER_FOLDER_INVALID` when the PIN of its token is not where member.yaml says
 */
export function ownNodeCommand(
  folder: MemberFolder,
  node: PeerNode | OrdererNode,
  programs: FabricPrograms,
): NodeCommand {
  const command = nodeCommandWithoutPin(folder, node, programs);
  const pin = hsmPin(folder);
  return pin === undefined
    ? command
    : { ...command, environment: { ...command.environment, [pinVariable[node.kind]]: pin } };
}
