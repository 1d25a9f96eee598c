/**
 * What a client certificate's holder does within its member. A certificate names a role and never a
 * person: every transaction keeps its creator's certificate.
 */
export const clientRoles = ['admin', 'operator', 'trader', 'issuer', 'verifier', 'auditor'] as const;

/** One of {@link clientRoles}. */
export type ClientRole = (typeof clientRoles)[number];

/** The attribute of Fabric CA's certificate extension that holds the role. */
export const roleAttribute = 'jangbu.role';

/** Whether the text is a role that a certificate may name. */
export function isClientRole(text: unknown): text is ClientRole {
  return clientRoles.some((role) => role === text);
}
