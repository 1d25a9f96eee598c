import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import type { NodeCommand } from '../processes/node-process';
import type { StateFolder } from '../topology/state-folder';
import type { Topology } from '../topology/topology';

/** The package that the development network's chaincode process serves; undefined before the first deployment. */
export function servedPackage(folder: StateFolder): string | undefined {
  try {
    const content: unknown = JSON.parse(readFileSync(folder.chaincode.current, 'utf8'));
    if (typeof content !== 'object' || content === null || !('packageId' in content)) return undefined;
    return typeof content.packageId === 'string' ? content.packageId : undefined;
  } catch {
    return undefined;
  }
}

/** Records which package is served from now on. */
export function serve(folder: StateFolder, packageId: string): void {
  const file = folder.chaincode.current;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, `${JSON.stringify({ packageId })}\n`);
  renameSync(`${file}.new`, file);
}

/** How to start the one process that serves the chaincode to every peer of a development network. */
export function chaincodeCommand(topology: Topology, folder: StateFolder, packageId: string): NodeCommand {
  const { name, address } = topology.chaincode;
  const files = folder.node(name);
  return {
    node: name,
    program: process.execPath,
    args: ['--max-old-space-size=512', 'jangbu.js'],
    environment: {
      CHAINCODE_ID: packageId,
      CHAINCODE_SERVER_ADDRESS: address,
      CORE_CHAINCODE_LOGGING_LEVEL: 'WARNING',
      CORE_CHAINCODE_LOGGING_SHIM: 'WARNING',
    },
    folder: folder.extracted(packageId),
    log: folder.log(name),
    pidFile: files.pidFile,
  };
}
