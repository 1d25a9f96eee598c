import { common, peer } from '@hyperledger/fabric-protos';

import { NetworkError } from '../errors/network-error';
import type { PeerConnection } from './peer-connection';

const quickMs = 5_000;
const joinMs = 60_000;

/** The channels that a peer has joined. */
export async function channelsOf(connection: PeerConnection): Promise<readonly string[]> {
  const bytes = await connection.query({ channel: '', chaincode: 'cscc', args: ['GetChannels'] }, quickMs);
  return peer.ChannelQueryResponse.deserializeBinary(bytes)
    .getChannelsList()
    .map((channel) => channel.getChannelId());
}

/**
 * Lets a peer join a channel; harmless when it has joined already.
 *
 * @param genesis the channel's genesis block, serialised
 */
export async function joinChannel(connection: PeerConnection, genesis: Uint8Array): Promise<void> {
  try {
    await connection.query({ channel: '', chaincode: 'cscc', args: ['JoinChain', genesis] }, joinMs);
  } catch (error) {
    const joined = error instanceof NetworkError && error.message.includes('already exists');
    if (!joined) throw error;
  }
}

/**
 * How many blocks a peer holds.
 *
 * @param channel the channel's name
 */
export async function heightOf(connection: PeerConnection, channel: string): Promise<number> {
  const args = ['GetChainInfo', channel];
  const bytes = await connection.query({ channel, chaincode: 'qscc', args }, quickMs);
  return common.BlockchainInfo.deserializeBinary(bytes).getHeight();
}

/** A channel's configuration block in force, as a peer that has joined it knows it. */
export async function configBlock(connection: PeerConnection, channel: string): Promise<Uint8Array> {
  return connection.query({ channel, chaincode: 'cscc', args: ['GetConfigBlock', channel] }, quickMs);
}
