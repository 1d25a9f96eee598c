export * from './consortium';
export * from './identities';
export * from './programs';
export { silent, type Progress, type ProgressEvent } from './progress';
