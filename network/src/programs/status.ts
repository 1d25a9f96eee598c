import { cachedPrograms, fabricCache } from './cache';
import { neededGo } from './ensure';
import { searchFabric } from './find';
import { findGo, type Go } from './go';
import type { FabricPrograms, RefusedPrograms } from './programs';
import { FabricProgramsError } from './programs-error';

/** How it stands with Fabric's programs on this machine. */
export interface FabricStatus {
  /** Those that a network would run on now. */
  readonly programs: FabricPrograms | undefined;
  /** Those that were found and are not used, and why. */
  readonly refused: readonly RefusedPrograms[];
  /** Why there are none, where something that the user has set is the reason. */
  readonly problem: string | undefined;
  readonly cache: { readonly directory: string; readonly filled: boolean };
  /** The Go that would build them, and the version that they need. */
  readonly go: Go | undefined;
  readonly goNeeded: string;
}

/** Looks at Fabric's programs, and builds and changes nothing. */
export async function fabricStatus({
  env = process.env,
}: { readonly env?: NodeJS.ProcessEnv } = {}): Promise<FabricStatus> {
  const { target } = await fabricCache(env);
  const [search, cached, go, goNeeded] = await Promise.all([
    searchOrProblem(env),
    cachedPrograms(env),
    findGo(env),
    neededGo(),
  ]);
  return { ...search, cache: { directory: target, filled: cached !== undefined }, go, goNeeded };
}

async function searchOrProblem(
  env: NodeJS.ProcessEnv,
): Promise<Pick<FabricStatus, 'programs' | 'refused' | 'problem'>> {
  try {
    return { ...(await searchFabric(env)), problem: undefined };
  } catch (error) {
    if (error instanceof FabricProgramsError) {
      return { programs: undefined, refused: [], problem: error.reason };
    }
    throw error;
  }
}
