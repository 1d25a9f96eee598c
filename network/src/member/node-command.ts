import { mkdirSync, writeFileSync } from 'node:fs';

import type { NodeCommand } from '../processes/node-process';
import type { FabricPrograms } from '../programs';
import type { BuilderEnvironment } from './external-builder';
import type { NodeFolder } from './node-folder';
import { ordererText, type OrdererSettings } from './orderer-config';
import { coreText, type PeerSettings } from './peer-config';

/** Whether a node has its machine to itself, or shares a small one with all members' nodes. */
export type Machine = 'own' | 'shared';

/**
 * What lets 26 Go programs live together on a small machine: one thread of work each; memory is collected half as often as by default,
 * and what is free is only marked as free for the system, since to get it back page by page is dear.
 */
const goSettings: Readonly<Record<Machine, Readonly<Record<string, string>>>> = {
  own: {},
  shared: { GOMAXPROCS: '1', GOGC: '200', GODEBUG: 'madvdontneed=0' },
};

/**
 * Where they share a machine, peers stand back for consenters: SmartBFT's followers drop what is more than one block
 * ahead of them, so one that gets no processor time for a moment falls behind, and catches up only after ten seconds.
 */
const peerNiceness = 5;

/** Warnings and errors, and that the node came up; a line per block and node is no help to anyone. */
const loggingSpec =
  process.env['FABRIC_LOGGING_SPEC'] ??
  'warning:nodeCmd,orderer.common.server,chaincode.externalbuilder=info:grpc=error';

/** One plain line: no colours, no names of Go functions. */
const loggingFormat = '%{time:2006-01-02T15:04:05.000Z07:00} %{level} [%{module}] %{message}';

function base(
  node: string,
  { folder, log, pidFile }: NodeFolder,
  machine: Machine,
): Omit<NodeCommand, 'program' | 'args'> {
  return {
    node,
    environment: {
      ...goSettings[machine],
      FABRIC_CFG_PATH: folder,
      FABRIC_LOGGING_SPEC: loggingSpec,
      FABRIC_LOGGING_FORMAT: loggingFormat,
    },
    folder,
    log,
    pidFile,
  };
}

/** Writes a consenter's configuration and says how to start it. */
export function ordererCommand(
  settings: OrdererSettings,
  files: NodeFolder,
  programs: FabricPrograms,
  machine: Machine,
): NodeCommand {
  mkdirSync(files.folder, { recursive: true });
  writeFileSync(files.orderer, ordererText(settings));
  return { ...base(settings.node.name, files, machine), program: programs.path('orderer'), args: ['start'] };
}

/** Writes a peer's configuration and says how to start it. */
export function peerCommand(
  settings: PeerSettings,
  files: NodeFolder,
  programs: FabricPrograms,
  { builder, machine }: { readonly builder: BuilderEnvironment; readonly machine: Machine },
): NodeCommand {
  mkdirSync(files.folder, { recursive: true });
  writeFileSync(files.core, coreText(settings));
  const command = base(settings.node.name, files, machine);
  return {
    ...command,
    environment: { ...command.environment, ...builder },
    program: programs.path('peer'),
    args: ['node', 'start'],
    niceness: machine === 'shared' ? peerNiceness : 0,
  };
}
