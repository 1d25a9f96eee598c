export { channelStatus } from './channel-status';
export type { ChannelConsenterStatus, ChannelPeerStatus, ChannelStatusReport, Seen } from './channel-status';
export { MemberFileError, loadMemberFile, parseMemberFile } from './member-file';
export { materialOf, memberFileName, openMemberFolder, type MemberFolder } from './member-folder';
export { initMemberFolder, newMemberFileText, type NewMember } from './new-member-file';
export { joinOwnNodes, type JoinOptions, type Joined } from './own-channel';
export { ownDescriptor } from './own-descriptor';
export { makeOwnIdentity, makeOwnKeys, writeOwnProfile, type NewIdentity } from './own-keys';
export {
  ownNodes,
  requireSound,
  startOwnNodes,
  stopOwnNodes,
  type OwnNode,
  type StartOwnOptions,
} from './own-nodes';
export { memberStatus, ownNodeStatuses, type MemberStatusReport, type OwnNodeStatus } from './own-status';
export { memberFileSchemaText, type MemberFileEntry } from './schema';
export { unitKinds, writeUnits, type UnitKind, type UnitOptions } from './units/units';
