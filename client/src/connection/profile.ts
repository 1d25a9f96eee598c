import { Checker, closed, MemberId, MspId } from '@jangbu/model';
import { Type, type Static } from '@sinclair/typebox';
import { readFile } from 'node:fs/promises';
import { ProfileError } from '../errors';

const ProfilePeerSchema = closed({
  name: Type.String({ minLength: 1 }),
  /** Host and port. */
  address: Type.String({ pattern: '^.+:[0-9]{1,5}$' }),
  /** The name in the peer's TLS certificate. */
  serverName: Type.String({ minLength: 1 }),
  /** PEM of the authority that made the peer's TLS certificate. */
  tlsRootCert: Type.String({ pattern: '-----BEGIN CERTIFICATE-----' }),
});

const ProfileSchema = closed({
  type: Type.Literal('jangbu-profile'),
  version: Type.Literal(1),
  channel: Type.String({ minLength: 1 }),
  chaincode: Type.String({ minLength: 1 }),
  member: closed({ id: MemberId, mspId: MspId }),
  peers: Type.Array(ProfilePeerSchema, { minItems: 1 }),
});

/** One of the member's own peers. */
export type ProfilePeer = Readonly<Static<typeof ProfilePeerSchema>>;

/** How a member reaches the ledger: its channel, its own name, its own peers. */
export type Profile = Readonly<Static<typeof ProfileSchema>>;

const checker = new Checker(ProfileSchema);

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new ProfileError('the profile cannot be read', [], { cause });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ProfileError('the profile is not JSON', [], { cause });
  }
}

/**
 * A profile, checked.
 *
 * @param profile the profile itself, or the path of a JSON file with it
 * @throws ProfileError when it cannot be read or does not fit
 */
export async function readProfile(profile: Profile | string): Promise<Profile> {
  const value: unknown = typeof profile === 'string' ? parse(await readText(profile)) : profile;
  if (checker.fits(value)) return value;
  throw new ProfileError('the profile does not fit', checker.problems(value));
}
