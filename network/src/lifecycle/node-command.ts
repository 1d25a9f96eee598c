import { mkdirSync, writeFileSync } from 'node:fs';

import type { NodeCommand } from '../processes/node-process';
import type { StateFolder } from '../topology/state-folder';
import type { OrdererNode, PeerNode, Topology } from '../topology/topology';
import { ordererText } from './orderer-config';
import { coreText } from './peer-config';

/** Paths of Fabric's programs. */
export interface Programs {
  readonly peer: string;
  readonly orderer: string;
  readonly configtxgen: string;
}

/** What lets 26 Go programs live together on a small machine: one thread of work each, and rarer collections. */
const goSettings = { GOMAXPROCS: '1', GOGC: '400' };

/** Warnings and errors, and that the node came up; a line per block and node is no help to anyone. */
const loggingSpec = process.env['FABRIC_LOGGING_SPEC'] ?? 'warning:nodeCmd=info:orderer.common.server=info';

function base(node: PeerNode | OrdererNode, folder: StateFolder): Omit<NodeCommand, 'program' | 'args'> {
  const files = folder.node(node.name);
  return {
    node: node.name,
    environment: {
      ...goSettings,
      FABRIC_CFG_PATH: files.folder,
      FABRIC_LOGGING_SPEC: loggingSpec,
    },
    folder: files.folder,
    log: folder.log(node.name),
    pidFile: files.pidFile,
  };
}

/** Writes a consenter's configuration and says how to start it. */
export function ordererCommand(orderer: OrdererNode, folder: StateFolder, programs: Programs): NodeCommand {
  const files = folder.node(orderer.name);
  mkdirSync(files.folder, { recursive: true });
  writeFileSync(files.orderer, ordererText(orderer, folder));
  return { ...base(orderer, folder), program: programs.orderer, args: ['start'] };
}

/** Writes a peer's configuration and says how to start it. */
export function peerCommand(
  peer: PeerNode,
  topology: Topology,
  folder: StateFolder,
  programs: Programs,
): NodeCommand {
  const files = folder.node(peer.name);
  mkdirSync(files.folder, { recursive: true });
  writeFileSync(files.core, coreText(topology, peer, folder));
  const command = base(peer, folder);
  return {
    ...command,
    environment: { ...command.environment, JANGBU_CHAINCODE_ADDRESS: topology.chaincode.address },
    program: programs.peer,
    args: ['node', 'start'],
  };
}
