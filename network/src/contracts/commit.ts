import { setTimeout as delay } from 'node:timers/promises';

import { NetworkError, type NetworkErrorCode } from '../errors/network-error';
import { commitDefinition } from '../fabric/chaincode-commit';
import { committedDefinition, differencesOf, type ChaincodeDefinition } from '../fabric/chaincode-definition';
import { channelPolicies } from '../fabric/channel-policies';
import { channelMembers } from '../fabric/discovery';
import { FabricRefusal } from '../fabric/fabric-refusal';
import type { PeerConnection } from '../fabric/peer-connection';
import { throwIfCancelled } from '../long-work/until';
import { answeringPeer, type OwnContracts } from './own-contracts';
import { approvers, contractsReadiness, enoughForLifecycle, readinessOf, type Readiness } from './readiness';

/** What committing came to. */
export interface Commitment {
  readonly definition: ChaincodeDefinition;
  /** False when it was in force already. */
  readonly committedNow: boolean;
  /** MSP ids of those whose peers endorsed; empty when it was in force already. */
  readonly endorsedBy: readonly string[];
  /** MSP ids of those that have not approved it: until they do, they can't endorse. */
  readonly notApprovedBy: readonly string[];
}

/** How long approvals may take to reach all endorsers, or a peer to come back. */
const patienceMs = 60_000;
const pauseMs = 500;

/** @throws NetworkError `APPROVALS_MISSING` naming who has not approved, and who has approved something else */
function requireEnough({
  definition,
  approvedBy,
  notApprovedBy,
  approvedOtherwise,
  missing,
}: Readiness): void {
  if (missing === 0) return;
  const { name, sequence, version } = definition;
  const otherwise = Object.entries(approvedOtherwise).map(
    ([mspId, items]) => `${mspId} with another ${items.join(' and ')}`,
  );
  throw new NetworkError(
    'APPROVALS_MISSING',
    `definition ${sequence} of ${name} (version ${version}) can't be committed: ` +
      `${approvedBy.length} of ${approvedBy.length + notApprovedBy.length} members have approved it` +
      (missing === undefined ? '' : `, and ${missing} more must`) +
      `; not yet: ${notApprovedBy.join(', ')}` +
      (otherwise.length === 0 ? '' : `; approved under this sequence: ${otherwise.join('; ')}`),
    { sequence, approved: approvedBy.join(' '), notApproved: notApprovedBy.join(' ') },
  );
}

function isOf(error: unknown, code: NetworkErrorCode): boolean {
  return error instanceof NetworkError && error.code === code;
}

/** Whether the same may succeed a moment later: blocks are on their way, or a peer is. */
function isPassing(error: unknown): boolean {
  if (!(error instanceof NetworkError)) return false;
  if (isOf(error, 'NODE_NOT_READY') || isOf(error, 'IN_DOUBT')) return true;
  return /do not match|not agreed to by this org|find any endorsing peers|MVCC_READ_CONFLICT|PHANTOM_READ_CONFLICT|connect|unavailable|EOF|deadline|timeout/i.test(
    error.message,
  );
}

/** Those whose peers did not endorse for another reason than that results differ. */
function unable(error: unknown): readonly string[] {
  if (error instanceof FabricRefusal) {
    return error.details.filter(({ message }) => !message.includes('do not match')).map(({ mspId }) => mspId);
  }
  const told =
    error instanceof NetworkError ? /endorsing peers for org\(s\): (.*)$/.exec(error.message) : null;
  return told?.[1]?.split(', ') ?? [];
}

