import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UsageError } from '../input/usage-error';

/** The chaincode as one file, and its version. */
export interface ChaincodeBundle {
  /** Folder that holds `jangbu.js`. */
  readonly folder: string;
  readonly version: string;
}

/**
 * Where the bundled chaincode is: published, it ships with this command line; in a clone, the build puts
 * it into the chaincode's own folder.
 *
 * @throws UsageError when there is none
 */
export async function chaincodeBundle(): Promise<ChaincodeBundle> {
  const own = join(__dirname, '..', '..');
  const candidates = [join(own, 'bundle'), join(own, '..', 'chaincode', 'dist', 'bundle')];
  const folder = candidates.find((each) => existsSync(join(each, 'jangbu.js')));
  if (folder === undefined) throw new UsageError('the chaincode is not built; run `npm run build`');
  const packageFile = join(folder === candidates[0] ? own : join(dirname(folder), '..'), 'package.json');
  const content = JSON.parse(await readFile(packageFile, 'utf8')) as { readonly version: string };
  return { folder, version: content.version };
}
