import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { memberLayout } from '../identities/layout';
import type { NetworkContext } from '../devnet/context';
import { NetworkError } from '../errors/network-error';
import { startNode, stopNode, type NodeCommand, type RunningNode } from '../processes/node-process';
import { runningProcess } from '../processes/pid-file';
import type { StateFolder } from '../devnet/state-folder';
import { chaincodeNodeName } from '../devnet/topology';
import type { ChaincodePackage } from '../chaincode-package/package';
import { extractPackage } from '../chaincode-package/content';

/** The package that the chaincode process serves. */
export interface CurrentChaincode {
  readonly packageId: string;
  readonly label: string;
}

const stopMs = 5_000;
const heapMegabytes = 512;

/** The TLS files of the service: those of the first member's peer, whose certificate names this host. */
export function chaincodeTlsFiles({ folder, topology }: Pick<NetworkContext, 'folder' | 'topology'>): {
  readonly certificate: string;
  readonly key: string;
  readonly root: string;
} {
  const [first] = topology.members;
  if (first === undefined) throw new NetworkError('CONSORTIUM_INVALID', 'the consortium has no members');
  const { tls } = memberLayout(folder.root, first).peer(0);
  return { certificate: tls.certificate, key: tls.key, root: tls.caCertificate };
}

/** The package that the chaincode process serves, or undefined before the first deployment. */
export async function currentChaincode(folder: StateFolder): Promise<CurrentChaincode | undefined> {
  if (!existsSync(folder.chaincode.current)) return undefined;
  return JSON.parse(await readFile(folder.chaincode.current, 'utf8')) as CurrentChaincode;
}

/** How to start the chaincode process from its extracted package. */
export function chaincodeCommand(context: NetworkContext, current: CurrentChaincode): NodeCommand {
  const { folder, topology, chaincodeMode } = context;
  const files = folder.node(chaincodeNodeName);
  const tls = chaincodeTlsFiles(context);
  const bundle = join(folder.extracted(current.packageId), 'jangbu.js');
  return {
    node: chaincodeNodeName,
    program: process.execPath,
    args: [`--max-old-space-size=${heapMegabytes}`, bundle],
    environment: {
      NODE_OPTIONS: '',
      CHAINCODE_ID: current.packageId,
      CHAINCODE_SERVER_ADDRESS: topology.chaincode.address,
      CORE_CHAINCODE_LOGGING_LEVEL: 'WARNING',
      ...(chaincodeMode === 'service-tls'
        ? { CHAINCODE_TLS_CERT: tls.certificate, CHAINCODE_TLS_KEY: tls.key }
        : {}),
    },
    folder: files.folder,
    log: folder.log(chaincodeNodeName),
    pidFile: files.pidFile,
  };
}

/** Extracts a package, and makes it the one that the chaincode process serves when it is started next. */
export async function placeChaincode(
  folder: StateFolder,
  chaincode: ChaincodePackage,
): Promise<CurrentChaincode> {
  const current = { packageId: chaincode.id, label: chaincode.label };
  await extractPackage(chaincode.bytes, folder.extracted(chaincode.id));
  await mkdir(folder.chaincode.folder, { recursive: true });
  await writeFile(`${folder.chaincode.current}.new`, `${JSON.stringify(current)}\n`);
  await rename(`${folder.chaincode.current}.new`, folder.chaincode.current);
  return current;
}

/**
 * Lets the chaincode process serve a package: starts it, or starts it anew when it served another.
 *
 * @returns the process if one was started; undefined also where the peers start their own
 */
export async function serveChaincode(
  context: NetworkContext,
  chaincode: ChaincodePackage,
): Promise<RunningNode | undefined> {
  const { folder, chaincodeMode } = context;
  if (chaincodeMode === 'peer') return undefined;
  const { pidFile } = folder.node(chaincodeNodeName);
  const before = await currentChaincode(folder);
  if (before?.packageId === chaincode.id && runningProcess(pidFile) !== undefined) return undefined;
  await stopNode(pidFile, stopMs);
  return startNode(chaincodeCommand(context, await placeChaincode(folder, chaincode)));
}
