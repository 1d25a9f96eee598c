import { readFileSync } from 'node:fs';

import type { OrdererAdminEndpoint } from '../fabric/channel-participation';
import { PeerConnection, type PeerEndpoint } from '../fabric/peer-connection';
import { signerOf, type Signer } from '../fabric/signer';
import { memberLayout } from '../identities/layout';
import type { OrdererNode, PeerNode } from './nodes';

/**
 * Reads the admin's identity of a node's owner.
 *
 * @param stateDir the folder below which the member's keys stand
 */
export function adminSigner(stateDir: string, { member }: Pick<PeerNode, 'member'>): Signer {
  const { certificate, key } = memberLayout(stateDir, member).admin;
  return signerOf(member.mspId, readFileSync(certificate), readFileSync(key));
}

/** Where a member's peer answers, and the root of its TLS certificate as it stands in the member's folder. */
export function peerEndpoint(stateDir: string, peer: PeerNode): PeerEndpoint {
  const { tls } = memberLayout(stateDir, peer.member).peer(peer.index);
  const { name, address } = peer;
  return { name, address, serverName: name, tlsRootCert: readFileSync(tls.caCertificate, 'utf8') };
}

/** Opens a connection to a peer as its member's admin; the caller closes it. */
export function connectAsAdmin(stateDir: string, peer: PeerNode): PeerConnection {
  return new PeerConnection(peerEndpoint(stateDir, peer), adminSigner(stateDir, peer));
}

/** Where a member's consenter is administered, with the TLS certificate of the member's admin. */
export function ordererAdmin(stateDir: string, orderer: OrdererNode): OrdererAdminEndpoint {
  const layout = memberLayout(stateDir, orderer.member);
  const { name, host, adminPort } = orderer;
  return {
    name,
    host,
    port: adminPort,
    serverName: name,
    tlsRootCert: readFileSync(layout.orderer(orderer.consenter).tls.caCertificate, 'utf8'),
    clientCert: readFileSync(layout.admin.tls.certificate, 'utf8'),
    clientKey: readFileSync(layout.admin.tls.key, 'utf8'),
  };
}
