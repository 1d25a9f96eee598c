/** One line of news about long work, for a person who waits or a log that is read later. */
export interface ProgressEvent {
  /** What is being done, in the words of an operator: "Fabric's programs", "peers", "channel". */
  readonly phase: string;
  /** The news itself, one line. */
  readonly text: string;
  /** Steps done so far, where the work can be counted. */
  readonly done?: number;
  /** Steps in all, where the work can be counted. */
  readonly total?: number;
}

/** Receives the news of long work; must not throw. */
export type Progress = (event: ProgressEvent) => void;

/** Says nothing: for tests and for programs that show progress another way. */
export const silent: Progress = () => undefined;
