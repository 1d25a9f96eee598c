import { chaincodeName, type ChaincodePackage } from '../chaincode-package/package';
import { approve, approvedPackage, type ChaincodeDefinition } from '../fabric/chaincode-definition';
import { install, isInstalled } from '../fabric/chaincode-installation';
import type { PeerConnection } from '../fabric/peer-connection';

const pingMs = 5_000;

/**
 * Installs a package on a member's peer unless it is there.
 *
 * @returns whether it had to be
 * @throws NetworkError `FABRIC_REFUSED`, `NODE_NOT_READY`
 */
export async function installOnce(peer: PeerConnection, chaincode: ChaincodePackage): Promise<boolean> {
  const there = await isInstalled(peer, chaincode.id);
  if (!there) await install(peer, chaincode.bytes);
  return !there;
}

/**
 * Lets a member approve a definition, to be run from a package, unless it has.
 *
 * @param peer one of the member's, connected as its admin
 * @returns whether it had to be
 * @throws NetworkError `FABRIC_REFUSED`, `NODE_NOT_READY`
 */
export async function approveOnce(
  peer: PeerConnection,
  channel: string,
  definition: ChaincodeDefinition,
  packageId: string,
): Promise<boolean> {
  const before = await approvedPackage(peer, channel, definition.name, definition.sequence);
  if (before !== packageId) await approve(peer, channel, definition, packageId);
  return before !== packageId;
}

/** Whether the contracts answer on this peer: it runs the query `consortium:ping`. */
export async function contractsAnswer(peer: PeerConnection, channel: string): Promise<boolean> {
  try {
    await peer.query({ channel, chaincode: chaincodeName, args: ['consortium:ping'] }, pingMs);
    return true;
  } catch {
    // Not yet: the definition, or the connection to the process, is still on its way.
    return false;
  }
}
