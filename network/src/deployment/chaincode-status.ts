import type { PeerConnection } from '../fabric/peer-connection';
import { answers } from '../lifecycle/readiness';
import { eachOf } from '../processes/wait';
import { approvedPackage, committedDefinition } from './definition';

/** How the chaincode stands with one member. */
export interface MemberDeployment {
  readonly id: string;
  /** Package that the member approved for the sequence in force. */
  readonly approved?: string;
  /** Whether the chaincode answers at its peer. */
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

const PEERS_AT_ONCE = 6;

function mostFrequent(values: readonly (string | undefined)[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

async function definitionAtAny(
  connections: readonly PeerConnection[],
  channel: string,
): Promise<{ readonly version: string; readonly sequence: number } | undefined> {
  for (const connection of connections) {
    try {
      return await committedDefinition(connection, channel);
    } catch {
      // That peer is down: another one knows as well.
    }
  }
  return undefined;
}

/** Asks every peer what is deployed, what its member approved, and whether the chaincode answers. */
export async function chaincodeStatusOf(
  connections: readonly PeerConnection[],
  channel: string,
): Promise<ChaincodeStatus> {
  const definition = await definitionAtAny(connections, channel);
  const members = await eachOf(connections, PEERS_AT_ONCE, async (connection): Promise<MemberDeployment> => {
    const { id } = connection.node.member;
    const approved = definition && (await approvedPackage(connection, channel, definition.sequence).catch(() => undefined));
    return { id, answers: await answers(connection, channel), ...(approved === undefined ? {} : { approved }) };
  });
  const packageId = mostFrequent(members.map(({ approved }) => approved));
  return { ...(packageId === undefined ? {} : { packageId }), ...definition, members };
}
