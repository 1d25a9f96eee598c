import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

import { shippedFiles } from '../shipped/shipped-files';
import { missingIn } from './program-folder';
import { programsIn, type FabricPrograms } from './programs';

/** Version of the Fabric that the module in `network/fabric` pins. */
export const builtVersion = '3.1.1';

/** The Go module whose go.mod and go.sum pin every byte that is built. */
export const moduleFolder = shippedFiles.fabricModule;

/** How they are built. */
export const buildFlags: readonly string[] = [
  '-trimpath',
  '-ldflags',
  `-s -w -X github.com/hyperledger/fabric/common/metadata.Version=${builtVersion}`,
];

/** Where programs that were built are kept, and what guards them while they are. */
export interface FabricCache {
  /** Folder of all clones of this user. */
  readonly root: string;
  /** Names what is built: another pin, flag or platform makes another. */
  readonly key: string;
  /** The folder of programs: there is all of it, or there is none. */
  readonly target: string;
  /** Held by the process that builds. */
  readonly lock: string;
}

/** Where this clone's pinned programs are, or would be, kept. */
export async function fabricCache(env: NodeJS.ProcessEnv): Promise<FabricCache> {
  const pins = await Promise.all(['go.mod', 'go.sum'].map((name) => readFile(join(moduleFolder, name))));
  const hash = createHash('sha256');
  pins.forEach((pin) => hash.update(createHash('sha256').update(pin).digest()));
  hash.update(JSON.stringify([buildFlags, process.platform, process.arch]));
  const key = `fabric-${builtVersion}-${hash.digest('hex').slice(0, 16)}`;
  const root = cacheRoot(env);
  return { root, key, target: join(root, key), lock: join(root, `${key}.lock`) };
}

/** The programs that an earlier build left, if all are there. */
export async function cachedPrograms(env: NodeJS.ProcessEnv): Promise<FabricPrograms | undefined> {
  const { target } = await fabricCache(env);
  return (await missingIn(target)).length === 0 ? programsIn(target, builtVersion, 'cache') : undefined;
}

/** The user's cache folder by the custom of the platform (XDG Base Directory Specification; Apple's Library). */
function cacheRoot(env: NodeJS.ProcessEnv): string {
  const own = env['JANGBU_CACHE'];
  if (own !== undefined && own !== '') {
    return resolve(own);
  }
  const home = env['HOME'] ?? homedir();
  if (process.platform === 'darwin') {
    return join(home, 'Library', 'Caches', 'jangbu');
  }
  const xdg = env['XDG_CACHE_HOME'] ?? '';
  // The specification has a relative path ignored.
  return join(isAbsolute(xdg) ? xdg : join(home, '.cache'), 'jangbu');
}
