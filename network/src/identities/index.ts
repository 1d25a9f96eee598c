export {
  IdentityFilesError,
  ensureIdentities,
  identityStatus,
  type CertificateEnd,
  type IdentityStatus,
} from './identities';
export { memberLayout } from './layout';
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
