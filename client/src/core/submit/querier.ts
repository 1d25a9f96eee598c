import type { CallOptions, Query } from './submission';

/** Asks the member's own peer: the contract client, or what stands between it and a reader. */
export interface Querier {
  /**
   * @returns the contract's answer
   * @throws RefusedError, UnavailableError, OverloadedError, DeadlineError, PeerError, AbortedError
   */
  evaluate(query: Query, options?: CallOptions): Promise<string>;
}
