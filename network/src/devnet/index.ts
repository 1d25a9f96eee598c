/** The network of all members on one machine, with all their keys: for development, tests and demonstrations. */
export { additionalChaincodePort } from '../consortium/port-plan';
export type { ChaincodeStatus, MemberDeployment } from './chaincode-status';
export type { Deployment } from './deploy';
export type { AdditionalChaincode } from './deploy-additional';
export { knownNetworks, type KnownNetwork } from './known-networks';
export {
  DevelopmentNetwork,
  openNetwork,
  type ContractsAtHand,
  type DownOptions,
  type NetworkInput,
  type Started,
  type UpOptions,
} from './network';
export { stateFolder, type StateFolder } from './state-folder';
export type { MemberStatus, NetworkStatus, PlacedNodeStatus } from './status';
export type { UpResult } from './up';
export { topologyOf, type Topology } from './topology';
