import { readClientTls, type Profile } from '@jangbu/client';
import { PeerConnection, type ChaincodeDefinition, type OwnContracts } from '@jangbu/network';
import { Type } from '@sinclair/typebox';
import { openLedgerContext, type LedgerContext } from '../../consortium/ledger-context';
import type { LedgerOptions } from '../../consortium/ledger-options';
import { UsageError } from '../../input/usage-error';

/** A definition, as programs get it. */
export const Definition = Type.Object({
  name: Type.String(),
  sequence: Type.Integer({ minimum: 0 }),
  version: Type.String(),
  /** Path of the channel's policy; empty where the definition has one of its own. */
  endorsementPolicy: Type.String(),
});

/** Of which own peers a command is. */
export interface PeerOptions extends LedgerOptions {
  readonly peer?: string;
}

/** The own peers of a profile, or the one that is named. @throws UsageError when there is none of that name */
function peersOf({ peers }: Profile, name: string | undefined): Profile['peers'] {
  if (name === undefined) return peers;
  const found = peers.filter((peer) => peer.name === name || peer.address === name);
  if (found.length > 0) return found;
  const names = peers.map((peer) => peer.name).join(', ');
  throw new UsageError(`the profile has no own peer ${name}; it has ${names}`);
}

/**
 * Works on the contracts as one member: its own peers, under its own admin identity.
 *
 * @throws UsageError, IdentityError, ProfileError when member, identity or profile are wrong
 */
export async function withOwnContracts<T>(
  options: PeerOptions,
  work: (own: OwnContracts, context: LedgerContext) => Promise<T>,
): Promise<T> {
  const context = await openLedgerContext(options);
  const { profile, mspId } = context;
  const chosen = peersOf(profile, options.peer);
  const signer = await context.signer('admin');
  const clientTls = profile.clientTls && (await readClientTls(profile.clientTls));
  const peers = chosen.map((peer) => new PeerConnection({ ...peer, clientTls }, signer));
  try {
    const { channel, chaincode } = profile;
    return await work({ channel, chaincode, mspId, peers }, context);
  } finally {
    for (const peer of peers) peer.close();
  }
}

/** What programs get of a definition. */
export function definitionFields({
  name,
  sequence,
  version,
  endorsementPolicy,
}: ChaincodeDefinition): Pick<ChaincodeDefinition, 'name' | 'sequence' | 'version' | 'endorsementPolicy'> {
  return { name, sequence, version, endorsementPolicy };
}
