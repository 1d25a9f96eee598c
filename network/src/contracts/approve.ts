import { majorityPolicyPath } from '../channel/policies';
import { channelPolicies } from '../fabric/channel-policies';
import { approvedDefinition } from '../fabric/chaincode-approval';
import { committedDefinition, type ChaincodeDefinition } from '../fabric/chaincode-definition';
import { isInstalled } from '../fabric/chaincode-installation';
import type { PeerConnection } from '../fabric/peer-connection';
import { NetworkError } from '../errors/network-error';
import { answeringPeer, type OwnContracts } from './own-contracts';
import { approveOnce } from './own-peer';
import { planApproval, type WantedApproval } from './plan-approval';

/** Path of the policy that every channel has for chaincodes. */
const usualPolicyPath = '/Channel/Application/Endorsement';

/** What a member has approved. */
export interface Approval {
  readonly definition: ChaincodeDefinition;
  readonly packageId: string;
  /** False when it had approved exactly this before. */
  readonly approvedNow: boolean;
  /** Whether the definition was in force already, so that the member only catches up. */
  readonly inForce: boolean;
}

/**
 * Path of the policy that endorsements must satisfy: the one that is wanted, else the channel's own.
 *
 * @throws NetworkError `DEFINITION_CONFLICT` when the channel has no such policy: no transaction could satisfy it
 */
async function policyPathOf(
  peer: PeerConnection,
  channel: string,
  wanted: string | undefined,
): Promise<string> {
  const policies = await channelPolicies(peer, channel);
  const usual = policies.policy(majorityPolicyPath) === undefined ? usualPolicyPath : majorityPolicyPath;
  const path = wanted ?? usual;
  if (policies.policy(path) !== undefined) return path;
  throw new NetworkError(
    'DEFINITION_CONFLICT',
    `channel ${channel} has no policy ${path}; the usual one is ${usual}`,
    {
      channel,
      policy: path,
    },
  );
}

/**
 * Lets a member approve a definition of the contracts: the one in force, if it has not, or the next.
 *
 * @param wanted the policy is the channel's own `Majority` where it has one, and else its `Endorsement`, unless
 *   given; the sequence is found
 * @throws NetworkError `NOT_INSTALLED` when the peer does not have the package, `DEFINITION_CONFLICT`,
 *   `FABRIC_REFUSED`, `NODE_NOT_READY`, `IN_DOUBT`
 */
export async function approveContracts(
  own: OwnContracts,
  wanted: Omit<WantedApproval, 'endorsementPolicy'> & { readonly endorsementPolicy?: string | undefined },
): Promise<Approval> {
  const { channel, chaincode: name } = own;
  const peer = await answeringPeer(own);
  const { packageId } = wanted;
  if (!(await isInstalled(peer, packageId))) {
    throw new NetworkError(
      'NOT_INSTALLED',
      `${peer.name} has no package ${packageId}; install it with \`jangbu chaincode install\` first`,
      { node: peer.name, packageId },
    );
  }
  const endorsementPolicy = await policyPathOf(peer, channel, wanted.endorsementPolicy);
  const committed = await committedDefinition(peer, channel, name);
  const before =
    committed === undefined ? undefined : await approvedDefinition(peer, channel, name, committed.sequence);
  const definition = planApproval(name, { ...wanted, endorsementPolicy }, committed, before);
  const approvedNow = await approveOnce(peer, channel, definition, packageId);
  return { definition, packageId, approvedNow, inForce: definition.sequence === committed?.sequence };
}
