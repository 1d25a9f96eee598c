import { approvedDefinition, commitReadiness } from '../fabric/chaincode-approval';
import { committedDefinition } from '../fabric/chaincode-definition';
import { installedPackages } from '../fabric/chaincode-installation';
import type { PeerConnection } from '../fabric/peer-connection';
import { NetworkError } from '../errors/network-error';
import { answeringPeer, type OwnContracts } from './own-contracts';
import { contractsAnswer } from './own-peer';
import { approvers } from './readiness';

/** A definition, and who stands behind it. */
export interface DefinitionStatus {
  readonly sequence: number;
  readonly version: string;
  /** Path of the channel's policy; empty where the definition holds one of its own. */
  readonly endorsementPolicy: string;
  /** What the own member has approved to run for it; absent where it has approved no package. */
  readonly packageId?: string;
  /** MSP ids. */
  readonly approvedBy: readonly string[];
  readonly notApprovedBy: readonly string[];
}

/** How the contracts stand at one own peer. */
export interface PeerContracts {
  readonly peer: string;
  /** Package ids; absent where the peer can't be reached. */
  readonly installed?: readonly string[];
  /** Why it can't be asked, in one line. */
  readonly problem?: string;
  /** Whether the contracts answer there. */
  readonly answers: boolean;
}

/** How the contracts stand with one member. */
export interface ContractsStatus {
  readonly channel: string;
  readonly chaincode: string;
  readonly mspId: string;
  /** The definition in force; absent before the first. */
  readonly committed?: DefinitionStatus;
  /** The next definition, where the own member has approved it. */
  readonly proposed?: DefinitionStatus;
  readonly peers: readonly PeerContracts[];
}

async function peerContracts(
  peer: PeerConnection,
  { channel, chaincode }: Pick<OwnContracts, 'channel' | 'chaincode'>,
): Promise<PeerContracts> {
  try {
    const installed = await installedPackages(peer);
    return { peer: peer.name, installed, answers: await contractsAnswer(peer, channel, chaincode) };
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    return { peer: peer.name, problem: error.message, answers: false };
  }
}

async function committedStatus(
  peer: PeerConnection,
  channel: string,
  name: string,
): Promise<DefinitionStatus | undefined> {
  const committed = await committedDefinition(peer, channel, name);
  if (committed === undefined) return undefined;
  const { sequence, version, endorsementPolicy, approvals } = committed;
  const packageId = (await approvedDefinition(peer, channel, name, sequence))?.packageId;
  const own = packageId === undefined ? {} : { packageId };
  return { sequence, version, endorsementPolicy, ...own, ...approvers(approvals) };
}

async function proposedStatus(
  peer: PeerConnection,
  channel: string,
  name: string,
  sequence: number,
): Promise<DefinitionStatus | undefined> {
  const proposed = await approvedDefinition(peer, channel, name, sequence);
  if (proposed === undefined) return undefined;
  const { definition, packageId } = proposed;
  const { approvals } = await commitReadiness(peer, channel, definition);
  const { version, endorsementPolicy } = definition;
  const own = packageId === undefined ? {} : { packageId };
  return { sequence, version, endorsementPolicy, ...own, ...approvers(approvals) };
}

/**
 * How the contracts stand, asked of a member's own peers alone.
 *
 * @throws NetworkError `NODE_NOT_READY` when none of them can be reached, `FABRIC_REFUSED`
 */
export async function contractsStatus(own: OwnContracts): Promise<ContractsStatus> {
  const { channel, chaincode, mspId } = own;
  const peer = await answeringPeer(own);
  const committed = await committedStatus(peer, channel, chaincode);
  const proposed = await proposedStatus(peer, channel, chaincode, (committed?.sequence ?? 0) + 1);
  return {
    channel,
    chaincode,
    mspId,
    ...(committed === undefined ? {} : { committed }),
    ...(proposed === undefined ? {} : { proposed }),
    peers: await Promise.all(own.peers.map((each) => peerContracts(each, own))),
  };
}
