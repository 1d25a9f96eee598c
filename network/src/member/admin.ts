import { readFileSync } from 'node:fs';

import type { OrdererAdminEndpoint } from '../fabric/channel-participation';
import { PeerConnection, type PeerEndpoint } from '../fabric/peer-connection';
import { signerOf, type Signer } from '../fabric/signer';
import type { MemberLayout } from '../identities/layout';
import { fromHere, type NodeOwner, type OrdererNode, type PeerNode } from './nodes';

/** Reads the admin's identity of a member. */
export function adminSigner({ admin }: MemberLayout, { mspId }: Pick<NodeOwner, 'mspId'>): Signer {
  return signerOf(mspId, readFileSync(admin.certificate), readFileSync(admin.key));
}

/** Where a member's peer answers, and the root of its TLS certificate as it stands in the member's folder. */
export function peerEndpoint(layout: MemberLayout, peer: PeerNode): PeerEndpoint {
  const { tls } = layout.peer(peer.index);
  const { name, address } = peer;
  return { name, address, serverName: name, tlsRootCert: readFileSync(tls.caCertificate, 'utf8') };
}

/** Opens a connection to a peer as its member's admin; the caller closes it. */
export function connectAsAdmin(layout: MemberLayout, peer: PeerNode): PeerConnection {
  return new PeerConnection(peerEndpoint(layout, peer), adminSigner(layout, peer.member));
}

/** Where a member's consenter is administered, with the TLS certificate of the member's admin. */
export function ordererAdmin(layout: MemberLayout, orderer: OrdererNode): OrdererAdminEndpoint {
  const { name, admin, consenter } = orderer;
  return {
    name,
    ...fromHere(admin),
    serverName: name,
    tlsRootCert: readFileSync(layout.orderer(consenter).tls.caCertificate, 'utf8'),
    clientCert: readFileSync(layout.admin.tls.certificate, 'utf8'),
    clientKey: readFileSync(layout.admin.tls.key, 'utf8'),
  };
}
