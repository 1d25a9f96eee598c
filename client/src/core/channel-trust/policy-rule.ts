/** A policy of a channel, as far as organisations' peers can satisfy it. */
export type PolicyRule =
  /** One of this organisation's peers signs. */
  | { readonly rule: 'SIGNED_BY'; readonly mspId: string }
  /** So many of these; a signature that has served one of them serves no other. */
  | { readonly rule: 'OUT_OF'; readonly count: number; readonly of: readonly PolicyRule[] }
  /** So many of these policies, each of which looks at all signatures (ImplicitMeta). */
  | { readonly rule: 'META'; readonly count: number; readonly of: readonly PolicyRule[] }
  /** What no peer satisfies: an admin's signature, a policy that is not there. */
  | { readonly rule: 'NEVER' };

/** How many of the rules the signatures satisfy, each signature serving once; takes those that have served. */
function satisfiedOutOf(rules: readonly PolicyRule[], left: Set<string>): number {
  let satisfied = 0;
  for (const rule of rules) {
    const tried = new Set(left);
    if (!take(rule, tried)) continue;
    satisfied += 1;
    for (const mspId of left) if (!tried.has(mspId)) left.delete(mspId);
  }
  return satisfied;
}

/** As Fabric evaluates a policy (common/cauthdsl): in the order of its rules, and takes what has served. */
function take(rule: PolicyRule, left: Set<string>): boolean {
  switch (rule.rule) {
    case 'SIGNED_BY':
      return left.delete(rule.mspId);
    case 'OUT_OF':
      return satisfiedOutOf(rule.of, left) >= rule.count;
    case 'META':
      return rule.of.filter((each) => isSatisfied(each, left)).length >= rule.count;
    case 'NEVER':
      return false;
  }
}

/** Whether a policy holds when a peer of each of these organisations has signed. */
export function isSatisfied(rule: PolicyRule, mspIds: Iterable<string>): boolean {
  return take(rule, new Set(mspIds));
}

/** The organisations whose peers' signatures count for a policy. */
export function organizationsOf(rule: PolicyRule): readonly string[] {
  switch (rule.rule) {
    case 'SIGNED_BY':
      return [rule.mspId];
    case 'OUT_OF':
    case 'META':
      return [...new Set(rule.of.flatMap(organizationsOf))];
    case 'NEVER':
      return [];
  }
}

/**
 * Those whose signatures suffice, and none that is not needed; the earlier ones rather than the later.
 *
 * @param mspIds whom to ask first comes first
 * @returns undefined when all of them together do not suffice
 */
export function sufficientOf(rule: PolicyRule, mspIds: readonly string[]): readonly string[] | undefined {
  if (!isSatisfied(rule, mspIds)) return undefined;
  return mspIds.reduceRight<readonly string[]>((kept, mspId) => {
    const without = kept.filter((each) => each !== mspId);
    return isSatisfied(rule, without) ? without : kept;
  }, mspIds);
}
