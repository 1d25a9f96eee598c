import { majorityOf } from '@jangbu/model';

import { NetworkError } from '../errors/network-error';
import { commitReadiness, approvedDefinition } from '../fabric/chaincode-approval';
import { committedDefinition, type ChaincodeDefinition } from '../fabric/chaincode-definition';
import type { ChannelPolicies } from '../fabric/channel-policies';
import { channelPolicies } from '../fabric/channel-policies';
import { enoughPeers } from '../fabric/peers-satisfy';
import type { PeerConnection } from '../fabric/peer-connection';
import { answeringPeer, type OwnContracts } from './own-contracts';

/** Path of the policy by which the peers of members put a definition in force. */
const lifecyclePolicyPath = '/Channel/Application/LifecycleEndorsement';

/** How far a definition that a member has approved is from being in force, as its own peer has seen. */
export interface Readiness {
  readonly definition: ChaincodeDefinition;
  /** Whether it is in force already. */
  readonly inForce: boolean;
  /** MSP ids. A member that has not approved what is in force can't endorse anything. */
  readonly approvedBy: readonly string[];
  readonly notApprovedBy: readonly string[];
  /** MSP id → in what it has approved something else under this sequence. */
  readonly approvedOtherwise: Readonly<Record<string, readonly string[]>>;
  /** How many more must approve; 0 when the definition can be committed. Undefined where no number would do. */
  readonly missing: number | undefined;
}

/**
 * The fewest of these members whose peers put a definition in force.
 *
 * @param members MSP ids, those wanted most first
 * @param all how many members the channel has
 * @returns undefined where they are too few
 */
export function enoughForLifecycle(
  policies: ChannelPolicies,
  members: readonly string[],
  all: number,
): readonly string[] | undefined {
  if (policies.policy(lifecyclePolicyPath) !== undefined)
    return enoughPeers(policies, lifecyclePolicyPath, members);
  // A channel without this policy: more than half, by Fabric's own default.
  return members.length >= majorityOf(all) ? members.slice(0, majorityOf(all)) : undefined;
}

function missingOf(
  policies: ChannelPolicies,
  approved: readonly string[],
  others: readonly string[],
): number | undefined {
  const all = approved.length + others.length;
  const more = Array.from({ length: others.length + 1 }, (_, count) => count);
  return more.find(
    (count) => enoughForLifecycle(policies, [...approved, ...others.slice(0, count)], all) !== undefined,
  );
}

/** Who has approved, by MSP id and in the order of the names. */
export function approvers(approvals: ReadonlyMap<string, boolean>): {
  readonly approvedBy: readonly string[];
  readonly notApprovedBy: readonly string[];
} {
  const names = [...approvals.keys()].sort();
  return {
    approvedBy: names.filter((name) => approvals.get(name) === true),
    notApprovedBy: names.filter((name) => approvals.get(name) !== true),
  };
}

/** Reads how far a definition is that is the next one. */
export async function readinessOf(
  peer: PeerConnection,
  channel: string,
  definition: ChaincodeDefinition,
): Promise<Readiness> {
  const { approvals, mismatches } = await commitReadiness(peer, channel, definition);
  const who = approvers(approvals);
  const policies = await channelPolicies(peer, channel);
  return {
    definition,
    inForce: false,
    ...who,
    approvedOtherwise: Object.fromEntries([...mismatches].sort(([a], [b]) => (a < b ? -1 : 1))),
    missing: missingOf(policies, who.approvedBy, who.notApprovedBy),
  };
}

/**
 * How far the definition is that the own member approved last: the next one if it approved that, else the one in
 * force.
 *
 * @throws NetworkError `NOT_APPROVED` when the own member has approved neither
 */
export async function contractsReadiness(own: OwnContracts): Promise<Readiness> {
  const { channel, chaincode: name, mspId } = own;
  const peer = await answeringPeer(own);
  const committed = await committedDefinition(peer, channel, name);
  const next = (committed?.sequence ?? 0) + 1;
  const proposed = await approvedDefinition(peer, channel, name, next);
  if (proposed !== undefined) return readinessOf(peer, channel, proposed.definition);
  if (committed?.approvals.get(mspId) === true) {
    const { approvals, ...definition } = committed;
    return { definition, inForce: true, ...approvers(approvals), approvedOtherwise: {}, missing: 0 };
  }
  throw new NetworkError(
    'NOT_APPROVED',
    `${mspId} has approved no definition of ${name} ` +
      (committed === undefined
        ? 'yet'
        : `since ${committed.sequence - 1}, and ${committed.sequence} is in force`) +
      '; approve one with `jangbu chaincode approve`',
    { mspId, chaincode: name, inForce: committed?.sequence ?? 0 },
  );
}
