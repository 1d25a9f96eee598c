import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { gzipSync } from 'fflate';
import { pack } from 'tar-stream';

import { sha256Hex } from '@jangbu/model';

import { NetworkError } from '../errors/network-error';

/** Name of the one chaincode on the channel. */
export const chaincodeName = 'jangbu';

/** A file of a package. */
export interface PackagedFile {
  readonly name: string;
  readonly content: string | Buffer;
}

/** A chaincode package as members install it. */
export interface ChaincodePackage {
  /** `label:hash`; what members approve. */
  readonly id: string;
  readonly label: string;
  /** The tar.gz. */
  readonly bytes: Buffer;
}

/** What a package is made of. */
export interface PackageInput {
  /** Folder with the chaincode's bundle, `jangbu.js`, and its `LICENSE` if there is one. */
  readonly bundleDir: string;
  /** SHA-256 of the founding list, hexadecimal: who approves the package approves the list. */
  readonly foundingHash: string;
  /** Letters, digits, `_`, `.`, `+`, `-`; by custom the name and version. */
  readonly label: string;
}

/** The same for every member: nothing in an archive may depend on when, where or by whom it is made. */
const ALWAYS = { mtime: new Date(0), uid: 0, gid: 0, uname: '', gname: '', mode: 0o644 } as const;

/**
 * Says how to start, for a peer without our external builder: Fabric's own platform for Node.js takes the
 * package, too, which is why it is of type `node` and everything in it stands below `src/`.
 */
const manifest = `${JSON.stringify({ name: chaincodeName, private: true, scripts: { start: 'node jangbu.js' } })}\n`;

const LABEL = /^[a-zA-Z0-9]+(?:[.+_-][a-zA-Z0-9]+)*$/;

async function tarGz(files: readonly PackagedFile[]): Promise<Buffer> {
  const tar = pack();
  for (const { name, content } of files) tar.entry({ name, ...ALWAYS }, content);
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar) chunks.push(chunk as Buffer);
  // Not Node's zlib: its output changes with the zlib that Node is built with, and the package id with it.
  return Buffer.from(gzipSync(Buffer.concat(chunks), { level: 9, mtime: 0 }));
}

async function readBundle(bundleDir: string): Promise<Buffer> {
  const file = join(bundleDir, 'jangbu.js');
  try {
    return await readFile(file);
  } catch (error) {
    throw new NetworkError(
      'PACKAGE_INVALID',
      `there is no chaincode bundle ${file}; build it first`,
      { file },
      error,
    );
  }
}

/** The bundle's licence, where it stands beside the bundle. */
async function licence(bundleDir: string): Promise<readonly PackagedFile[]> {
  const file = join(bundleDir, 'LICENSE');
  return existsSync(file) ? [{ name: 'src/LICENSE', content: await readFile(file) }] : [];
}

/**
 * Packages the chaincode. The same bundle, founding list and label give the same bytes, and so the same
 * package id, at every member: addresses and certificates come from each peer's environment.
 *
 * @throws NetworkError `PACKAGE_INVALID` when there is no bundle, or the label or hash is none
 */
export async function packageChaincode({
  bundleDir,
  foundingHash,
  label,
}: PackageInput): Promise<ChaincodePackage> {
  if (!LABEL.test(label))
    throw new NetworkError('PACKAGE_INVALID', `'${label}' is no label for a package`, { label });
  if (!/^[0-9a-f]{64}$/.test(foundingHash)) {
    throw new NetworkError('PACKAGE_INVALID', 'the founding hash must be 64 hexadecimal digits', {
      foundingHash,
    });
  }
  const code = await tarGz([
    ...(await licence(bundleDir)),
    { name: 'src/founding.sha256', content: `${foundingHash}\n` },
    { name: 'src/jangbu.js', content: await readBundle(bundleDir) },
    { name: 'src/package.json', content: manifest },
  ]);
  const metadata = `{"type":"node","label":"${label}"}\n`;
  const bytes = await tarGz([
    { name: 'code.tar.gz', content: code },
    { name: 'metadata.json', content: metadata },
  ]);
  return { id: `${label}:${sha256Hex(bytes)}`, label, bytes };
}
