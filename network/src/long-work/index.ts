export { eachOf } from './each-of';
export { unlessInterrupted, untilInterrupted } from './interruption';
export { silent, type Progress, type ProgressEvent } from './progress';
export { throwIfCancelled, until } from './until';
