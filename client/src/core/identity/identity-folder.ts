import { X509Certificate, createPrivateKey } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { IdentityError } from '../errors';
import { readIdentity, type Identity } from './identity';

/** Errors of the file system come from another realm in some runtimes: they are told by their code alone. */
function isMissing(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** What a folder holds besides folders; nothing where it is not there. */
async function filesOf(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => name)
      .sort();
  } catch (cause) {
    if (isMissing(cause)) return [];
    throw new IdentityError(`${folder} cannot be read`, { cause });
  }
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new IdentityError(`${file} cannot be read`, { cause });
  }
}

/** Files of a certificate and of the keys that may be its own. */
interface Found {
  readonly certificate: string;
  readonly keys: readonly string[];
}

async function foundInMsp(msp: string): Promise<Found | undefined> {
  const [signcerts, keystore] = [join(msp, 'signcerts'), join(msp, 'keystore')];
  const [certificate, ...others] = await filesOf(signcerts);
  if (certificate === undefined) return undefined;
  if (others.length > 0)
    throw new IdentityError(`${signcerts} holds ${others.length + 1} certificates: leave the one to be used`);
  const all = await filesOf(keystore);
  if (all.length === 0)
    throw new IdentityError(`${keystore} holds no key (a key in an HSM is no part of such a folder)`);
  const named = all.filter((name) => name.endsWith('_sk'));
  const keys = (named.length > 0 ? named : all).map((name) => join(keystore, name));
  return { certificate: join(signcerts, certificate), keys };
}

/** Our own form, an MSP folder, or a user's folder with its MSP folder in it. */
async function findIn(folder: string): Promise<Found> {
  const files = await filesOf(folder);
  const own = files.includes('cert.pem') || files.includes('key.pem');
  const msp = await foundInMsp(folder);
  if (own && msp)
    throw new IdentityError(`${folder} holds two identities: cert.pem with key.pem, and signcerts/`);
  if (own) return { certificate: join(folder, 'cert.pem'), keys: [join(folder, 'key.pem')] };
  const found = msp ?? (await foundInMsp(join(folder, 'msp')));
  if (found) return found;
  throw new IdentityError(
    `${folder} holds no identity: neither cert.pem with key.pem, nor an MSP folder's signcerts/ with keystore/`,
  );
}

function isKeyOf(certificate: string, privateKey: string): boolean {
  try {
    return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(privateKey));
  } catch {
    return false;
  }
}

/** Fabric CA's client leaves the old keys in the folder when it renews a certificate: the certificate says which is its own. */
async function ownKey(folder: string, certificate: string, files: readonly string[]): Promise<string> {
  const keys = await Promise.all(files.map(readText));
  const [only] = keys;
  if (only !== undefined && keys.length === 1) return only;
  const own = keys.find((key) => isKeyOf(certificate, key));
  if (own === undefined)
    throw new IdentityError(`${folder} holds ${keys.length} keys, none of which is the certificate's`);
  return own;
}

/**
 * The identity in a folder: `cert.pem` with `key.pem`; or an MSP folder as `cryptogen` and `fabric-ca-client` write it
 * (`signcerts/` with one certificate, `keystore/` with its key), or the folder above that, which has it as `msp/`.
 *
 * @param folder path of the folder
 * @throws IdentityError when there is none, or more than one, or certificate and key do not fit; the folder is named
 */
export async function identityFromFolder(folder: string): Promise<Identity> {
  const found = await findIn(folder);
  const certificate = await readText(found.certificate);
  const privateKey = await ownKey(folder, certificate, found.keys);
  // Not enumerable, so that printing or serialising the identity does not show the key.
  const identity = { certificate, privateKey };
  Object.defineProperty(identity, 'privateKey', { enumerable: false });
  try {
    readIdentity(identity);
  } catch (error) {
    // Said anew, without a cause: nothing that had the key in hand is passed on.
    throw new IdentityError(`${folder}: ${error instanceof Error ? error.message : 'cannot be used'}`);
  }
  return identity;
}
