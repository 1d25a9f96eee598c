export {
  approvalsSeen,
  approve,
  approvedPackage,
  commitDefinition,
  committedDefinition,
  type ChaincodeDefinition,
  type CommittedDefinition,
} from './chaincode-definition';
export { install, isInstalled } from './chaincode-installation';
export {
  joinOrderer,
  ordererAnswers,
  ordererChannel,
  type ChannelInfo,
  type OrdererAdminEndpoint,
} from './channel-participation';
export { newestBlock, type ConsenterEndpoint } from './consenter-height';
export { channelMembers, channelPeers, type SeenPeer } from './discovery';
export { channelsOf, configBlock, heightOf, joinChannel } from './peer-channels';
export { PeerConnection, type PeerEndpoint } from './peer-connection';
export type { ChaincodeCall } from './proposal';
export { signerOf, type Signer } from './signer';
export { submitTransaction } from './submit';
