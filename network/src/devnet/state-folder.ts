import { join } from 'node:path';

import { chaincodeFolder, type ChaincodeFolder } from '../member/chaincode-service';
import { nodeFolders, type NodeFolders } from '../member/node-folder';

/** Where everything of one network stands. Members' keys and certificates: see `identities/layout`. */
export interface StateFolder extends NodeFolders {
  readonly root: string;
  /** Says that the folder is a network's state, so that it may be removed by `down --purge`. */
  readonly marker: string;
  /** Held by whoever changes the network: `up`, `down`, a deployment. */
  readonly lock: string;
  readonly channel: {
    readonly folder: string;
    readonly configtx: string;
    readonly genesis: string;
    /** What the genesis block was made from, to notice that the consortium file has changed since. */
    readonly origin: string;
  };
  /** The external builder that all peers use. */
  readonly builder: string;
  readonly chaincode: ChaincodeFolder;
  /** A member's connection profile for the client SDK. */
  profile(memberId: string): string;
}

/**
 * Where the files of a network stand. Says only where; makes nothing.
 *
 * @param root absolute path of the state folder
 */
export function stateFolder(root: string): StateFolder {
  const channel = join(root, 'channel');
  return {
    ...nodeFolders(root),
    root,
    marker: join(root, 'jangbu-network.json'),
    lock: join(root, 'lock.json'),
    channel: {
      folder: channel,
      configtx: join(channel, 'configtx.yaml'),
      genesis: join(channel, 'genesis.block'),
      origin: join(channel, 'origin.json'),
    },
    builder: join(root, 'builder'),
    chaincode: chaincodeFolder(join(root, 'chaincode')),
    profile: (memberId) => join(root, 'members', memberId, 'profile.json'),
  };
}
