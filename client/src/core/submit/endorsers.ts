import { organizationsOf, sufficientOf, type PolicyRule } from '../channel-trust/policy-rule';
import type { Liveness } from './liveness';

/** Who has to endorse. */
export type Endorsers =
  /** Each of these, by MSP id: the parties of a private fact, and the supervisor. */
  | { readonly rule: 'ALL'; readonly organizations: readonly string[] }
  /** Whoever satisfies this policy, which the contracts' definition names: a public fact's endorsers. */
  | { readonly rule: 'POLICY'; readonly policy: PolicyRule };

/**
 * The organisations to name in a proposal, the caller's own first where it takes part and its peer
 * is alive: its word counts most when it is a refusal. No more than the policy demands.
 */
export function chooseEndorsers(
  endorsers: Endorsers,
  ownMspId: string,
  liveness: Liveness,
): readonly string[] {
  if (endorsers.rule === 'ALL') return liveness.orderEndorsed(ownMspId, endorsers.organizations);
  const ordered = liveness.orderEndorsed(ownMspId, organizationsOf(endorsers.policy));
  // Where nobody's peers suffice, Fabric's own refusal says so better.
  return sufficientOf(endorsers.policy, ordered) ?? ordered;
}
