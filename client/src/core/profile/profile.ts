import { Checker, closed, MemberId, MspId } from '@jangbu/model';
import { Type, type Static } from '@sinclair/typebox';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { ProfileError } from '../errors';
import { fromFabricProfile, isFabricProfile, type FabricProfileChoices } from './fabric-profile';

const ProfilePeerSchema = closed({
  name: Type.String({ minLength: 1 }),
  /** Host and port. */
  address: Type.String({ pattern: '^.+:[0-9]{1,5}$' }),
  /** The name in the peer's TLS certificate. */
  serverName: Type.String({ minLength: 1 }),
  /** PEM of the authority that made the peer's TLS certificate. */
  tlsRootCert: Type.String({ pattern: '-----BEGIN CERTIFICATE-----' }),
});

const ClientTlsFilesSchema = closed({
  certificateFile: Type.String({ minLength: 1 }),
  privateKeyFile: Type.String({ minLength: 1 }),
});

const ProfileSchema = closed({
  type: Type.Literal('jangbu-profile'),
  version: Type.Literal(1),
  channel: Type.String({ minLength: 1 }),
  chaincode: Type.String({ minLength: 1 }),
  member: closed({ id: MemberId, mspId: MspId }),
  peers: Type.Array(ProfilePeerSchema, { minItems: 1 }),
  /** Where peers ask for a client certificate (mutual TLS): the files with it, from the profile's folder. */
  clientTls: Type.Optional(ClientTlsFilesSchema),
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
    const says = cause instanceof Error ? cause.message : String(cause);
    throw new ProfileError(`the profile ${path} cannot be read (${says})`, [], { cause });
  }
}

/** JSON is YAML as well (YAML 1.2, section 1.3). */
function parseText(text: string, path: string): unknown {
  try {
    return parse(text);
  } catch (cause) {
    throw new ProfileError(`the profile ${path} is neither JSON nor YAML`, [], { cause });
  }
}

/** @param called how messages call it */
function checked(value: unknown, called = 'the profile'): Profile {
  if (checker.fits(value)) return value;
  throw new ProfileError(`${called} does not fit`, checker.problems(value));
}

/** What is wrong in a file is told with the file's name. */
async function fromFabricFile(value: unknown, path: string, choices: FabricProfileChoices): Promise<object> {
  try {
    return await fromFabricProfile(value, dirname(path), choices);
  } catch (cause) {
    if (!(cause instanceof ProfileError)) throw cause;
    throw new ProfileError(`the common connection profile ${path} cannot be used`, cause.problems, { cause });
  }
}

/** File names in a profile are seen from its folder. */
function fromFolder(profile: Profile, folder: string): Profile {
  const { clientTls } = profile;
  if (!clientTls) return profile;
  const { certificateFile, privateKeyFile } = clientTls;
  return {
    ...profile,
    clientTls: {
      certificateFile: resolve(folder, certificateFile),
      privateKeyFile: resolve(folder, privateKeyFile),
    },
  };
}

/**
 * A profile, checked.
 *
 * @param profile the profile itself; or the path of a JSON or YAML file with it, or with Fabric's common
 *   connection profile
 * @param choices what a common connection profile may leave open; of no effect on a profile of our own
 * @throws ProfileError when it cannot be read or does not fit; its `problems` say where
 */
export async function readProfile(
  profile: Profile | string,
  choices: FabricProfileChoices = {},
): Promise<Profile> {
  if (typeof profile !== 'string') return checked(profile);
  const value = parseText(await readText(profile), profile);
  const content = isFabricProfile(value) ? await fromFabricFile(value, profile, choices) : value;
  return fromFolder(checked(content, `the profile ${profile}`), dirname(profile));
}
