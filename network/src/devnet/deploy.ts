import { majorityPolicyPath } from '../channel/policies';
import {
  approvalsSeen,
  approve,
  approvedPackage,
  commitDefinition,
  committedDefinition,
  type ChaincodeDefinition,
} from '../fabric/chaincode-definition';
import { install, isInstalled } from '../fabric/chaincode-installation';
import type { PeerConnection } from '../fabric/peer-connection';
import type { NetworkContext } from './context';
import { NetworkError } from '../errors/network-error';
import { eachOf, requireWanted, until } from '../long-work/wait';
import { chaincodeName, majorityOf } from './topology';
import type { ChaincodePackage } from '../chaincode-package/package';

/** A package, and what its definition is to state. */
export interface DeployedPackage extends ChaincodePackage {
  readonly version: string;
  /** The chaincode's name on the channel; that of the contracts unless given. */
  readonly name?: string;
  /** Path of the channel's policy that endorsements must satisfy; more than half of the members unless given. */
  readonly endorsementPolicy?: string;
}

/** What a deployment came to. */
export interface Deployment {
  readonly packageId: string;
  readonly sequence: number;
  readonly version: string;
  /** False when exactly this was in force already, and nothing had to be done. */
  readonly changed: boolean;
}

interface Plan {
  readonly definition: ChaincodeDefinition;
  /** True when the definition is in force, though perhaps not yet approved by everyone. */
  readonly inForce: boolean;
}

/** Installing runs the external builder's scripts and unpacks the code: more at once only queue for the cores. */
const installsAtOnce = 4;
const agreementMs = 60_000;

/** @param peers one of each member */
async function planOf(
  { topology }: NetworkContext,
  peers: readonly PeerConnection[],
  chaincode: DeployedPackage,
): Promise<Plan> {
  const [first] = peers;
  if (first === undefined) throw new NetworkError('CONSORTIUM_INVALID', 'the consortium has no members');
  const { channel } = topology;
  const { name = chaincodeName, endorsementPolicy = majorityPolicyPath } = chaincode;
  const current = await committedDefinition(first, channel, name);
  const next = {
    name,
    sequence: (current?.sequence ?? 0) + 1,
    version: chaincode.version,
    endorsementPolicy,
  };
  if (current === undefined) return { definition: next, inForce: false };
  const approved = await Promise.all(
    peers.map((peer) => approvedPackage(peer, channel, name, current.sequence)),
  );
  const agreeing = approved.filter((packageId) => packageId === chaincode.id);
  const inForce = agreeing.length >= majorityOf(peers);
  return { definition: inForce ? { ...next, sequence: current.sequence } : next, inForce };
}

/** One peer of each member: a member approves once, whichever of its peers is asked. */
function firstOfEach(peers: readonly PeerConnection[]): readonly PeerConnection[] {
  return peers.filter(({ node }) => node.index === 0);
}

async function installAll(
  context: NetworkContext,
  peers: readonly PeerConnection[],
  chaincode: DeployedPackage,
): Promise<boolean> {
  let done = 0;
  const installed = await eachOf(peers, installsAtOnce, async (peer) => {
    requireWanted(context.signal);
    const there = await isInstalled(peer, chaincode.id);
    if (!there) await install(peer, chaincode.bytes);
    done += 1;
    const text = `installed at ${peer.node.member.name.en}`;
    if (!there) context.progress({ phase: 'chaincode', text, done, total: peers.length });
    return !there;
  });
  return installed.includes(true);
}

/** @param peers one of each member */
async function approveAll(
  context: NetworkContext,
  peers: readonly PeerConnection[],
  definition: ChaincodeDefinition,
  packageId: string,
): Promise<boolean> {
  const { channel } = context.topology;
  let done = 0;
  const approved = await eachOf(peers, peers.length, async (peer) => {
    const before = await approvedPackage(peer, channel, definition.name, definition.sequence);
    if (before !== packageId) await approve(peer, channel, definition, packageId);
    done += 1;
    const text = `approved by ${peer.node.member.name.en}`;
    if (before !== packageId) context.progress({ phase: 'chaincode', text, done, total: peers.length });
    return before !== packageId;
  });
  return approved.includes(true);
}

/**
 * Endorsers must have seen the same approvals, or their results differ.
 *
 * @param peers one of each member
 */
async function commit(
  context: NetworkContext,
  peers: readonly PeerConnection[],
  definition: ChaincodeDefinition,
): Promise<void> {
  const { channel } = context.topology;
  const endorsers = peers.slice(0, majorityOf(peers));
  const agree = await Promise.all(
    endorsers.map((peer) =>
      until(
        async () => (await approvalsSeen(peer, channel, definition)).size === peers.length,
        agreementMs,
        context.signal,
      ),
    ),
  );
  const late = agree.indexOf(false);
  if (late >= 0) {
    const node = endorsers[late]?.node.name ?? '';
    throw new NetworkError(
      'DEPLOYMENT_FAILED',
      `${node} did not see every member's approval within ${agreementMs / 1000} s; run the deployment again`,
      { node },
    );
  }
  context.progress({ phase: 'chaincode', text: `${endorsers.length} members have seen all approvals` });
  const [first] = endorsers;
  if (first !== undefined) await commitDefinition(first, endorsers, channel, definition);
}

/**
 * Brings a package into force: installed at every peer, approved by each member's admin, committed with the
 * endorsement of more than half. What is there already is not done again; another package than the one in
 * force becomes the next definition.
 *
 * @throws NetworkError `FABRIC_REFUSED`, `DEPLOYMENT_FAILED`
 */
export async function deploy(
  context: NetworkContext,
  peers: readonly PeerConnection[],
  chaincode: DeployedPackage,
): Promise<Deployment> {
  const { id: packageId } = chaincode;
  const firsts = firstOfEach(peers);
  const { definition, inForce } = await planOf(context, firsts, chaincode);
  const installed = await installAll(context, peers, chaincode);
  const approved = await approveAll(context, firsts, definition, packageId);
  if (!inForce) {
    await commit(context, firsts, definition);
    context.progress({ phase: 'chaincode', text: `definition ${definition.sequence} is in force` });
  }
  const { sequence, version } = definition;
  return { packageId, sequence, version, changed: installed || approved || !inForce };
}
