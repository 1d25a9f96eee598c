import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { NetworkError } from '../errors/network-error';
import { ownLayout, type MemberLayout } from '../identities/layout';
import { ownHostNames, type MemberMaterial } from '../identities/member-material';
import { issuedAdmin, issuedMsp, issuedNode } from '../identities/own-certificates';
import { reachedAt } from '../member/channel-membership';
import { nodeFolders, type NodeFolders } from '../member/node-folder';
import { readAddress, type Listener, type NodeOwner, type OrdererNode, type PeerNode } from '../member/nodes';
import { loadMemberFile } from './member-file';
import type { ConsenterEntry, MemberFileEntry, PeerEntry } from './schema';

/** Name of the file by which a folder is a member's own. */
export const memberFileName = 'member.yaml';

/** A member's own folder: who it is, its nodes, its keys, and nobody else's. */
export interface MemberFolder extends NodeFolders {
  /** Absolute path. */
  readonly root: string;
  readonly entry: MemberFileEntry;
  readonly owner: NodeOwner;
  /** Where its keys and certificates stand. */
  readonly layout: MemberLayout;
  readonly peers: readonly PeerNode[];
  readonly orderers: readonly OrdererNode[];
  /** Held by whoever changes something in the folder. */
  readonly lock: string;
  /** The channel's genesis block, once a node was let join. */
  readonly genesis: string;
  /** The external builder that its peers use. */
  readonly builder: string;
  /** The connection profile of its applications. */
  readonly profile: string;
}

function place(text: string): Listener {
  const read = readAddress(text);
  if (read === undefined) throw new RangeError(`no host:port: ${text}`);
  return read;
}

function peerNode(owner: NodeOwner, entry: PeerEntry, index: number): PeerNode {
  return {
    kind: 'peer',
    name: entry.name,
    member: owner,
    index,
    address: entry.address,
    listen: place(entry.listen),
    chaincode: place(entry.chaincode),
    operations: place(entry.operations),
  };
}

function ordererNode(owner: NodeOwner, entry: ConsenterEntry, consenter: number): OrdererNode {
  return {
    kind: 'orderer',
    name: entry.name,
    member: owner,
    consenter,
    address: entry.address,
    listen: place(entry.listen),
    admin: place(entry.admin),
    operations: place(entry.operations),
  };
}

/** The member's layout with folders of its own CA in place of those that are generated. */
function layoutOf(root: string, entry: MemberFileEntry): MemberLayout {
  const { peers, consenters, certificates, hsm } = entry;
  const nameOf = ({ name }: { readonly name: string }): string => name;
  const generated = ownLayout(root, { peers: peers.map(nameOf), consenters: consenters.map(nameOf) });
  if (certificates === undefined) return generated;
  const folder = (given: string | undefined): string => resolve(root, given ?? '');
  const inToken = hsm !== undefined;
  return {
    ...generated,
    msp: issuedMsp(folder(certificates.msp)),
    admin: issuedAdmin(
      folder(certificates.admin),
      certificates.adminTls === undefined ? undefined : folder(certificates.adminTls),
    ),
    peer: (index) => issuedNode(folder(peers[index]?.msp), folder(peers[index]?.tls), inToken),
    orderer: (index) => issuedNode(folder(consenters[index]?.msp), folder(consenters[index]?.tls), inToken),
  };
}

/**
 * Opens a member's own folder; makes and starts nothing.
 *
 * @param folder the folder with member.yaml
 * @throws NetworkError `MEMBER_FOLDER_INVALID` when there is no member.yaml in it, `CERTIFICATES_MISSING`
 * @throws MemberFileError when member.yaml is wrong; it names the lines
 */
export async function openMemberFolder(folder: string): Promise<MemberFolder> {
  const root = resolve(folder);
  const file = join(root, memberFileName);
  if (!existsSync(file)) {
    throw new NetworkError(
      'MEMBER_FOLDER_INVALID',
      `${root} is no member's own folder: there is no ${memberFileName} in it; \`member init\` makes one`,
      { folder: root },
    );
  }
  const entry = await loadMemberFile(file);
  const { id, mspId, name, domain } = entry;
  const owner: NodeOwner = { id, mspId, name, domain, peers: entry.peers.length };
  return {
    ...nodeFolders(root),
    root,
    entry,
    owner,
    layout: layoutOf(root, entry),
    peers: entry.peers.map((each, index) => peerNode(owner, each, index)),
    orderers: entry.consenters.map((each, index) => ordererNode(owner, each, index)),
    lock: join(root, 'lock.json'),
    genesis: join(root, 'channel', 'genesis.block'),
    builder: join(root, 'builder'),
    profile: join(root, 'profile.json'),
  };
}

/** The names and addresses by which a node's certificate must answer. */
function hostsOf(node: PeerNode | OrdererNode): readonly string[] {
  const listens = node.listen.host;
  const everywhere = listens === '0.0.0.0' || listens === '::';
  return [...new Set([node.name, reachedAt(node).host, ...(everywhere ? [] : [listens]), ...ownHostNames])];
}

/** What the member should have of keys and certificates. */
export function materialOf({ root, owner, layout, entry, peers, orderers }: MemberFolder): MemberMaterial {
  const elsewhere = entry.certificates !== undefined;
  const required = (node: PeerNode | OrdererNode): readonly string[] =>
    // A CA of the member's own decides what else it puts in; others dial the address.
    elsewhere ? [reachedAt(node).host] : hostsOf(node);
  return {
    member: owner,
    layout,
    nodes: [
      ...peers.map((node) => ({
        unit: 'peer' as const,
        name: node.name,
        hosts: required(node),
        layout: layout.peer(node.index),
      })),
      ...orderers.map((node) => ({
        unit: 'orderer' as const,
        name: node.name,
        hosts: required(node),
        layout: layout.orderer(node.consenter),
      })),
    ],
    workshop: root,
    issued: elsewhere ? 'elsewhere' : 'here',
    source: memberFileName,
  };
}
