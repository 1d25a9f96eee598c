import type { ChaincodePackage } from '../chaincode-package/package';
import { noteAddress } from '../member/external-builder';
import { startNode, stopNode } from '../processes/node-process';
import type { DevnetContext } from './devnet-context';
import { deploy, type Deployment } from './deploy';
import { withPeers } from './peer-connections';
import { host } from './topology';

/** Another chaincode on the channel, and how it is served. */
export interface AdditionalChaincode {
  readonly name: string;
  readonly version: string;
  /** Path of the channel's policy that endorsements must satisfy. */
  readonly endorsementPolicy: string;
  readonly package: ChaincodePackage;
  /** Absolute path of the script that serves it; it learns its package id and address as the contracts do. */
  readonly script: string;
  readonly port: number;
}

const stopMs = 5_000;

/**
 * Serves another chaincode from a process of its own, and brings it into force on the channel.
 *
 * @throws NetworkError as {@link deploy} does, `NODE_DIED`
 */
export async function deployAdditional(
  context: DevnetContext,
  { name, version, endorsementPolicy, package: chaincode, script, port }: AdditionalChaincode,
): Promise<Deployment> {
  const { folder } = context;
  const address = `${host}:${port}`;
  await noteAddress(folder.builder, chaincode.label, address);
  const { pidFile, log, folder: cwd } = folder.node(name);
  await stopNode(pidFile, stopMs);
  startNode({
    node: name,
    program: process.execPath,
    args: [script],
    environment: { NODE_OPTIONS: '', CHAINCODE_ID: chaincode.id, CHAINCODE_SERVER_ADDRESS: address },
    folder: cwd,
    log,
    pidFile,
  });
  return withPeers(context, (peers) =>
    deploy(context, peers, { ...chaincode, name, version, endorsementPolicy }),
  );
}
