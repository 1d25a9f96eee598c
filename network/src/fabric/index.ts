export {
  approve,
  approvedDefinition,
  approvedPackage,
  commitReadiness,
  type ApprovedDefinition,
  type CommitReadiness,
} from './chaincode-approval';
export { commitDefinition } from './chaincode-commit';
export {
  committedDefinition,
  differencesOf,
  type ChaincodeDefinition,
  type CommittedDefinition,
} from './chaincode-definition';
export { install, installedPackage, installedPackages, isInstalled } from './chaincode-installation';
export { ChannelPolicies, channelPolicies } from './channel-policies';
export {
  joinOrderer,
  ordererAnswers,
  ordererChannel,
  type ChannelInfo,
  type OrdererAdminEndpoint,
} from './channel-participation';
export { newestBlock, type ConsenterEndpoint } from './consenter-height';
export { enoughPeers, peersSatisfy } from './peers-satisfy';
export { channelMembers, channelPeers, type SeenPeer } from './discovery';
export { FabricRefusal, type RefusalDetail } from './fabric-refusal';
export { channelsOf, configBlock, heightOf, joinChannel } from './peer-channels';
export { PeerConnection, type PeerEndpoint } from './peer-connection';
export type { ChaincodeCall } from './proposal';
export { signerOf, type Signer } from './signer';
export { submitByGateway, submitTransaction } from './submit';
