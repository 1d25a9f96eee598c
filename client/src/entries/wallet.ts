// What an investor's device needs. It reaches no peer: neither gRPC nor a file is touched here.
export { makeKeyProof, type ProofTarget } from '../credentials/format/key-proof';
export { killSecret } from '../credentials/format/recovery';
export { readTermsAsked } from '../credentials/login/terms';
export { MemoryHolderKeys, type HolderKey, type HolderKeys } from '../credentials/wallet/holder-keys';
export {
  Wallet,
  type PresentationRequest,
  type SetRecovered,
  type WalletOptions,
} from '../credentials/wallet/wallet';
export {
  MemoryWalletStore,
  type AskedSet,
  type WalletContent,
  type WalletSlot,
  type WalletStore,
} from '../credentials/wallet/wallet-store';
export { killTagsOf, type KillScope, type PublicJwk } from '@jangbu/model';
