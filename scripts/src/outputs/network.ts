import { DayTime, MemberId, MspId, oneOf } from '@jangbu/model';
import { Type } from '@sinclair/typebox';

const Count = Type.Integer({ minimum: 0 });

/** A node of the network: a process on this host. */
export const NodeStatus = Type.Object({
  name: Type.String(),
  address: Type.String(),
  running: Type.Boolean(),
  pid: Type.Optional(Count),
  memoryMB: Type.Optional(Type.Number({ minimum: 0 })),
});

/** A node with a ledger. */
export const LedgerNodeStatus = Type.Object({
  ...NodeStatus.properties,
  height: Type.Optional(Count),
  lag: Type.Optional(Count),
});

/** A node of a development network, and whether its member's folder is on this machine. */
const PlacedNodeStatus = Type.Object({ ...LedgerNodeStatus.properties, here: Type.Boolean() });

/** A member's own node. */
export const OwnNodeStatus = Type.Object({
  ...NodeStatus.properties,
  kind: oneOf('peer', 'orderer'),
  height: Type.Optional(Count),
});

/** A development network and all of its nodes. */
export const NetworkStatus = Type.Object({
  channel: Type.String(),
  /** By what the business day moves, by the consortium file. */
  time: DayTime,
  running: oneOf('all', 'some', 'none'),
  height: Count,
  memoryMB: Type.Number({ minimum: 0 }),
  members: Type.Array(
    Type.Object({
      id: MemberId,
      mspId: MspId,
      name: Type.Object({ en: Type.String(), ko: Type.String() }),
      peers: Type.Array(PlacedNodeStatus),
      orderers: Type.Array(PlacedNodeStatus),
    }),
  ),
  chaincode: Type.Object({ ...NodeStatus.properties, packageId: Type.Optional(Type.String()) }),
});

const Source = oneOf('FABRIC_BIN', 'PATH', 'cache');

/** A complete set of Fabric's programs. */
export const FabricPrograms = Type.Object({
  directory: Type.String(),
  version: Type.String(),
  source: Source,
});

/** Which of Fabric's programs a network would run on, and those that it would not. */
export const FabricStatus = Type.Object({
  programs: Type.Optional(FabricPrograms),
  refused: Type.Array(Type.Object({ directory: Type.String(), source: Source, reason: Type.String() })),
  problem: Type.Optional(Type.String()),
  cache: Type.Object({ directory: Type.String(), filled: Type.Boolean() }),
  go: Type.Optional(Type.Object({ program: Type.String(), version: Type.String() })),
  goNeeded: Type.String(),
});
