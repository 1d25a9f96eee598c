import { common } from '@hyperledger/fabric-protos';

import { NetworkError } from '../errors/network-error';
import type { PeerConnection } from './peer-connection';

const queryMs = 10_000;

/** The policies of a channel, as its configuration in force has them. */
export class ChannelPolicies {
  readonly #channel: common.ConfigGroup;

  /** @param bytes serialised `common.Config` */
  constructor(bytes: Uint8Array) {
    const group = common.Config.deserializeBinary(bytes).getChannelGroup();
    if (group === undefined) throw new TypeError('a configuration without a channel');
    this.#channel = group;
  }

  /**
   * The group that holds a policy.
   *
   * @param path as definitions write it: `/Channel/Application/Writers`
   * @returns the group and the policy, or undefined where there is none of that path
   */
  policy(path: string): { readonly group: common.ConfigGroup; readonly policy: common.Policy } | undefined {
    const [root, channel, ...names] = path.split('/');
    const name = names.pop();
    if (root !== '' || channel !== 'Channel' || name === undefined) return undefined;
    let group: common.ConfigGroup | undefined = this.#channel;
    for (const each of names) group = group?.getGroupsMap().get(each);
    const policy = group?.getPoliciesMap().get(name)?.getPolicy();
    return group === undefined || policy === undefined ? undefined : { group, policy };
  }
}

/**
 * Reads the policies of a channel from a peer that has joined it.
 *
 * @throws NetworkError `FABRIC_REFUSED` when the peer has not joined or does not let this identity read,
 *   `NODE_NOT_READY`
 */
export async function channelPolicies(connection: PeerConnection, channel: string): Promise<ChannelPolicies> {
  // To cscc the channel is an argument: the call itself may concern the peer alone.
  const call = { channel: '', chaincode: 'cscc', args: ['GetChannelConfig', channel] };
  const bytes = await connection.query(call, queryMs);
  try {
    return new ChannelPolicies(bytes);
  } catch (error) {
    const message = `${connection.name} gave no configuration of channel ${channel}`;
    throw new NetworkError('FABRIC_REFUSED', message, { node: connection.name, channel }, error);
  }
}
