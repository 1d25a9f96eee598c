export { IdentityFilesError, ensureIdentities, identityStatus, type IdentityStatus } from './identities';
export { consentersOf, memberLayout, ordererHost, peerHost } from './layout';
export type {
  AdminLayout,
  AuthorityLayout,
  ClientIdentityLayout,
  MemberLayout,
  MspLayout,
  NodeLayout,
  SigningMspLayout,
  TlsLayout,
} from './layout';
export { clientRoles, roleAttribute, type ClientRole } from './roles';
