import type { ChaincodePackage } from '../chaincode-package/package';
import { committedDefinition, differencesOf, type ChaincodeDefinition } from '../fabric/chaincode-definition';
import { approve, approvedDefinition } from '../fabric/chaincode-approval';
import { install, isInstalled } from '../fabric/chaincode-installation';
import type { PeerConnection } from '../fabric/peer-connection';
import { until } from '../long-work/until';

const pingMs = 5_000;
/** A peer that was away fetches the blocks that it missed. */
const catchUpMs = 60_000;

/**
 * Installs a package on a member's peer unless it is there.
 *
 * @returns whether it had to be
 * @throws NetworkError `FABRIC_REFUSED`, `NODE_NOT_READY`
 */
export async function installOnce(
  peer: PeerConnection,
  chaincode: Pick<ChaincodePackage, 'id' | 'bytes'>,
): Promise<boolean> {
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
  const before = await approvedDefinition(peer, channel, definition.name, definition.sequence);
  const same = before?.packageId === packageId && differencesOf(before.definition, definition).length === 0;
  if (!same) await approve(peer, channel, definition, packageId);
  return !same;
}

/** Waits until a peer that was away knows the definition that was committed meanwhile. */
export async function waitForDefinition(
  peer: PeerConnection,
  channel: string,
  { name, sequence }: Pick<ChaincodeDefinition, 'name' | 'sequence'>,
  signal?: AbortSignal,
): Promise<boolean> {
  const knows = async (): Promise<boolean> =>
    ((await committedDefinition(peer, channel, name))?.sequence ?? 0) >= sequence;
  return until(knows, catchUpMs, signal);
}

/**
 * Whether the contracts answer on this peer: it runs the query `consortium:ping`.
 *
 * @param chaincode the contracts' name on the channel
 */
export async function contractsAnswer(
  peer: PeerConnection,
  channel: string,
  chaincode: string,
): Promise<boolean> {
  try {
    await peer.query({ channel, chaincode, args: ['consortium:ping'] }, pingMs);
    return true;
  } catch {
    // Not yet: the definition, or the connection to the process, is still on its way.
    return false;
  }
}
