import { sha256Hex } from '@jangbu/model';

import { NetworkError } from '../errors/network-error';
import { tarGz, type PackagedFile } from './archive';
import { bundleFile, licence, readBundle } from './bundle';
import { connectionFile, type ServiceAddress } from './service-connection';

export type { PackagedFile } from './archive';

/** Name of the one chaincode on the channel. */
export const chaincodeName = 'jangbu';

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
  /**
   * Where the contracts are served, for a package of type `ccaas`: it holds the address, and the hashes of bundle and
   * founding list. Without it the package is of type `node`, and holds the bundle itself.
   */
  readonly service?: ServiceAddress | undefined;
}

/**
 * Says how to start, for a peer without our external builder: Fabric's own platform for Node.js takes the
 * package, too, which is why it is of type `node` and everything in it stands below `src/`.
 */
const manifest = `${JSON.stringify({ name: chaincodeName, private: true, scripts: { start: 'node jangbu.js' } })}\n`;

const LABEL = /^[a-zA-Z0-9]+(?:[.+_-][a-zA-Z0-9]+)*$/;

function requireInput({ label, foundingHash }: PackageInput): void {
  if (!LABEL.test(label))
    throw new NetworkError('PACKAGE_INVALID', `'${label}' is no label for a package`, { label });
  if (!/^[0-9a-f]{64}$/.test(foundingHash)) {
    throw new NetworkError('PACKAGE_INVALID', 'the founding hash must be 64 hexadecimal digits', {
      foundingHash,
    });
  }
}

/** What a peer starts, or hands to our external builder. */
async function nodeFiles({ bundleDir, foundingHash }: PackageInput): Promise<readonly PackagedFile[]> {
  return [
    ...(await licence(bundleDir, 'src/LICENSE')),
    { name: 'src/founding.sha256', content: `${foundingHash}\n` },
    { name: `src/${bundleFile}`, content: await readBundle(bundleDir) },
    { name: 'src/package.json', content: manifest },
  ];
}

/** Where the contracts are served. A peer reads the address only: the hashes are for those who approve the package. */
async function serviceFiles(
  { bundleDir, foundingHash }: PackageInput,
  service: ServiceAddress,
): Promise<readonly PackagedFile[]> {
  return [
    { name: 'connection.json', content: connectionFile(service) },
    { name: 'founding.sha256', content: `${foundingHash}\n` },
    { name: `${bundleFile}.sha256`, content: `${sha256Hex(await readBundle(bundleDir))}\n` },
  ];
}

/**
 * Packages the chaincode. The same bundle, founding list, label and service give the same bytes, and so the same
 * package id, at every member: of a package of type `node` addresses and certificates come from each peer's environment.
 *
 * @throws NetworkError `PACKAGE_INVALID` when there is no bundle, or the label, hash or address is none
 */
export async function packageChaincode(input: PackageInput): Promise<ChaincodePackage> {
  requireInput(input);
  const { label, service } = input;
  const code = await tarGz(await (service ? serviceFiles(input, service) : nodeFiles(input)));
  const metadata = `{"type":"${service ? 'ccaas' : 'node'}","label":"${label}"}\n`;
  const bytes = await tarGz([
    { name: 'code.tar.gz', content: code },
    { name: 'metadata.json', content: metadata },
  ]);
  return { id: `${label}:${sha256Hex(bytes)}`, label, bytes };
}
