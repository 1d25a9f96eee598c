import { majorityOf } from '@jangbu/model';

import { chaincodeName, type ChaincodePackage } from '../chaincode-package/package';
import { majorityPolicyPath } from '../channel/policies';
import { NetworkError } from '../errors/network-error';
import {
  approvalsSeen,
  approvedPackage,
  commitDefinition,
  committedDefinition,
  type ChaincodeDefinition,
} from '../fabric/chaincode-definition';
import { eachOf } from '../long-work/each-of';
import { throwIfCancelled, until } from '../long-work/until';
import { approveOnce, installOnce } from '../member/contracts';
import type { DevnetContext } from './devnet-context';
import type { ConnectedPeer } from './peer-connections';

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
  { topology }: DevnetContext,
  peers: readonly ConnectedPeer[],
  chaincode: DeployedPackage,
): Promise<Plan> {
  const [first] = peers;
  if (first === undefined) throw new NetworkError('CONSORTIUM_INVALID', 'the consortium has no members');
  const { channel } = topology;
  const { name = chaincodeName, endorsementPolicy = majorityPolicyPath } = chaincode;
  const current = await committedDefinition(first.connection, channel, name);
  const next = {
    name,
    sequence: (current?.sequence ?? 0) + 1,
    version: chaincode.version,
    endorsementPolicy,
  };
  if (current === undefined) return { definition: next, inForce: false };
  const approved = await Promise.all(
    peers.map(({ connection }) => approvedPackage(connection, channel, name, current.sequence)),
  );
  const agreeing = approved.filter((packageId) => packageId === chaincode.id);
  const inForce = agreeing.length >= majorityOf(peers.length);
  return { definition: inForce ? { ...next, sequence: current.sequence } : next, inForce };
}

/** One peer of each member: a member approves once, whichever of its peers is asked. */
function firstOfEach(peers: readonly ConnectedPeer[]): readonly ConnectedPeer[] {
  return peers.filter(({ node }) => node.index === 0);
}

async function installAll(
  context: DevnetContext,
  peers: readonly ConnectedPeer[],
  chaincode: DeployedPackage,
): Promise<boolean> {
  let done = 0;
  const installed = await eachOf(peers, installsAtOnce, async ({ node, connection }) => {
    throwIfCancelled(context.signal);
    const now = await installOnce(connection, chaincode);
    done += 1;
    const text = `installed at ${node.member.name.en}`;
    if (now) context.progress({ phase: 'chaincode', text, done, total: peers.length });
    return now;
  });
  return installed.includes(true);
}

/** @param peers one of each member */
async function approveAll(
  context: DevnetContext,
  peers: readonly ConnectedPeer[],
  definition: ChaincodeDefinition,
  packageId: string,
): Promise<boolean> {
  const { channel } = context.topology;
  let done = 0;
  const approved = await eachOf(peers, peers.length, async ({ node, connection }) => {
    const now = await approveOnce(connection, channel, definition, packageId);
    done += 1;
    const text = `approved by ${node.member.name.en}`;
    if (now) context.progress({ phase: 'chaincode', text, done, total: peers.length });
    return now;
  });
  return approved.includes(true);
}

/**
 * Endorsers must have seen the same approvals, or their results differ.
 *
 * @param peers one of each member
 */
async function commit(
  context: DevnetContext,
  peers: readonly ConnectedPeer[],
  definition: ChaincodeDefinition,
): Promise<void> {
  const { channel } = context.topology;
  const endorsers = peers.slice(0, majorityOf(peers.length));
  const agree = await Promise.all(
    endorsers.map(({ connection }) =>
      until(
        async () => (await approvalsSeen(connection, channel, definition)).size === peers.length,
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
  const connections = endorsers.map(({ connection }) => connection);
  const [first] = connections;
  if (first !== undefined) await commitDefinition(first, connections, channel, definition);
}

/**
 * Brings a package into force: installed at every peer, approved by each member's admin, committed with the
 * endorsement of more than half. What is there already is not done again; another package than the one in
 * force becomes the next definition.
 *
 * @throws NetworkError `FABRIC_REFUSED`, `DEPLOYMENT_FAILED`
 */
export async function deploy(
  context: DevnetContext,
  peers: readonly ConnectedPeer[],
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
