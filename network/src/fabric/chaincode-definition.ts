import { peer } from '@hyperledger/fabric-protos';

import type { PeerConnection } from './peer-connection';
import { submitTransaction } from './submit';
import { unlessAbsent } from './unless-absent';

const lifecycle = '_lifecycle';
const queryMs = 10_000;

/** What members agree on before a chaincode runs on a channel. */
export interface ChaincodeDefinition {
  readonly name: string;
  /** Counts the definitions of this chaincode on the channel, from 1. */
  readonly sequence: number;
  readonly version: string;
  /** Path of the channel's policy that a transaction's endorsements must satisfy. */
  readonly endorsementPolicy: string;
}

/** A definition that was committed, and who had approved it. */
export interface CommittedDefinition extends ChaincodeDefinition {
  /** MSP id → whether that member has approved this definition. */
  readonly approvals: ReadonlyMap<string, boolean>;
}

function policyBytes(path: string): Uint8Array {
  const policy = new peer.ApplicationPolicy();
  policy.setChannelConfigPolicyReference(path);
  return policy.serializeBinary();
}

function policyPath(bytes: Uint8Array): string {
  return peer.ApplicationPolicy.deserializeBinary(bytes).getChannelConfigPolicyReference();
}

interface DefinitionArgs {
  setName(value: string): void;
  setSequence(value: number): void;
  setVersion(value: string): void;
  setEndorsementPlugin(value: string): void;
  setValidationPlugin(value: string): void;
  setValidationParameter(value: Uint8Array): void;
}

function fill(args: DefinitionArgs, definition: ChaincodeDefinition): void {
  args.setName(definition.name);
  args.setSequence(definition.sequence);
  args.setVersion(definition.version);
  args.setEndorsementPlugin('escc');
  args.setValidationPlugin('vscc');
  args.setValidationParameter(policyBytes(definition.endorsementPolicy));
}

/**
 * The definition in force on a channel, as one peer knows it.
 *
 * @returns the definition, or undefined when none was committed
 */
export async function committedDefinition(
  connection: PeerConnection,
  channel: string,
  name: string,
): Promise<CommittedDefinition | undefined> {
  const args = new peer.lifecycle.QueryChaincodeDefinitionArgs();
  args.setName(name);
  const call = { channel, chaincode: lifecycle, args: ['QueryChaincodeDefinition', args.serializeBinary()] };
  const bytes = await unlessAbsent(connection.query(call, queryMs));
  if (bytes === undefined) return undefined;
  const result = peer.lifecycle.QueryChaincodeDefinitionResult.deserializeBinary(bytes);
  const approvals = new Map<string, boolean>();
  result.getApprovalsMap().forEach((approved, mspId) => approvals.set(mspId, approved));
  return {
    name,
    sequence: result.getSequence(),
    version: result.getVersion(),
    endorsementPolicy: policyPath(result.getValidationParameter_asU8()),
    approvals,
  };
}

/**
 * Which package a member has approved for a definition; only its own peer can tell.
 *
 * @returns the package id, or undefined when it has not approved that sequence
 */
export async function approvedPackage(
  connection: PeerConnection,
  channel: string,
  name: string,
  sequence: number,
): Promise<string | undefined> {
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
  return result.getSource()?.getLocalPackage()?.getPackageId();
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
  fill(args, definition);
  args.setSource(source);
  const call = {
    channel,
    chaincode: lifecycle,
    args: ['ApproveChaincodeDefinitionForMyOrg', args.serializeBinary()],
  };
  // It writes to the member's own collection, which its own peer alone endorses.
  await submitTransaction(call, connection, [connection]);
}

/** The members (MSP ids) whose approval of a definition a peer has seen. */
export async function approvalsSeen(
  connection: PeerConnection,
  channel: string,
  definition: ChaincodeDefinition,
): Promise<ReadonlySet<string>> {
  const args = new peer.lifecycle.CheckCommitReadinessArgs();
  fill(args, definition);
  const call = { channel, chaincode: lifecycle, args: ['CheckCommitReadiness', args.serializeBinary()] };
  const bytes = await connection.query(call, queryMs);
  const seen = new Set<string>();
  peer.lifecycle.CheckCommitReadinessResult.deserializeBinary(bytes)
    .getApprovalsMap()
    .forEach((approved, mspId) => {
      if (approved) seen.add(mspId);
    });
  return seen;
}

/**
 * Puts a definition in force.
 *
 * @param endorsers peers of more than half of the members, all of which have seen the same approvals
 */
export async function commitDefinition(
  connection: PeerConnection,
  endorsers: readonly PeerConnection[],
  channel: string,
  definition: ChaincodeDefinition,
): Promise<void> {
  const args = new peer.lifecycle.CommitChaincodeDefinitionArgs();
  fill(args, definition);
  const call = { channel, chaincode: lifecycle, args: ['CommitChaincodeDefinition', args.serializeBinary()] };
  await submitTransaction(call, connection, endorsers);
}
