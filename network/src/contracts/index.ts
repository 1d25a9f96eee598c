export { approveContracts, type Approval } from './approve';
export { commitContracts, type Commitment } from './commit';
export { installContracts, type Installation } from './install';
export type { OwnContracts } from './own-contracts';
export { approveOnce, contractsAnswer, installOnce, waitForDefinition } from './own-peer';
export { policyText } from './plan-approval';
export { contractsReadiness, type Readiness } from './readiness';
export { contractsStatus, type ContractsStatus, type DefinitionStatus, type PeerContracts } from './status';
