import { chaincodeName } from '../chaincode-package/package';
import {
  approvedPackage,
  committedDefinition,
  type CommittedDefinition,
} from '../fabric/chaincode-definition';
import type { PeerConnection } from '../fabric/peer-connection';
import { eachOf } from '../long-work/each-of';
import { contractsAnswer } from '../member/contracts';
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

function mostFrequent(values: readonly (string | undefined)[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) {
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

async function definitionAtAny(
  peers: readonly PeerConnection[],
  channel: string,
): Promise<CommittedDefinition | undefined> {
  for (const peer of peers) {
    try {
      return await committedDefinition(peer, channel, chaincodeName);
    } catch {
      // That peer is down: another one knows as well.
    }
  }
  return undefined;
}

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
  const answering = await Promise.all(peers.map((peer) => contractsAnswer(peer, channel)));
  return { id, ...(approved === undefined ? {} : { approved }), answers: answering.every(Boolean) };
}

/** Asks every peer what is deployed, what its member approved, and whether the chaincode answers. */
export async function chaincodeStatusOf(
  peers: readonly ConnectedPeer[],
  channel: string,
): Promise<ChaincodeStatus> {
  const definition = await definitionAtAny(
    peers.map(({ connection }) => connection),
    channel,
  );
  const ids = [...new Set(peers.map(({ node }) => node.member.id))];
  const members = await eachOf(ids, peersAtOnce, (id) => {
    const own = peers.filter(({ node }) => node.member.id === id).map(({ connection }) => connection);
    return memberDeployment(id, own, channel, definition);
  });
  if (definition === undefined) return { members };
  const packageId = mostFrequent(members.map(({ approved }) => approved));
  const { version, sequence } = definition;
  return { ...(packageId === undefined ? {} : { packageId }), version, sequence, members };
}
