// What a program of one member needs: for its own nodes, keys and contracts, and to know the consortium. What
// plays all members on one machine is `@jangbu/network/devnet`.

// The consortium, as its file describes it.
export * from './consortium';

// A member's keys and certificates.
export * from './identities';

// Fabric's programs, found or built.
export * from './programs';

// The contracts as members install them.
export { packagedFiles } from './chaincode-package/content';
export {
  chaincodeName,
  packageChaincode,
  type ChaincodePackage,
  type PackageInput,
} from './chaincode-package/package';
export type { ServiceAddress } from './chaincode-package/service-connection';

export { readPackage } from './chaincode-package/read-package';

// One member's part in the contracts: install, approve, commit, status; own peers and own keys only.
export * from './contracts';

// The channel: what members hand out for it, its genesis block, its policies.
export type { ChannelConsenter, ChannelOrganization, ChannelPlan } from './channel/channel-plan';
export { readChannelConfig, type ChannelConfig } from './channel/channel-config';
export {
  descriptorSchemaText,
  descriptorText,
  parseDescriptor,
  readDescriptor,
  type MemberDescriptor,
} from './channel/descriptor';
export { foundingDescriptors, foundingPlan, type GivenDescriptor } from './channel/founding-channel';
export { writeGenesisBlock } from './channel/genesis';
export { anyMemberPolicyPath, majorityPolicyPath } from './channel/policies';

// Administration of Fabric: any peer and consenter, by address, TLS root and signer.
export * from './fabric';

// A member's own nodes.
export * from './member';

// A member's own folder, and everything that is made of it.
export * from './member-folder';

// Processes and long work: shared with the command line.
export { startNode, stopNode, type NodeCommand, type NodeProcess } from './processes/node-process';
export * from './long-work';
export { writeWhole } from './files/whole-file';
export { withLock } from './processes/lock';
export { readLog } from './processes/read-log';
// Files that people write in YAML: shared with the command line.
export { fieldOf, listOf } from './yaml-file/content';
export type { Fault } from './yaml-file/shape';
export { parseYamlFile, type YamlFileKind } from './yaml-file/yaml-file';
export { YamlFileError, type FileProblem } from './yaml-file/yaml-file-error';
export { NetworkError, type NetworkErrorCode, type NetworkErrorFacts } from './errors/network-error';
