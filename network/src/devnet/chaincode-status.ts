import { chaincodeName } from '../chaincode-package/package';
import { contractsAnswer } from '../contracts';
import { approvedPackage } from '../fabric/chaincode-approval';
import type { CommittedDefinition } from '../fabric/chaincode-definition';
import type { PeerConnection } from '../fabric/peer-connection';
import { eachOf } from '../long-work/each-of';
import type { Member } from '../consortium/consortium';
import { inForceOn, mostFrequent } from './deploy';
import type { ConnectedPeer } from './peer-connections';

/** How the chaincode stands with one member. */
export interface MemberDeployment {
  readonly id: string;
  /** Package that the member approved for the sequence in force; absent where it approved none. */
  readonly approved?: string;
  /** Whether the chaincode answers at each of its peers. */
  readonly answers: boolean;
}

/** What is deployed on a channel. */
export interface ChaincodeStatus {
  /** Package that most members approved; absent before the first deployment. */
  readonly packageId?: string;
  readonly version?: string;
  readonly sequence?: number;
  readonly members: readonly MemberDeployment[];
}

const peersAtOnce = 6;

/** @param peers all of one member */
async function memberDeployment(
  id: string,
  peers: readonly PeerConnection[],
  channel: string,
  definition: CommittedDefinition | undefined,
): Promise<MemberDeployment> {
  if (definition === undefined) return { id, answers: false };
  const { sequence } = definition;
  // A peer that is down can't say what its member approved; that it doesn't answer tells the rest.
  const told = await Promise.all(
    peers.map((peer) => approvedPackage(peer, channel, chaincodeName, sequence).catch(() => undefined)),
  );
  const approved = told.find((each) => each !== undefined);
  const answering = await Promise.all(peers.map((peer) => contractsAnswer(peer, channel, chaincodeName)));
  return {
    id,
    ...(approved === undefined ? {} : { approved }),
    answers: answering.length > 0 && answering.every(Boolean),
  };
}

/**
 * Asks every peer that runs what is deployed, what its member approved, and whether the chaincode answers.
 *
 * @param members all of them, also those whose peers don't run
 */
export async function chaincodeStatusOf(
  members: readonly Member[],
  peers: readonly ConnectedPeer[],
  channel: string,
): Promise<ChaincodeStatus> {
  const definition = (await inForceOn(channel, peers))?.definition;
  const deployments = await eachOf(members, peersAtOnce, ({ id }) => {
    const own = peers.filter(({ node }) => node.member.id === id).map(({ connection }) => connection);
    return memberDeployment(id, own, channel, definition);
  });
  if (definition === undefined) return { members: deployments };
  const packageId = mostFrequent(deployments.map(({ approved }) => approved));
  const { version, sequence } = definition;
  return { ...(packageId === undefined ? {} : { packageId }), version, sequence, members: deployments };
}
