import type { Liveness } from './liveness';

/** Who has to endorse, by MSP id. */
export type Endorsers =
  /** Each of these: the parties of a private fact, and the supervisor. */
  | { readonly rule: 'ALL'; readonly organizations: readonly string[] }
  /** So many of these, whichever: a public fact needs more than half of the members. */
  | { readonly rule: 'SOME'; readonly count: number; readonly organizations: readonly string[] };

/**
 * The organisations to name in a proposal, the caller's own first where it takes part and its peer
 * is alive: its word counts most when it is a refusal.
 */
export function chooseEndorsers(endorsers: Endorsers, ownMspId: string, liveness: Liveness): string[] {
  const ordered = liveness.orderEndorsed(ownMspId, endorsers.organizations);
  return endorsers.rule === 'ALL' ? ordered : ordered.slice(0, endorsers.count);
}
