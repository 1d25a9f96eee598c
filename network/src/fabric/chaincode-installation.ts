import { peer } from '@hyperledger/fabric-protos';

import { NetworkError } from '../errors/network-error';
import type { PeerConnection } from './peer-connection';
import { unlessAbsent } from './unless-absent';

const lifecycle = '_lifecycle';
const queryMs = 10_000;
/** The external builder runs in this time. */
const installMs = 120_000;

/** Whether a peer has a package installed. */
export async function isInstalled(connection: PeerConnection, packageId: string): Promise<boolean> {
  const args = new peer.lifecycle.QueryInstalledChaincodeArgs();
  args.setPackageId(packageId);
  const call = {
    channel: '',
    chaincode: lifecycle,
    args: ['QueryInstalledChaincode', args.serializeBinary()],
  };
  return (await unlessAbsent(connection.query(call, queryMs))) !== undefined;
}

/** Installs a package on a peer; harmless when it is there already. */
export async function install(connection: PeerConnection, bytes: Uint8Array): Promise<void> {
  const args = new peer.lifecycle.InstallChaincodeArgs();
  args.setChaincodeInstallPackage(bytes);
  const call = { channel: '', chaincode: lifecycle, args: ['InstallChaincode', args.serializeBinary()] };
  try {
    await connection.query(call, installMs);
  } catch (error) {
    const there = error instanceof NetworkError && error.message.includes('already successfully installed');
    if (!there) throw error;
  }
}