/** One attempt's endorsers: those that have approved and whose peers can be found, the own one first. */
async function endorsersOf(
  own: OwnContracts,
  peer: PeerConnection,
  { approvedBy, notApprovedBy }: Readiness,
  avoided: ReadonlySet<string>,
): Promise<readonly string[]> {
  const { channel, mspId } = own;
  const found = await channelMembers(peer, channel);
  const wanted = [mspId, ...approvedBy.filter((each) => each !== mspId)].filter(
    (each) => approvedBy.includes(each) && found.has(each),
  );
  // Whoever failed just now comes last, and is asked again only where the others don't suffice.
  const ordered = [
    ...wanted.filter((each) => !avoided.has(each)),
    ...wanted.filter((each) => avoided.has(each)),
  ];
  const policies = await channelPolicies(peer, channel);
  const enough = enoughForLifecycle(policies, ordered, approvedBy.length + notApprovedBy.length);
  if (enough !== undefined) return enough;
  const absent = approvedBy.filter((each) => !found.has(each)).join(', ');
  throw new NetworkError(
    'NODE_NOT_READY',
    `too few peers of members that approved are up: ${peer.name} sees none of ${absent}; try again when they are`,
    { node: peer.name, absent },
  );
}

async function inForce(
  peer: PeerConnection,
  channel: string,
  definition: ChaincodeDefinition,
): Promise<Omit<Commitment, 'committedNow' | 'endorsedBy'> | undefined> {
  const committed = await committedDefinition(peer, channel, definition.name);
  if (committed === undefined || committed.sequence < definition.sequence) return undefined;
  const same =
    committed.sequence === definition.sequence && differencesOf(committed, definition).length === 0;
  if (!same) {
    throw new NetworkError(
      'DEFINITION_CONFLICT',
      `definition ${committed.sequence} of ${definition.name} (version ${committed.version}) came into force meanwhile, and is not the one approved here`,
      { sequence: committed.sequence, version: committed.version },
    );
  }
  return { definition, notApprovedBy: approvers(committed.approvals).notApprovedBy };
}

/**
 * Puts the definition in force that the own member has approved, once enough members have: more than half, on a
 * channel with the usual policies. Of other members only their endorsements are needed, which the own peer's
 * gateway collects. Harmless when it is in force, and when others commit it at the same time.
 *
 * @throws NetworkError `NOT_APPROVED` when the own member has approved nothing, `APPROVALS_MISSING` naming who has
 *   not, `NODE_NOT_READY` when too few of those that did can be reached, `DEFINITION_CONFLICT`, `FABRIC_REFUSED`,
 *   `IN_DOUBT`, `CANCELLED`
 */
export async function commitContracts(own: OwnContracts, signal?: AbortSignal): Promise<Commitment> {
  const { channel } = own;
  const peer = await answeringPeer(own);
  const first = await contractsReadiness({ ...own, peers: [peer] });
  const { definition } = first;
  if (first.inForce) {
    return { definition, committedNow: false, endorsedBy: [], notApprovedBy: first.notApprovedBy };
  }
  const deadline = performance.now() + patienceMs;
  let avoided: ReadonlySet<string> = new Set();
  let doubt: unknown;
  // What was sent before may stand all the same, though the peer is silent now.
  const orDoubt = (error: unknown): never => {
    throw isOf(error, 'NODE_NOT_READY') ? (doubt ?? error) : error;
  };
  for (let readiness = first; ; readiness = await readinessOf(peer, channel, definition).catch(orDoubt)) {
    throwIfCancelled(signal);
    requireEnough(readiness);
    try {
      const endorsedBy = await endorsersOf(own, peer, readiness, avoided);
      await commitDefinition(peer, endorsedBy, channel, definition);
      return { definition, committedNow: true, endorsedBy, notApprovedBy: readiness.notApprovedBy };
    } catch (error) {
      if (isOf(error, 'IN_DOUBT')) doubt = error;
      const done = await inForce(peer, channel, definition).catch(orDoubt);
      if (done !== undefined) return { ...done, committedNow: false, endorsedBy: [] };
      if (!isPassing(error) || performance.now() > deadline) throw doubt ?? error;
      avoided = new Set(unable(error));
    }
    await delay(pauseMs);
  }
}
