import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { extractPackage } from '../chaincode-package/content';
import type { ChaincodePackage } from '../chaincode-package/package';
import { writeWhole } from '../files/whole-file';
import { startNode, stopNode, type NodeCommand, type NodeProcess } from '../processes/node-process';
import { runningProcess } from '../processes/pid-file';
import type { NodeFolder } from './node-folder';
import { addressOf, type ChaincodeNode } from './nodes';

/**
 * How the chaincode runs: as a process that serves peers, without or with TLS, or as a process of each peer that
 * the peer starts itself. A peer settles this when a package is installed.
 */
export type ChaincodeMode = 'service' | 'service-tls' | 'peer';

/** The package that the chaincode process serves. */
export interface CurrentChaincode {
  readonly packageId: string;
  readonly label: string;
}

/** Where packages are extracted to be served. */
export interface ChaincodeFolder {
  readonly folder: string;
  /** Which package the chaincode process serves. */
  readonly current: string;
  /** Folder of an extracted package. */
  extracted(packageId: string): string;
}

/** A process that serves the chaincode to peers. */
export interface ChaincodeService {
  readonly node: ChaincodeNode;
  readonly files: NodeFolder;
  readonly packages: ChaincodeFolder;
  /** PEM files of the service's certificate and key; without them it is served without TLS. */
  readonly tls?: { readonly certificate: string; readonly key: string } | undefined;
}

const stopMs = 5_000;
const heapMegabytes = 512;

/**
 * Where packages stand below a folder. Says only where; makes nothing.
 *
 * @param folder absolute path
 */
export function chaincodeFolder(folder: string): ChaincodeFolder {
  return {
    folder,
    current: join(folder, 'current.json'),
    extracted: (packageId) => join(folder, packageId.replace(':', '-')),
  };
}

/** The package that the chaincode process serves, or undefined before the first deployment. */
export async function currentChaincode({ current }: ChaincodeFolder): Promise<CurrentChaincode | undefined> {
  if (!existsSync(current)) return undefined;
  return JSON.parse(await readFile(current, 'utf8')) as CurrentChaincode;
}

/** How to start the chaincode process from its extracted package. */
export function serviceCommand(
  { node, files, packages, tls }: ChaincodeService,
  current: CurrentChaincode,
): NodeCommand {
  const bundle = join(packages.extracted(current.packageId), 'jangbu.js');
  return {
    node: node.name,
    program: process.execPath,
    args: [`--max-old-space-size=${heapMegabytes}`, bundle],
    environment: {
      NODE_OPTIONS: '',
      CHAINCODE_ID: current.packageId,
      CHAINCODE_SERVER_ADDRESS: addressOf(node.listen),
      CORE_CHAINCODE_LOGGING_LEVEL: 'WARNING',
      ...(tls === undefined ? {} : { CHAINCODE_TLS_CERT: tls.certificate, CHAINCODE_TLS_KEY: tls.key }),
    },
    folder: files.folder,
    log: files.log,
    pidFile: files.pidFile,
  };
}

/** Extracts a package, and makes it the one that the chaincode process serves when it is started next. */
export async function placeChaincode(
  packages: ChaincodeFolder,
  chaincode: ChaincodePackage,
): Promise<CurrentChaincode> {
  const current = { packageId: chaincode.id, label: chaincode.label };
  await extractPackage(chaincode.bytes, packages.extracted(chaincode.id));
  await writeWhole(packages.current, `${JSON.stringify(current)}\n`);
  return current;
}

/**
 * Lets the chaincode process serve a package: starts it, or starts it anew when it served another.
 *
 * @returns the process if one was started
 */
export async function serveChaincode(
  service: ChaincodeService,
  chaincode: ChaincodePackage,
): Promise<NodeProcess | undefined> {
  const { packages, files } = service;
  const before = await currentChaincode(packages);
  if (before?.packageId === chaincode.id && runningProcess(files.pidFile) !== undefined) return undefined;
  await stopNode(files.pidFile, stopMs);
  return startNode(serviceCommand(service, await placeChaincode(packages, chaincode)));
}
