import { peer } from '@hyperledger/fabric-protos';

import type { PeerConnection } from './peer-connection';
import { unlessAbsent } from './unless-absent';

export const lifecycle = '_lifecycle';
export const queryMs = 10_000;

/**
 * What members agree on before a chaincode runs on a channel. Ours state a version and a path; the rest is what
 * others, with other tools, may have put into a definition that is to be approved as it stands.
 */
export interface ChaincodeDefinition {
  readonly name: string;
  /** Counts the definitions of this chaincode on the channel, from 1. */
  readonly sequence: number;
  readonly version: string;
  /**
   * Path of the channel's policy that a transaction's endorsements must satisfy; empty where the definition holds
   * a policy of its own, `policy`.
   */
  readonly endorsementPolicy: string;
  /** Serialised `protos.ApplicationPolicy`; that of the path unless given. */
  readonly policy?: Uint8Array | undefined;
  /** Serialised `protos.CollectionConfigPackage`; no collections unless given. */
  readonly collections?: Uint8Array;
  readonly initRequired?: boolean;
  /** `escc` unless given. */
  readonly endorsementPlugin?: string;
  /** `vscc` unless given. */
  readonly validationPlugin?: string;
}

/** A definition that was committed, and who had approved it. */
export interface CommittedDefinition extends ChaincodeDefinition {
  /** MSP id → whether that member has approved this definition; every organisation of the channel is there. */
  readonly approvals: ReadonlyMap<string, boolean>;
}

/** What Fabric's messages about definitions have in common. */
interface DefinitionArgs {
  setName(value: string): void;
  setSequence(value: number): void;
  setVersion(value: string): void;
  setEndorsementPlugin(value: string): void;
  setValidationPlugin(value: string): void;
  setValidationParameter(value: Uint8Array): void;
  setCollections(value?: peer.CollectionConfigPackage): void;
  setInitRequired(value: boolean): void;
}

interface DefinitionResult {
  getSequence(): number;
  getVersion(): string;
  getEndorsementPlugin(): string;
  getValidationPlugin(): string;
  getValidationParameter_asU8(): Uint8Array;
  getInitRequired(): boolean;
  getCollections(): peer.CollectionConfigPackage | undefined;
}

function policyOf({ policy, endorsementPolicy }: ChaincodeDefinition): Uint8Array {
  if (policy !== undefined) return policy;
  const reference = new peer.ApplicationPolicy();
  reference.setChannelConfigPolicyReference(endorsementPolicy);
  return reference.serializeBinary();
}

/** Writes a definition into one of Fabric's messages about it. */
export function fillDefinition(args: DefinitionArgs, definition: ChaincodeDefinition): void {
  args.setName(definition.name);
  args.setSequence(definition.sequence);
  args.setVersion(definition.version);
  args.setEndorsementPlugin(definition.endorsementPlugin ?? 'escc');
  args.setValidationPlugin(definition.validationPlugin ?? 'vscc');
  args.setValidationParameter(policyOf(definition));
  args.setInitRequired(definition.initRequired ?? false);
  if (definition.collections !== undefined) {
    args.setCollections(peer.CollectionConfigPackage.deserializeBinary(definition.collections));
  }
}

/** Reads a definition from one of Fabric's answers. */
export function readDefinition(name: string, result: DefinitionResult): ChaincodeDefinition {
  const policy = result.getValidationParameter_asU8();
  const collections = result.getCollections()?.serializeBinary() ?? new Uint8Array();
  return {
    name,
    sequence: result.getSequence(),
    version: result.getVersion(),
    endorsementPolicy: peer.ApplicationPolicy.deserializeBinary(policy).getChannelConfigPolicyReference(),
    policy,
    ...(collections.length > 0 ? { collections } : {}),
    initRequired: result.getInitRequired(),
    endorsementPlugin: result.getEndorsementPlugin(),
    validationPlugin: result.getValidationPlugin(),
  };
}

function sameBytes(one: Uint8Array = new Uint8Array(), other: Uint8Array = new Uint8Array()): boolean {
  return Buffer.from(one).equals(other);
}

/** In what two definitions differ besides their sequence, in an operator's words; nothing where they agree. */
export function differencesOf(one: ChaincodeDefinition, other: ChaincodeDefinition): readonly string[] {
  const equal: Readonly<Record<string, boolean>> = {
    version: one.version === other.version,
    'endorsement policy': sameBytes(policyOf(one), policyOf(other)),
    collections: sameBytes(one.collections, other.collections),
    'init required': (one.initRequired ?? false) === (other.initRequired ?? false),
    'endorsement plugin': (one.endorsementPlugin ?? 'escc') === (other.endorsementPlugin ?? 'escc'),
    'validation plugin': (one.validationPlugin ?? 'vscc') === (other.validationPlugin ?? 'vscc'),
  };
  return Object.keys(equal).filter((field) => equal[field] === false);
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
  return { ...readDefinition(name, result), approvals };
}
