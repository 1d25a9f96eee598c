import type { RefusedPrograms } from './programs';

/** Why Fabric's programs cannot be had. */
export type FabricProgramsErrorCode =
  /** FABRIC_BIN is set, and what it names cannot be used. */
  | 'FABRIC_BIN_UNUSABLE'
  /** They would have to be built, and there is no `go`. */
  | 'GO_MISSING'
  | 'GO_TOO_OLD'
  /** Go could not fetch the modules. */
  | 'DOWNLOAD_FAILED'
  /** A module's content is not what the committed go.sum says. */
  | 'CHECKSUM_MISMATCH'
  | 'DISK_FULL'
  | 'CACHE_UNWRITABLE'
  | 'BUILD_FAILED'
  | 'INTERRUPTED';

/** What a person needs to know to get the programs some other way. */
export interface WaysOut {
  /** Lowest version of Go that builds them, e.g. `1.24.2`. */
  readonly goVersion: string;
  /** Folder that a finished build would have filled. */
  readonly target: string;
  /** Sets of programs that were found and are not used. */
  readonly refused: readonly RefusedPrograms[];
}

/** Fabric's programs are neither there nor buildable. The message says why, and lists what can be done. */
export class FabricProgramsError extends Error {
  override readonly name = 'FabricProgramsError';

  /**
   * @param code why
   * @param reason one sentence without a full stop
   * @param ways what to list; left out where the reason says itself what to do
   * @param output last lines of what Go said, if it ran
   */
  constructor(
    readonly code: FabricProgramsErrorCode,
    readonly reason: string,
    ways?: WaysOut,
    readonly output: readonly string[] = [],
  ) {
    super([`${reason}.`, ...quoted(output), ...(ways === undefined ? [] : listed(ways))].join('\n'));
  }
}

function quoted(output: readonly string[]): readonly string[] {
  return output.length === 0 ? [] : ['Go said:', ...[...new Set(output)].map((line) => `  | ${line}`)];
}

function listed({ goVersion, target, refused }: WaysOut): readonly string[] {
  return [
    ...refused.map(({ directory, reason }) => `(${directory} is not used: ${reason}.)`),
    "Any one of these gives the network Fabric's programs (peer, orderer and configtxgen, version 3.x):",
    `  - Go ${goVersion} or newer (https://go.dev/dl) on the PATH, and a connection to a Go module proxy:`,
    '    they are then built once, in a few minutes;',
    '  - a release of Fabric 3.1 (https://github.com/hyperledger/fabric/releases), its bin folder on the PATH;',
    '  - FABRIC_BIN set to a folder that holds the three programs;',
    `  - a copy of ${target}`,
    `    from another machine of this kind (${process.platform}/${process.arch}), at the same place.`,
  ];
}
