import { join } from 'node:path';

/** Fabric's own programs that a network of plain processes runs on. */
export const fabricProgramNames = ['peer', 'orderer', 'configtxgen'] as const;

/** One of {@link fabricProgramNames}. */
export type FabricProgramName = (typeof fabricProgramNames)[number];

/** Where programs were found: in the folder that FABRIC_BIN names, on the PATH, or built into the cache. */
export type FabricSource = 'FABRIC_BIN' | 'PATH' | 'cache';

/** A complete set of Fabric's programs, of version 3.x. */
export interface FabricPrograms {
  /** The folder that holds all of them. */
  readonly directory: string;
  /** Version without a leading v, e.g. `3.1.1`. */
  readonly version: string;
  readonly source: FabricSource;
  /** Full path of one program. */
  path(program: FabricProgramName): string;
}

/** The set in a folder that is known to be complete. */
export function programsIn(directory: string, version: string, source: FabricSource): FabricPrograms {
  return { directory, version, source, path: (program) => join(directory, program) };
}

/** Programs that were found and are not used, and why. */
export interface RefusedPrograms {
  readonly directory: string;
  readonly source: FabricSource;
  /** Half a sentence, e.g. `it holds version 2.5.4, and the network needs 3.x`. */
  readonly reason: string;
}
