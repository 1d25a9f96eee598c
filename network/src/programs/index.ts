export { ensureFabric, type EnsureOptions } from './ensure';
export { findFabric } from './find';
export { fabricProgramNames } from './programs';
export type { FabricProgramName, FabricPrograms, FabricSource, RefusedPrograms } from './programs';
export { FabricProgramsError, type FabricProgramsErrorCode } from './programs-error';
export { fabricStatus, type FabricStatus } from './status';
