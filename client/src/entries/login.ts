// What a firm needs to let investors in: the login desk, consents and terms, receipts of logins, proofs of use.
export { FileLoginStore } from '../credentials/login/file-login-store';
export {
  LoginDesk,
  type DeskWork,
  type Login,
  type LoginDeskOptions,
  type LoginRequest,
} from '../credentials/login/login-desk';
export { verifyLoginReceipt, type LoginClaim, type LoginReceipt } from '../credentials/login/login-receipt';
export {
  MemoryLoginStore,
  type BegunErasure,
  type KeptConsent,
  type LoginStore,
} from '../credentials/login/login-store';
export type { ConsentInput, ErasureInput, Logins, UseInput } from '../credentials/login/logins-facade';
export { TERMS_TYPE, type Terms } from '../credentials/login/terms';
export {
  proveUse,
  readUseProof,
  useRoot,
  type UseEntry,
  type UseLeaf,
  type UseProof,
  type UseShown,
} from '../credentials/login/use-tree';
export type { ErasedPlace, ErasureAttestation, LoginConsent, TermsName, UseAnchor } from '@jangbu/model';
