import { peer } from '@hyperledger/fabric-protos';

import {
  fillDefinition,
  lifecycle,
  queryMs,
  readDefinition,
  type ChaincodeDefinition,
} from './chaincode-definition';
import type { PeerConnection } from './peer-connection';
import { submitTransaction } from './submit';
import { unlessAbsent } from './unless-absent';

/** What a member has approved; only its own peers can tell. */
export interface ApprovedDefinition {
  readonly definition: ChaincodeDefinition;
  /** Absent where the member has approved the definition without a package of its own. */
  readonly packageId?: string;
}

/** How the members stand to a definition that is not in force yet, as one peer has seen. */
export interface CommitReadiness {
  /** MSP id → whether that member has approved exactly this; every organisation of the channel is there. */
  readonly approvals: ReadonlyMap<string, boolean>;
  /** MSP id → in what the definition that it has approved under this sequence is another one. */
  readonly mismatches: ReadonlyMap<string, readonly string[]>;
}

/** Fabric names the groups of fields that it compares; what may stand in them, in an operator's words. */
const GROUPS: Readonly<Record<string, string>> = {
  EndorsementInfo: 'version (or init required, or endorsement plugin)',
  ValidationInfo: 'endorsement policy (or validation plugin)',
  Collections: 'collections',
};
/** What Fabric says where the member has approved nothing at all. */
const NOTHING_APPROVED = 'ChaincodeParameters';

/**
 * What a member has approved of a chaincode.
 *
 * @param connection to a peer of that member, as its admin
 * @param sequence which definition
 * @returns undefined when it has approved none of that sequence
 */
export async function approvedDefinition(
  connection: PeerConnection,
  channel: string,
  name: string,
  sequence: number,
): Promise<ApprovedDefinition | undefined> {
  const args = new peer.lifecycle.QueryApprovedChaincodeDefinitionArgs();
  args.setName(name);
  args.setSequence(sequence);
  const call = {
    channel,
    chaincode: lifecycle,
    args: ['QueryApprovedChaincodeDefinition', args.serializeBinary()],
  };
  const bytes = await unlessAbsent(connection.query(call, queryMs));
  if (bytes === undefined) return undefined;
  const result = peer.lifecycle.QueryApprovedChaincodeDefinitionResult.deserializeBinary(bytes);
  const packageId = result.getSource()?.getLocalPackage()?.getPackageId();
  const definition = readDefinition(name, result);
  return packageId === undefined || packageId === '' ? { definition } : { definition, packageId };
}

/** Which package a member has approved for a definition; undefined when it has not approved that sequence. */
export async function approvedPackage(
  connection: PeerConnection,
  channel: string,
  name: string,
  sequence: number,
): Promise<string | undefined> {
  return (await approvedDefinition(connection, channel, name, sequence))?.packageId;
}

/** A member's admin approves a definition, to be run from a package that its peer has. */
export async function approve(
  connection: PeerConnection,
  channel: string,
  definition: ChaincodeDefinition,
  packageId: string,
): Promise<void> {
  const local = new peer.lifecycle.ChaincodeSource.Local();
  local.setPackageId(packageId);
  const source = new peer.lifecycle.ChaincodeSource();
  source.setLocalPackage(local);
  const args = new peer.lifecycle.ApproveChaincodeDefinitionForMyOrgArgs();
  fillDefinition(args, definition);
  args.setSource(source);
  const call = {
    channel,
    chaincode: lifecycle,
    args: ['ApproveChaincodeDefinitionForMyOrg', args.serializeBinary()],
  };
  // It writes to the member's own collection, which its own peer alone endorses.
  await submitTransaction(call, connection, [connection]);
}

/**
 * Who has approved a definition, as a peer has seen.
 *
 * @param definition the next one: Fabric refuses to tell of any other
 * @throws NetworkError `FABRIC_REFUSED`, `NODE_NOT_READY`
 */
export async function commitReadiness(
  connection: PeerConnection,
  channel: string,
  definition: ChaincodeDefinition,
): Promise<CommitReadiness> {
  const args = new peer.lifecycle.CheckCommitReadinessArgs();
  fillDefinition(args, definition);
  const call = { channel, chaincode: lifecycle, args: ['CheckCommitReadiness', args.serializeBinary()] };
  const result = peer.lifecycle.CheckCommitReadinessResult.deserializeBinary(
    await connection.query(call, queryMs),
  );
  const approvals = new Map<string, boolean>();
  result.getApprovalsMap().forEach((approved, mspId) => approvals.set(mspId, approved));
  const mismatches = new Map<string, readonly string[]>();
  // A process that has loaded fabric-shim, too, may have its older messages, which know no mismatches.
  const told = 'getMismatchesMap' in result ? result.getMismatchesMap() : undefined;
  told?.forEach((mismatch, mspId) => {
    const items = mismatch.getItemsList();
    if (items.length > 0 && !items.includes(NOTHING_APPROVED)) {
      mismatches.set(
        mspId,
        items.map((item) => GROUPS[item] ?? item),
      );
    }
  });
  return { approvals, mismatches };
}
