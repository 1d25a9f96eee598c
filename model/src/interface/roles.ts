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

/** The node OUs of Fabric's MSPs, of which a certificate's subject names one. */
export const nodeOus = ['client', 'admin', 'peer', 'orderer'] as const;

/** One of {@link nodeOus}. */
export type NodeOu = (typeof nodeOus)[number];

/** What the holder of a certificate may do where roles are read from its node OU: each role under one of them. */
const rolesByNodeOu: Readonly<Record<NodeOu, readonly ClientRole[]>> = {
  admin: ['admin', 'operator', 'auditor'],
  client: ['trader', 'issuer', 'verifier'],
  peer: [],
  orderer: [],
};

/**
 * The node OU among the organisational units of a certificate's subject, where there is exactly one; as Fabric has it,
 * a certificate with two of them is of neither kind.
 *
 * @param units each organisational unit, as it stands in the subject
 */
export function nodeOuAmong(units: readonly string[]): NodeOu | undefined {
  const [found, ...more] = units.flatMap((unit) => nodeOus.filter((each) => each === unit));
  return more.length === 0 ? found : undefined;
}

/** What the holder of a certificate of this node OU may do, where roles are read from there. */
export function rolesOfNodeOu(unit: NodeOu): readonly ClientRole[] {
  return rolesByNodeOu[unit];
}
