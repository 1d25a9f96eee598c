import type { Clock } from '../async/clock';
import type { Observer } from '../observe/observer';
import type { OwnPeers } from '../peers/own-peers';
import type { RetryPolicy } from './retry';

/** How long each step may take, in milliseconds. */
export interface PhaseDeadlines {
  readonly evaluateMs: number;
  readonly endorseMs: number;
  readonly submitMs: number;
  /** Waiting for the commit of a transaction that the orderers took. */
  readonly commitMs: number;
  /** Waiting for the commit of a transaction that they may not have taken. */
  readonly probeMs: number;
}

export const DEFAULT_DEADLINES: PhaseDeadlines = {
  evaluateMs: 10_000,
  endorseMs: 30_000,
  submitMs: 10_000,
  commitMs: 30_000,
  probeMs: 5_000,
};

/** How many calls go on at a time; the others wait their turn. */
export interface Concurrency {
  readonly submissions: number;
  readonly queries: number;
}

export const DEFAULT_CONCURRENCY: Concurrency = { submissions: 32, queries: 64 };

/** What a contract client works with. */
export interface ContractClientSettings {
  readonly peers: OwnPeers;
  readonly ownMspId: string;
  readonly clock: Clock;
  readonly deadlines: PhaseDeadlines;
  readonly retry: RetryPolicy;
  readonly concurrency: Concurrency;
  readonly observer: Observer;
}
