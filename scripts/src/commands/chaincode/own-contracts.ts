import { readFile } from 'node:fs/promises';
import type { Profile } from '@jangbu/client';
import {
  PeerConnection,
  type ChaincodeDefinition,
  type OwnContracts,
  type PeerEndpoint,
} from '@jangbu/network';
import { Type } from '@sinclair/typebox';
import { openLedgerContext } from '../../consortium/ledger-context';
import type { LedgerOptions } from '../../consortium/ledger-options';
import { ContextFile } from '../../contexts/context-file';
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

/** What the profile says for mutual TLS, read. */
async function clientTlsOf({ clientTls }: Profile): Promise<PeerEndpoint['clientTls']> {
  if (clientTls === undefined) return undefined;
  return {
    certificate: await readFile(clientTls.certificateFile, 'utf8'),
    privateKey: await readFile(clientTls.privateKeyFile, 'utf8'),
  };
}

/**
 * Works on the contracts as one member: its own peers, under its own admin identity.
 *
 * @throws UsageError, IdentityError, ProfileError when member, identity or profile are wrong
 */
export async function withOwnContracts<T>(
  options: PeerOptions,
  work: (own: OwnContracts) => Promise<T>,
): Promise<T> {
  const context = await openLedgerContext(options);
  const { profile, mspId } = context;
  const chosen = peersOf(profile, options.peer);
  const signer = await context.signer('admin');
  const clientTls = await clientTlsOf(profile);
  const peers = chosen.map((peer) => new PeerConnection({ ...peer, clientTls }, signer));
  try {
    return await work({ channel: profile.channel, chaincode: profile.chaincode, mspId, peers });
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

/** Whether a member is named, by an option, a variable or the current context: else a development network is meant. */
export async function namesMember(options: LedgerOptions): Promise<boolean> {
  const { profile, context, folder, as, state, consortium } = options;
  if (profile ?? context ?? folder ?? as) return true;
  if (state ?? consortium) return false;
  if (['JANGBU_PROFILE', 'JANGBU_CONTEXT', 'JANGBU_FOLDER'].some((name) => process.env[name])) return true;
  if (process.env['JANGBU_STATE'] || process.env['JANGBU_CONSORTIUM']) return false;
  return (await ContextFile.read()).current !== undefined;
}
