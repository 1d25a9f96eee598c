import { mkdirSync, writeFileSync } from 'node:fs';

import { chaincodeTlsFiles } from './chaincode-service';
import type { NodeCommand } from '../processes/node-process';
import type { FabricPrograms } from '../programs';
import type { StateFolder } from '../devnet/state-folder';
import type { OrdererNode, PeerNode } from '../devnet/topology';
import type { NetworkContext } from '../devnet/context';
import { ordererText } from './orderer-config';
import { coreText } from './peer-config';

/** What lets 26 Go programs live together on a small machine: one thread of work each, and rarer collections. */
const goSettings = { GOMAXPROCS: '1', GOGC: '100' } as const;

/**
 * Peers stand back for consenters: SmartBFT's followers drop what is more than one block ahead of them, so one
 * that gets no processor time for a moment falls behind, and catches up only after ten seconds.
 */
const peerNiceness = 5;

/** Warnings and errors, and that the node came up; a line per block and node is no help to anyone. */
const loggingSpec =
  process.env['FABRIC_LOGGING_SPEC'] ??
  'warning:nodeCmd,orderer.common.server,chaincode.externalbuilder=info:grpc=error';

/** One plain line: no colours, no names of Go functions. */
const loggingFormat = '%{time:2006-01-02T15:04:05.000Z07:00} %{level} [%{module}] %{message}';

function base(node: PeerNode | OrdererNode, folder: StateFolder): Omit<NodeCommand, 'program' | 'args'> {
  const files = folder.node(node.name);
  return {
    node: node.name,
    environment: {
      ...goSettings,
      FABRIC_CFG_PATH: files.folder,
      FABRIC_LOGGING_SPEC: loggingSpec,
      FABRIC_LOGGING_FORMAT: loggingFormat,
    },
    folder: files.folder,
    log: folder.log(node.name),
    pidFile: files.pidFile,
  };
}

/** Writes a consenter's configuration and says how to start it. */
export function ordererCommand(
  orderer: OrdererNode,
  folder: StateFolder,
  programs: FabricPrograms,
): NodeCommand {
  const files = folder.node(orderer.name);
  mkdirSync(files.folder, { recursive: true });
  writeFileSync(files.orderer, ordererText(orderer, folder));
  return { ...base(orderer, folder), program: programs.path('orderer'), args: ['start'] };
}

/** What the external builder learns of the service's address, from the environment of the peer. */
function builderEnvironment(context: NetworkContext): Record<string, string> {
  const address = { JANGBU_CHAINCODE_ADDRESS: context.topology.chaincode.address };
  switch (context.chaincodeMode) {
    case 'service':
      return address;
    case 'service-tls':
      return { ...address, JANGBU_CHAINCODE_TLS_ROOT: chaincodeTlsFiles(context).root };
    case 'peer':
      return {};
  }
}

/** Writes a peer's configuration and says how to start it. */
export function peerCommand(peer: PeerNode, context: NetworkContext): NodeCommand {
  const { topology, folder, programs } = context;
  const files = folder.node(peer.name);
  mkdirSync(files.folder, { recursive: true });
  writeFileSync(files.core, coreText(topology, peer, folder));
  const command = base(peer, folder);
  return {
    ...command,
    environment: { ...command.environment, ...builderEnvironment(context) },
    program: programs.path('peer'),
    args: ['node', 'start'],
    niceness: peerNiceness,
  };
}
