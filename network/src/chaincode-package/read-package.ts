import { readFile } from 'node:fs/promises';

import { sha256Hex } from '@jangbu/model';

import { NetworkError } from '../errors/network-error';
import { untar } from './content';
import type { ChaincodePackage } from './package';

function labelOf(metadata: Buffer | undefined): string | undefined {
  if (metadata === undefined) return undefined;
  const content: unknown = JSON.parse(metadata.toString('utf8'));
  if (typeof content !== 'object' || content === null || !('label' in content)) return undefined;
  return typeof content.label === 'string' && content.label !== '' ? content.label : undefined;
}

/**
 * Reads a chaincode package, made here or by Fabric's own tools, under the id that peers will give it.
 *
 * @param file path of the tar.gz
 * @throws NetworkError `PACKAGE_INVALID` naming the file, when it cannot be read or is no package
 */
export async function readPackage(file: string): Promise<ChaincodePackage> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new NetworkError('PACKAGE_INVALID', `the package cannot be read: ${why}`, { file }, error);
  }
  let label: string | undefined;
  try {
    label = labelOf((await untar(bytes)).get('metadata.json'));
  } catch (error) {
    throw new NetworkError('PACKAGE_INVALID', `${file} is no chaincode package (a tar.gz)`, { file }, error);
  }
  if (label === undefined) {
    throw new NetworkError(
      'PACKAGE_INVALID',
      `${file} is no chaincode package: its metadata.json has no label`,
      {
        file,
      },
    );
  }
  // As peers do it: core/chaincode/persistence of Fabric.
  return { id: `${label}:${sha256Hex(bytes)}`, label, bytes };
}
