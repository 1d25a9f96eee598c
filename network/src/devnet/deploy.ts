import { chaincodeName, type ChaincodePackage } from '../chaincode-package/package';
import { majorityPolicyPath } from '../channel/policies';
import { approveOnce, commitContracts, installOnce, waitForDefinition } from '../contracts';
import { NetworkError } from '../errors/network-error';
import { approvedPackage, commitReadiness } from '../fabric/chaincode-approval';
import {
  committedDefinition,
  type ChaincodeDefinition,
  type CommittedDefinition,
} from '../fabric/chaincode-definition';
import { eachOf } from '../long-work/each-of';
import { throwIfCancelled, until } from '../long-work/until';
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
  /** MSP ids of members that have not approved it, because their peers are away: `up` lets them catch up. */
  readonly notApprovedBy: readonly string[];
}

/** What is in force on a development network. */
export interface InForce {
  readonly definition: CommittedDefinition;
  /** The package that most of the members asked run it from; absent where none of them has approved one. */
  readonly packageId?: string;
}

/** Installing runs the external builder's scripts and unpacks the code: more at once only queue for the cores. */
const installsAtOnce = 4;
const agreementMs = 60_000;

/** One peer of each member: a member approves once, whichever of its peers is asked. */
function firstOfEach(peers: readonly ConnectedPeer[]): readonly ConnectedPeer[] {
  const seen = new Set<string>();
  return peers.filter(({ node: { member } }) => !seen.has(member.id) && seen.add(member.id));
}

/** The value that stands there most often; the first of them where several do. */
export function mostFrequent(values: readonly (string | undefined)[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) {
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/**
 * What is in force, and from which package.
 *
 * @param peers those that run; the highest definition that one of them knows counts
 * @returns undefined before the first deployment
 */
export async function inForceOn(
  channel: string,
  peers: readonly ConnectedPeer[],
  name: string = chaincodeName,
): Promise<InForce | undefined> {
  const firsts = firstOfEach(peers);
  const known = await Promise.all(
    firsts.map(({ connection }) => committedDefinition(connection, channel, name)),
  );
  const definition = known.reduce((highest, each) =>
    (each?.sequence ?? 0) > (highest?.sequence ?? 0) ? each : highest,
  );
  if (definition === undefined) return undefined;
  const approved = await Promise.all(
    firsts.map(({ connection }) => approvedPackage(connection, channel, name, definition.sequence)),
  );
  const packageId = mostFrequent(approved);
  return { definition, ...(packageId === undefined ? {} : { packageId }) };
}

async function installAll(
  { signal, progress }: DevnetContext,
  peers: readonly ConnectedPeer[],
  chaincode: DeployedPackage,
): Promise<boolean> {
  let done = 0;
  const installed = await eachOf(peers, installsAtOnce, async ({ node, connection }) => {
    throwIfCancelled(signal);
    const now = await installOnce(connection, chaincode);
    done += 1;
    const text = `installed at ${node.member.name.en}`;
    if (now) progress({ phase: 'chaincode', text, done, total: peers.length });
    return now;
  });
  return installed.includes(true);
}

/** @param peers one of each member */
async function approveAll(
  { topology, progress, signal }: DevnetContext,
  peers: readonly ConnectedPeer[],
  definition: ChaincodeDefinition,
  packageId: string,
  inForce: boolean,
): Promise<boolean> {
  const { channel } = topology;
  let done = 0;
  const approved = await eachOf(peers, peers.length, async ({ node, connection }) => {
    // A peer that was away while it was committed has to learn of it first.
    if (inForce) await waitForDefinition(connection, channel, definition, signal);
    const now = await approveOnce(connection, channel, definition, packageId);
    done += 1;
    const text = `approved by ${node.member.name.en}`;
    if (now) progress({ phase: 'chaincode', text, done, total: peers.length });
    return now;
  });
  return approved.includes(true);
}

/**
 * Endorsers must have seen the same approvals, or their results differ.
 *
 * @param peers one of each member that has approved
 */
async function commit(
  { topology, progress, signal }: DevnetContext,
  peers: readonly ConnectedPeer[],
  definition: ChaincodeDefinition,
): Promise<readonly string[]> {
  const [first] = peers;
  if (first === undefined) throw new NetworkError('NOT_RUNNING', 'no member runs a peer; `network up` first');
  const { channel } = topology;
  const mspIds = peers.map(({ node }) => node.member.mspId);
  const seesAll = async ({ connection }: ConnectedPeer): Promise<boolean> => {
    const { approvals } = await commitReadiness(connection, channel, definition);
    return mspIds.every((mspId) => approvals.get(mspId) === true);
  };
  const agree = await Promise.all(peers.map((peer) => until(() => seesAll(peer), agreementMs, signal)));
  const late = peers[agree.indexOf(false)]?.node.name;
  if (late !== undefined) {
    throw new NetworkError(
      'DEPLOYMENT_FAILED',
      `${late} did not see every member's approval within ${agreementMs / 1000} s; run the deployment again`,
      { node: late },
    );
  }
  progress({ phase: 'chaincode', text: `${peers.length} members have seen all approvals` });
  const { connection, node } = first;
  const own = { channel, chaincode: definition.name, mspId: node.member.mspId, peers: [connection] };
  const { notApprovedBy } = await commitContracts(own, signal);
  const away = notApprovedBy.length > 0 ? `; not approved by ${notApprovedBy.join(', ')}` : '';
  progress({ phase: 'chaincode', text: `definition ${definition.sequence} is in force${away}` });
  return notApprovedBy;
}

/**
 * Brings a package into force: installed at every peer that runs, approved by each member that has one, committed
 * once more than half have. What is there already is not done again; another package than the one in force
 * becomes the next definition.
 *
 * @param peers those that run; members without any catch up at the next `up`
 * @throws NetworkError `APPROVALS_MISSING` when more than half of the members are away, `FABRIC_REFUSED`,
 *   `DEPLOYMENT_FAILED`
 */
export async function deploy(
  context: DevnetContext,
  peers: readonly ConnectedPeer[],
  chaincode: DeployedPackage,
): Promise<Deployment> {
  const { id: packageId, version, name = chaincodeName, endorsementPolicy = majorityPolicyPath } = chaincode;
  const current = await inForceOn(context.topology.channel, peers, name);
  const same = current?.packageId === packageId;
  const sequence = (current?.definition.sequence ?? 0) + 1;
  const definition = same ? current.definition : { name, sequence, version, endorsementPolicy };
  const firsts = firstOfEach(peers);
  const installed = await installAll(context, peers, chaincode);
  const approved = await approveAll(context, firsts, definition, packageId, same);
  const notApprovedBy = same ? [] : await commit(context, firsts, definition);
  return {
    packageId,
    sequence: definition.sequence,
    version: definition.version,
    changed: installed || approved || !same,
    notApprovedBy,
  };
}
