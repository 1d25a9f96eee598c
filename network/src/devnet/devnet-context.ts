import type { ConsortiumDefinition } from '../consortium/consortium';
import type { Progress } from '../long-work/progress';
import type { ChaincodeMode } from '../member/chaincode-service';
import type { FabricPrograms } from '../programs';
import type { StateFolder } from './state-folder';
import type { Topology } from './topology';

/** What everything that happens to one network needs to know. */
export interface DevnetContext {
  readonly consortium: ConsortiumDefinition;
  readonly topology: Topology;
  readonly folder: StateFolder;
  readonly programs: FabricPrograms;
  readonly progress: Progress;
  readonly chaincodeMode: ChaincodeMode;
  /** Aborted when the caller has given up. */
  readonly signal?: AbortSignal | undefined;
}
