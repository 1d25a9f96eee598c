/**
 * What a client certificate's holder does within its member, as the attribute `jangbu.role` says it.
 * A certificate names a role and never a person: every transaction keeps its creator's certificate.
 */
export const clientRoles = ['admin', 'operator', 'trader', 'issuer', 'verifier', 'auditor'] as const;

/** One of {@link clientRoles}. */
export type ClientRole = (typeof clientRoles)[number];

/** The certificate attribute that holds the role; the contracts read it with the shim's attribute functions. */
export const roleAttribute = 'jangbu.role';
