// What a firm needs to check a presentation: the verifier, and the mirror that follows the ledger for it.
export type {
  CredentialRecord,
  CredentialRegistry,
  CredentialStatus,
  IssuerKeyStatus,
  RegisteredKey,
} from '../credentials/format/credential-registry';
export type { ExpectedBinding } from '../credentials/format/key-binding';
export { MemoryNonceStore, type NonceOutcome, type NonceStore } from '../credentials/format/nonce-store';
export { REJECTIONS, type RejectionReason } from '../credentials/format/rejection';
export { CredentialMirror } from '../credentials/mirror/mirror';
export type {
  AcceptedPresentation,
  RefusedPresentation,
  Verification,
} from '../credentials/verifier/verification';
export { Verifier, type ExpectedPresentation, type VerifierOptions } from '../credentials/verifier/verifier';
export { pseudonymOf, type ClaimName } from '@jangbu/model';
