import { peer } from '@hyperledger/fabric-protos';

import { NetworkError } from '../errors/network-error';
import { lifecycle, queryMs } from './chaincode-definition';
import type { PeerConnection } from './peer-connection';
import { unlessAbsent } from './unless-absent';

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

/** The ids of all packages that a peer has installed, in the order of their names. */
export async function installedPackages(connection: PeerConnection): Promise<readonly string[]> {
  const args = new peer.lifecycle.QueryInstalledChaincodesArgs();
  const call = {
    channel: '',
    chaincode: lifecycle,
    args: ['QueryInstalledChaincodes', args.serializeBinary()],
  };
  const bytes = await connection.query(call, queryMs);
  return peer.lifecycle.QueryInstalledChaincodesResult.deserializeBinary(bytes)
    .getInstalledChaincodesList()
    .map((each) => each.getPackageId())
    .sort();
}

/**
 * A package as it was installed on a peer.
 *
 * @returns its bytes, or undefined when the peer does not have it
 */
export async function installedPackage(
  connection: PeerConnection,
  packageId: string,
): Promise<Uint8Array | undefined> {
  const args = new peer.lifecycle.GetInstalledChaincodePackageArgs();
  args.setPackageId(packageId);
  const call = {
    channel: '',
    chaincode: lifecycle,
    args: ['GetInstalledChaincodePackage', args.serializeBinary()],
  };
  const bytes = await unlessAbsent(connection.query(call, installMs));
  if (bytes === undefined) return undefined;
  return peer.lifecycle.GetInstalledChaincodePackageResult.deserializeBinary(
    bytes,
  ).getChaincodeInstallPackage_asU8();
}
