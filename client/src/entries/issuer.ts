// What a firm needs to identify investors: copies, batches, the desk with its store, the status list, keys on the ledger.
export { remoteKey, softwareKey, type SigningKey } from '../credentials/format/signing-key';
export { FileIssuedStore } from '../credentials/issuer/file-issued-store';
export {
  MemoryIssuedStore,
  type HandedOut,
  type InvestorRecord,
  type IssuedCopyRecord,
  type IssuedStore,
  type PendingBatch,
  type WantedStatus,
} from '../credentials/issuer/issued-store';
export {
  Issuer,
  type BatchEntry,
  type IssuanceRequest,
  type IssuedCopy,
  type IssuedSet,
  type IssuerOptions,
} from '../credentials/issuer/issuer';
export {
  IssuingDesk,
  type Issued,
  type IssuingDeskOptions,
  type IssuingWork,
  type Reissue,
} from '../credentials/issuer/issuing-desk';
export { MemoryStatusIndexes, type StatusIndexes } from '../credentials/issuer/status-indexes';
export {
  STATUS_LIST_TYPE,
  statusListHandler,
  statusListToken,
  type StatusListOptions,
} from '../credentials/issuer/status-list';
export type {
  BatchInput,
  Credentials,
  IssuerKeyInput,
  KillIndex,
  SetToKill,
} from '../credentials/registry/credentials-facade';
export {
  identifiedInvestorMetadata,
  identifiedInvestorType,
  thumbprintOf,
  type Assurance,
  type CredentialPeriods,
  type InvestorClaims,
  type StatusReference,
} from '@jangbu/model';
