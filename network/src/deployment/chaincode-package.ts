import { createHash } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { NetworkError } from '../network-error';
import { packFiles, unpackFiles, type Files } from './archive';

/** The chaincode in the form that a peer installs. */
export interface ChaincodePackage {
  /** Fabric's name for exactly these bytes: the label, a colon and their SHA-256 in hexadecimal. */
  readonly packageId: string;
  readonly label: string;
  /** A gzipped tar of metadata.json and code.tar.gz. */
  readonly bytes: Uint8Array;
}

/** What goes into a package. */
export interface PackageContent {
  /** Folder with the self-contained bundle `jangbu.js`, and a `LICENSE` if there is one. */
  readonly bundleDir: string;
  /** `hashOf` the founding list, 64 hexadecimal digits: whoever approves the package agrees to the list. */
  readonly foundingHash: string;
  /** Starts the package id; letters, digits, `_`, `.`, `+`, `-`. It is also the definition's version. */
  readonly label: string;
  /** Where to write the package; not written when absent. */
  readonly out?: string;
}

const labelForm = /^[A-Za-z0-9][A-Za-z0-9_.+-]*$/;
const hashForm = /^[0-9a-f]{64}$/;
const bundleName = 'jangbu.js';
/** The file of the package that holds the founding list's hash. */
export const foundingHashFile = 'founding.sha256';

function invalid(message: string): NetworkError {
  return new NetworkError('PACKAGE_INVALID', message);
}

function identified(label: string, bytes: Uint8Array): ChaincodePackage {
  const digest = createHash('sha256').update(bytes).digest('hex');
  return { packageId: `${label}:${digest}`, label, bytes };
}

async function optional(file: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(file);
  } catch {
    return undefined;
  }
}

/**
 * The code as a stock peer's node platform takes it, too: everything below `src/`, with a package.json that
 * says how to start. Our external builder takes it before that platform would.
 */
async function codeFiles({ bundleDir, foundingHash }: PackageContent): Promise<Files> {
  const bundle = await optional(join(bundleDir, bundleName));
  if (bundle === undefined) throw invalid(`there is no ${bundleName} in ${bundleDir}: build the chaincode first`);
  const manifest = { name: 'jangbu', version: '0.0.0', private: true, scripts: { start: `node ${bundleName}` } };
  const licence = await optional(join(bundleDir, 'LICENSE'));
  return new Map<string, Uint8Array>([
    [`src/${bundleName}`, bundle],
    [`src/${foundingHashFile}`, Buffer.from(`${foundingHash}\n`)],
    ['src/package.json', Buffer.from(`${JSON.stringify(manifest)}\n`)],
    ...(licence === undefined ? [] : [['src/LICENSE', licence] as const]),
  ]);
}

/**
 * Packs the chaincode. The same bundle, founding hash and label give the same bytes, and so the same package
 * id, at every firm: there is no address and no time in it.
 *
 * @throws NetworkError `PACKAGE_INVALID` when the bundle is missing, or the label or hash has not its form
 */
export async function packageChaincode(content: PackageContent): Promise<ChaincodePackage> {
  const { label, foundingHash, out } = content;
  if (!labelForm.test(label)) throw invalid(`a chaincode's label can't be "${label}"`);
  if (!hashForm.test(foundingHash)) throw invalid('the founding hash must be 64 hexadecimal digits');
  const code = await packFiles(await codeFiles(content));
  const metadata = Buffer.from(JSON.stringify({ type: 'node', label }));
  const files = new Map<string, Uint8Array>([['code.tar.gz', code], ['metadata.json', metadata]]);
  const made = identified(label, await packFiles(files));
  if (out !== undefined) {
    await writeFile(`${out}.new`, made.bytes);
    await rename(`${out}.new`, out);
  }
  return made;
}

/**
 * Reads a package from a file.
 *
 * @throws NetworkError `PACKAGE_INVALID` when it is no package
 */
export async function readPackage(file: string): Promise<ChaincodePackage> {
  try {
    const bytes = await readFile(file);
    const text = Buffer.from((await unpackFiles(bytes)).get('metadata.json') ?? []).toString('utf8');
    const { label } = JSON.parse(text) as { readonly label?: unknown };
    if (typeof label === 'string') return identified(label, bytes);
  } catch (error) {
    throw new NetworkError('PACKAGE_INVALID', `${file} is no chaincode package`, { file }, error);
  }
  throw invalid(`${file} is no chaincode package: its metadata has no label`);
}

/** The code's files in a package, named as they stand below `src/`. */
export async function codeOf({ bytes }: ChaincodePackage): Promise<Files> {
  const code = (await unpackFiles(bytes)).get('code.tar.gz');
  if (code === undefined) throw invalid('the package holds no code');
  const files = await unpackFiles(code);
  return new Map([...files].map(([name, content]) => [name.replace(/^src\//, ''), content]));
}
