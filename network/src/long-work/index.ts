export { eachOf } from './each-of';
export { untilInterrupted } from './interruption';
export { silent, type Progress, type ProgressEvent } from './progress';
export { throwIfCancelled, until } from './until';
