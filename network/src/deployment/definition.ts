import { peer } from '@hyperledger/fabric-protos';

import type { PeerConnection } from '../fabric/peer-connection';
import { submit } from '../fabric/submit';
import { NetworkError } from '../network-error';
import { chaincodeName } from '../topology/topology';

const { lifecycle } = peer;
const LIFECYCLE = '_lifecycle';
const INSTALL_MS = 180_000;
const QUERY_MS = 10_000;

/** What members agree on: which code, from which sequence on, endorsed under which policy. */
export interface Definition {
  readonly channel: string;
  readonly version: string;
  readonly sequence: number;
  /** A policy of the channel's configuration, so that it changes together with the membership. */
  readonly policy: string;
}

function call(channel: string, name: string, args: Uint8Array) {
  return { channel, chaincode: LIFECYCLE, args: [name, args] } as const;
}

function validationParameter(policy: string): Uint8Array {
  const reference = new peer.ApplicationPolicy();
  reference.setChannelConfigPolicyReference(policy);
  return reference.serializeBinary();
}

interface Described {
  setName(value: string): void;
  setVersion(value: string): void;
  setSequence(value: number): void;
  setValidationParameter(value: Uint8Array | string): void;
}

function describe<M extends Described>(message: M, { version, sequence, policy }: Definition): M {
  message.setName(chaincodeName);
  message.setVersion(version);
  message.setSequence(sequence);
  message.setValidationParameter(validationParameter(policy));
  return message;
}

/** Ids of the packages that a peer has installed. */
export async function installedPackages(connection: PeerConnection): Promise<readonly string[]> {
  const args = new lifecycle.QueryInstalledChaincodesArgs().serializeBinary();
  const answer = await connection.query(call('', 'QueryInstalledChaincodes', args), QUERY_MS);
  return lifecycle.QueryInstalledChaincodesResult.deserializeBinary(answer)
    .getInstalledChaincodesList()
    .map((installed) => installed.getPackageId());
}

/** Installs a package on a peer, which unpacks it by its external builder. */
export async function installPackage(connection: PeerConnection, bytes: Uint8Array): Promise<void> {
  const args = new lifecycle.InstallChaincodeArgs();
  args.setChaincodeInstallPackage(bytes);
  await connection.query(call('', 'InstallChaincode', args.serializeBinary()), INSTALL_MS);
}

/** The definition that is committed on the channel; undefined before the first one. */
export async function committedDefinition(
  connection: PeerConnection,
  channel: string,
): Promise<{ readonly version: string; readonly sequence: number } | undefined> {
  const args = new lifecycle.QueryChaincodeDefinitionArgs();
  args.setName(chaincodeName);
  try {
    const answer = await connection.query(call(channel, 'QueryChaincodeDefinition', args.serializeBinary()), QUERY_MS);
    const found = lifecycle.QueryChaincodeDefinitionResult.deserializeBinary(answer);
    return { version: found.getVersion(), sequence: found.getSequence() };
  } catch (error) {
    if (error instanceof NetworkError && error.message.includes('is not defined')) return undefined;
    throw error;
  }
}

/** The package that a member approved for a sequence; undefined where it approved none. */
export async function approvedPackage(
  connection: PeerConnection,
  channel: string,
  sequence: number,
): Promise<string | undefined> {
  const args = new lifecycle.QueryApprovedChaincodeDefinitionArgs();
  args.setName(chaincodeName);
  args.setSequence(sequence);
  try {
    const name = 'QueryApprovedChaincodeDefinition';
    const answer = await connection.query(call(channel, name, args.serializeBinary()), QUERY_MS);
    const found = lifecycle.QueryApprovedChaincodeDefinitionResult.deserializeBinary(answer);
    return found.getSource()?.getLocalPackage()?.getPackageId();
  } catch (error) {
    if (error instanceof NetworkError && error.message.includes('could not fetch approved')) return undefined;
    throw error;
  }
}

/** Approves a definition for one member, by its own admin and its own peer. */
export async function approve(connection: PeerConnection, definition: Definition, packageId: string): Promise<void> {
  const local = new lifecycle.ChaincodeSource.Local();
  local.setPackageId(packageId);
  const source = new lifecycle.ChaincodeSource();
  source.setLocalPackage(local);
  const args = describe(new lifecycle.ApproveChaincodeDefinitionForMyOrgArgs(), definition);
  args.setSource(source);
  const name = 'ApproveChaincodeDefinitionForMyOrg';
  await submit(call(definition.channel, name, args.serializeBinary()), connection, [connection]);
}

/** Commits a definition that a majority has approved. @param endorsers peers of more than half of the members */
export async function commit(definition: Definition, endorsers: readonly PeerConnection[]): Promise<void> {
  const [first] = endorsers;
  if (!first) throw new NetworkError('DEPLOYMENT_FAILED', 'a definition is committed by members, and there are none');
  const args = describe(new lifecycle.CommitChaincodeDefinitionArgs(), definition);
  await submit(call(definition.channel, 'CommitChaincodeDefinition', args.serializeBinary()), first, endorsers);
}
