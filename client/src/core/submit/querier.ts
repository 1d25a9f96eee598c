import type { CallOptions, Query } from './submission';

/** Asks the member's own peer: the engine, or what stands between it and a reader. */
export interface Asker {
  /**
   * @returns the contract's answer
   * @throws RefusedError, UnavailableError, OverloadedError, DeadlineError, PeerError, AbortedError
   */
  evaluate(query: Query, options?: CallOptions): Promise<string>;
}
