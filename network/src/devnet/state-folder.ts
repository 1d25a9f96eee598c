import { join } from 'node:path';

/** Where everything of one network stands. Members' keys and certificates: see `identities/layout`. */
export interface StateFolder {
  readonly root: string;
  /** Says that the folder is a network's state, so that it may be removed by `down --purge`. */
  readonly marker: string;
  /** Held by whoever changes the network: `up`, `down`, a deployment. */
  readonly lock: string;
  readonly logs: string;
  readonly channel: {
    readonly folder: string;
    readonly configtx: string;
    readonly genesis: string;
    /** What the genesis block was made from, to notice that the consortium file has changed since. */
    readonly origin: string;
  };
  /** The nodes' folders. */
  readonly nodes: string;
  readonly builder: string;
  /** Where a package is served that has an address of its own: a file named as its label. */
  addressOf(label: string): string;
  readonly chaincode: {
    readonly folder: string;
    /** Which package the chaincode process serves. */
    readonly current: string;
  };
  /** The log of one node; older ones have `.1` … appended. */
  log(node: string): string;
  node(node: string): NodeFolder;
  /** Folder of an extracted chaincode package. */
  extracted(packageId: string): string;
  /** A member's connection profile for the client SDK. */
  profile(memberId: string): string;
}

/** The folder of one node: configuration, data, and which process runs it. */
export interface NodeFolder {
  readonly folder: string;
  readonly pidFile: string;
  readonly data: string;
  /** A peer's configuration. */
  readonly core: string;
  /** A consenter's configuration. */
  readonly orderer: string;
}

function nodeFolder(folder: string): NodeFolder {
  return {
    folder,
    pidFile: join(folder, 'pid.json'),
    data: join(folder, 'data'),
    core: join(folder, 'core.yaml'),
    orderer: join(folder, 'orderer.yaml'),
  };
}

/**
 * Where the files of a network stand. Says only where; makes nothing.
 *
 * @param root absolute path of the state folder
 */
export function stateFolder(root: string): StateFolder {
  const channel = join(root, 'channel');
  const chaincode = join(root, 'chaincode');
  return {
    root,
    marker: join(root, 'jangbu-network.json'),
    lock: join(root, 'lock.json'),
    logs: join(root, 'logs'),
    channel: {
      folder: channel,
      configtx: join(channel, 'configtx.yaml'),
      genesis: join(channel, 'genesis.block'),
      origin: join(channel, 'origin.json'),
    },
    nodes: join(root, 'nodes'),
    builder: join(root, 'builder'),
    addressOf: (label) => join(root, 'builder', 'addresses', label),
    chaincode: { folder: chaincode, current: join(chaincode, 'current.json') },
    log: (node) => join(root, 'logs', `${node}.log`),
    node: (node) => nodeFolder(join(root, 'nodes', node)),
    extracted: (packageId) => join(chaincode, packageId.replace(':', '-')),
    profile: (memberId) => join(root, 'members', memberId, 'profile.json'),
  };
}
