import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { NetworkError } from '../errors/network-error';
import type { PackagedFile } from './archive';

/** The file that holds the contracts with all that they need. */
export const bundleFile = 'jangbu.js';

/** The contracts' bundle. @throws NetworkError `PACKAGE_INVALID` when there is none */
export async function readBundle(bundleDir: string): Promise<Buffer> {
  const file = join(bundleDir, bundleFile);
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
export async function licence(bundleDir: string, name: string): Promise<readonly PackagedFile[]> {
  const file = join(bundleDir, 'LICENSE');
  return existsSync(file) ? [{ name, content: await readFile(file) }] : [];
}
