import type { Consortium } from '../consortium/consortium';
import type { FabricPrograms } from '../programs';
import type { Progress } from '../long-work/progress';
import type { StateFolder } from './state-folder';
import type { Topology } from './topology';

/**
 * How the chaincode runs: as one process that serves every peer, without or with TLS, or as a process of each
 * peer that the peer starts itself. A peer settles this when a package is installed.
 */
export type ChaincodeMode = 'service' | 'service-tls' | 'peer';

/** What everything that happens to one network needs to know. */
export interface NetworkContext {
  readonly consortium: Consortium;
  readonly topology: Topology;
  readonly folder: StateFolder;
  readonly programs: FabricPrograms;
  readonly progress: Progress;
  readonly chaincodeMode: ChaincodeMode;
  /** Aborted when the caller has given up. */
  readonly signal?: AbortSignal | undefined;
}
