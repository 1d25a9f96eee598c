import { delimiter, isAbsolute, join } from 'node:path';

import { cachedPrograms } from './cache';
import { isProgram, missingIn, versionOf } from './program-folder';
import { FabricProgramsError } from './programs-error';
import { programsIn } from './programs';
import type { FabricPrograms, FabricSource, RefusedPrograms } from './programs';

/** Before 3.0 Fabric has no SmartBFT ordering. */
const NEEDED_MAJOR = '3';

/** What a search came to. */
export interface Search {
  readonly programs: FabricPrograms | undefined;
  /** What was found on the way and is not used. */
  readonly refused: readonly RefusedPrograms[];
}

/**
 * Finds Fabric's programs of version 3.x: in the folder that FABRIC_BIN names, on the PATH, or in the cache of
 * those that were built. Builds nothing.
 *
 * @param options env: the environment to look in
 * @returns the first complete set that fits, or undefined
 * @throws FabricProgramsError `FABRIC_BIN_UNUSABLE` when FABRIC_BIN is set and its folder does not fit: who sets
 *   it means it, so it is never passed over
 */
export async function findFabric({ env = process.env }: { readonly env?: NodeJS.ProcessEnv } = {}): Promise<
  FabricPrograms | undefined
> {
  return (await searchFabric(env)).programs;
}

/** Like {@link findFabric}, and tells what was found and not used. */
export async function searchFabric(env: NodeJS.ProcessEnv): Promise<Search> {
  const named = env['FABRIC_BIN'];
  if (named !== undefined && named !== '') {
    return { programs: await fromFabricBin(named, env), refused: [] };
  }
  const refused: RefusedPrograms[] = [];
  for (const directory of pathFolders(env)) {
    if (await isProgram(join(directory, 'peer'))) {
      const judged = await judge(directory, 'PATH', env);
      if (!('reason' in judged)) {
        return { programs: judged, refused };
      }
      refused.push(judged);
    }
  }
  return { programs: await cachedPrograms(env), refused };
}

async function fromFabricBin(directory: string, env: NodeJS.ProcessEnv): Promise<FabricPrograms> {
  const judged = await judge(directory, 'FABRIC_BIN', env);
  if ('reason' in judged) {
    throw new FabricProgramsError(
      'FABRIC_BIN_UNUSABLE',
      `FABRIC_BIN is ${directory}, and that cannot be used: ${judged.reason}. ` +
        'Set it to a folder with peer, orderer and configtxgen of version 3.x, or unset it',
    );
  }
  return judged;
}

function pathFolders(env: NodeJS.ProcessEnv): readonly string[] {
  return [...new Set((env['PATH'] ?? '').split(delimiter))].filter(isAbsolute);
}

async function judge(
  directory: string,
  source: FabricSource,
  env: NodeJS.ProcessEnv,
): Promise<FabricPrograms | RefusedPrograms> {
  const missing = await missingIn(directory);
  if (missing.length > 0) {
    return { directory, source, reason: `it holds no program ${missing.join(' and no ')}` };
  }
  const answer = await versionOf(join(directory, 'peer'), env);
  if ('failure' in answer) {
    return { directory, source, reason: `\`peer version\` fails there: ${answer.failure}` };
  }
  return answer.version.split('.')[0] === NEEDED_MAJOR
    ? programsIn(directory, answer.version, source)
    : { directory, source, reason: `it holds version ${answer.version}, and the network needs 3.x` };
}
