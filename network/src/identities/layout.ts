import { join } from 'node:path';

import type { ClientRole } from '@jangbu/model';

import type { Member } from '../consortium/consortium';

/** A folder in the form that Fabric reads as an MSP: `cacerts`, `signcerts`, `keystore`, `config.yaml`… */
export interface MspLayout {
  /** The folder itself: what `mspConfigPath` or `LocalMSPDir` is set to. */
  readonly folder: string;
  /** The certificate of the signing CA. */
  readonly caCertificate: string;
  /** The certificate of the TLS CA. */
  readonly tlsCaCertificate: string;
  /** NodeOUs: which organisational unit makes a certificate a client, a peer, an admin or an orderer. */
  readonly config: string;
}

/** An MSP folder that can also sign. */
export interface SigningMspLayout extends MspLayout {
  readonly certificate: string;
  /** PKCS#8 PEM, readable by its owner only. */
  readonly key: string;
}

/** Files of a TLS end; a server's are named as Fabric's samples name them. */
export interface TlsLayout {
  readonly folder: string;
  readonly certificate: string;
  readonly key: string;
  /** The TLS CA that signed `certificate`. */
  readonly caCertificate: string;
}

/** What one node (a peer or an orderer) is configured with. */
export interface NodeLayout {
  readonly folder: string;
  readonly msp: SigningMspLayout;
  readonly tls: TlsLayout;
}

/** A client's certificate and key, for the gateway. */
export interface ClientIdentityLayout {
  readonly folder: string;
  readonly certificate: string;
  /** PKCS#8 PEM, readable by its owner only. */
  readonly key: string;
}

/** The admin's identity, in the other forms too in which an operator's tools want it. */
export interface AdminLayout extends ClientIdentityLayout {
  /** The same certificate and key as an MSP folder, for Fabric's own command line. */
  readonly msp: SigningMspLayout;
  /** `client.crt` and `client.key`: an orderer's administration port asks for a client's TLS certificate. */
  readonly tls: TlsLayout;
}

/** A certificate authority's own certificate and key. Only the member that owns it may read the key. */
export interface AuthorityLayout {
  readonly folder: string;
  readonly certificate: string;
  readonly key: string;
}

/** Where everything that one member owns stands: below a network's state folder, or in its own. */
export interface MemberLayout {
  readonly folder: string;
  readonly signingAuthority: AuthorityLayout;
  readonly tlsAuthority: AuthorityLayout;
  /** The organisation's MSP without keys: what the channel's configuration holds of the member. */
  readonly msp: MspLayout;
  /** @param index the member's peers are counted from 0 */
  peer(index: number): NodeLayout;
  /** @param consenter position in the consortium's `consenters`, or in member.yaml's, from 0 */
  orderer(consenter: number): NodeLayout;
  identity(role: ClientRole): ClientIdentityLayout;
  readonly admin: AdminLayout;
}

/** Where a CA's or a client's certificate and key stand in a folder. */
export function authorityLayout(folder: string): AuthorityLayout {
  return { folder, certificate: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
}

/** Where the files of an MSP without keys stand in a folder. */
export function mspLayout(folder: string): MspLayout {
  return {
    folder,
    caCertificate: join(folder, 'cacerts', 'ca.pem'),
    tlsCaCertificate: join(folder, 'tlscacerts', 'tlsca.pem'),
    config: join(folder, 'config.yaml'),
  };
}

/** Where the files of an MSP that signs stand in a folder. */
export function signingMspLayout(folder: string): SigningMspLayout {
  return {
    ...mspLayout(folder),
    certificate: join(folder, 'signcerts', 'cert.pem'),
    key: join(folder, 'keystore', 'key.pem'),
  };
}

function tlsLayout(folder: string, side: 'server' | 'client'): TlsLayout {
  return {
    folder,
    certificate: join(folder, `${side}.crt`),
    key: join(folder, `${side}.key`),
    caCertificate: join(folder, 'ca.crt'),
  };
}

/** Where a node's files stand in its folder. */
export function nodeLayout(folder: string): NodeLayout {
  return {
    folder,
    msp: signingMspLayout(join(folder, 'msp')),
    tls: tlsLayout(join(folder, 'tls'), 'server'),
  };
}

/** Where the admin's files stand in its folder. */
export function adminLayout(folder: string): AdminLayout {
  return {
    ...authorityLayout(folder),
    msp: signingMspLayout(join(folder, 'msp')),
    tls: tlsLayout(join(folder, 'tls'), 'client'),
  };
}

/** How the folders of nodes are called, by their numbers. */
interface NodeFolderNames {
  readonly peer: (index: number) => string;
  readonly orderer: (consenter: number) => string;
}

function layoutBelow(folder: string, names: NodeFolderNames): MemberLayout {
  return {
    folder,
    signingAuthority: authorityLayout(join(folder, 'ca')),
    tlsAuthority: authorityLayout(join(folder, 'tlsca')),
    msp: mspLayout(join(folder, 'msp')),
    peer: (index) => nodeLayout(join(folder, 'peers', names.peer(index))),
    orderer: (consenter) => nodeLayout(join(folder, 'orderers', names.orderer(consenter))),
    identity: (role) => authorityLayout(join(folder, 'identities', role)),
    admin: adminLayout(join(folder, 'identities', 'admin')),
  };
}

/**
 * Where the keys and certificates of a development network's member stand. Says only where: `ensureIdentities`
 * makes them.
 *
 * @param stateDir the network's state folder
 * @param member the member, or anything with its id
 */
export function memberLayout(stateDir: string, member: Pick<Member, 'id'>): MemberLayout {
  return layoutBelow(join(stateDir, 'members', member.id), {
    peer: (index) => `peer${index}`,
    orderer: (consenter) => `orderer${consenter}`,
  });
}

/**
 * Where keys and certificates stand in a member's own folder: as in a development network's, but a node's folder is
 * called by the node's name, which stays when the order of member.yaml changes.
 *
 * @param folder the member's own folder
 * @param nodes the names of its nodes, in the order of member.yaml
 */
export function ownLayout(
  folder: string,
  nodes: { readonly peers: readonly string[]; readonly consenters: readonly string[] },
): MemberLayout {
  return layoutBelow(folder, {
    peer: (index) => nodes.peers[index] ?? `peer${index}`,
    orderer: (consenter) => nodes.consenters[consenter] ?? `orderer${consenter}`,
  });
}
