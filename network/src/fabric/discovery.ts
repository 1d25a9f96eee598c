import { discovery, gossip, peer } from '@hyperledger/fabric-protos';

import type { PeerConnection } from './peer-connection';

const deadlineMs = 5_000;

function peerQuery(channel: string, chaincode: string | undefined): discovery.Query {
  const peers = new discovery.PeerMembershipQuery();
  if (chaincode !== undefined) {
    const call = new peer.ChaincodeCall();
    call.setName(chaincode);
    const interest = new peer.ChaincodeInterest();
    interest.setChaincodesList([call]);
    peers.setFilter(interest);
  }
  const query = new discovery.Query();
  query.setChannel(channel);
  query.setPeerQuery(peers);
  return query;
}

async function membersAsked(
  connection: PeerConnection,
  channel: string,
  chaincode?: string,
): Promise<discovery.PeerMembershipResult | undefined> {
  const authentication = new discovery.AuthInfo();
  authentication.setClientIdentity(connection.signer.creator);
  const request = new discovery.Request();
  request.setAuthentication(authentication);
  request.setQueriesList([peerQuery(channel, chaincode)]);
  const payload = request.serializeBinary();
  const signed = new discovery.SignedRequest();
  signed.setPayload(payload);
  signed.setSignature(connection.signer.sign(payload));
  const response = await connection.discover(signed, deadlineMs);
  return response.getResultsList()[0]?.getMembers();
}

/**
 * Whose peers a peer knows of on a channel, by its discovery service: what its gateway will find.
 *
 * @param chaincode only peers that announce this chaincode; undefined: all
 * @returns MSP id → how many peers; without members that it knows no peer of, and empty while it can't tell yet
 * @throws NetworkError `NODE_NOT_READY` when the peer can't be reached
 */
export async function channelMembers(
  connection: PeerConnection,
  channel: string,
  chaincode?: string,
): Promise<ReadonlyMap<string, number>> {
  const members = await membersAsked(connection, channel, chaincode);
  const found = new Map<string, number>();
  members?.getPeersByOrgMap().forEach((peers, mspId) => {
    if (peers.getPeersList().length > 0) found.set(mspId, peers.getPeersList().length);
  });
  return found;
}

/** A peer of the channel, as another one knows it by gossip. */
export interface SeenPeer {
  readonly mspId: string;
  /** `host:port` */
  readonly address: string;
  /** Blocks that it last told of. */
  readonly height?: number;
}

function gossipMessage(envelope: gossip.Envelope | undefined): gossip.GossipMessage {
  return gossip.GossipMessage.deserializeBinary(envelope?.getPayload_asU8() ?? new Uint8Array());
}

/**
 * The peers of a channel that a peer knows of, its own member's included, and what they last told of their ledgers.
 *
 * @throws NetworkError `NODE_NOT_READY` when the peer can't be reached
 */
export async function channelPeers(
  connection: PeerConnection,
  channel: string,
): Promise<readonly SeenPeer[]> {
  const members = await membersAsked(connection, channel);
  const seen: SeenPeer[] = [];
  members?.getPeersByOrgMap().forEach((peers, mspId) => {
    for (const each of peers.getPeersList()) {
      const alive = gossipMessage(each.getMembershipInfo()).getAliveMsg();
      const state = gossipMessage(each.getStateInfo()).getStateInfo()?.getProperties();
      const address = alive?.getMembership()?.getEndpoint() ?? '';
      seen.push({ mspId, address, ...(state === undefined ? {} : { height: state.getLedgerHeight() }) });
    }
  });
  return seen;
}
