import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { stringify } from 'yaml';

import { NetworkError } from '../errors/network-error';
import { memberFileName } from './member-folder';
import { parseMemberFile } from './member-file';
import type { ConsenterEntry, MemberFileEntry, PeerEntry } from './schema';

/** What a new member.yaml is made from. */
export interface NewMember {
  readonly id: string;
  readonly mspId: string;
  readonly name: { readonly en: string; readonly ko: string };
  readonly lei: string;
  readonly domain: string;
  readonly channel: string;
  /** Name or address by which others reach this host. */
  readonly host: string;
  /** Address of this host on which the nodes listen. */
  readonly listen: string;
  readonly peers: number;
  readonly consenters: number;
}

/** Fabric's customary ports, with room for three more nodes each. */
const peerPort = 7051;
const peerStep = 1000;
const consenterPort = 7050;
const operationsPort = 9443;
const adminPort = 9543;
const consenterOperationsPort = 9643;

function peerEntry({ domain, host, listen }: NewMember, index: number): PeerEntry {
  const port = peerPort + peerStep * index;
  return {
    name: `peer${index}.${domain}`,
    listen: `${listen}:${port}`,
    address: `${host}:${port}`,
    chaincode: `127.0.0.1:${port + 1}`,
    operations: `127.0.0.1:${operationsPort + index}`,
  };
}

function consenterEntry({ domain, host, listen }: NewMember, index: number): ConsenterEntry {
  const port = consenterPort + peerStep * index;
  return {
    name: `orderer${index}.${domain}`,
    listen: `${listen}:${port}`,
    address: `${host}:${port}`,
    admin: `127.0.0.1:${adminPort + index}`,
    operations: `127.0.0.1:${consenterOperationsPort + index}`,
  };
}

const heading = `# A member's own file: who it is, and where its nodes are. Keys stand beside it and leave this folder never.
# docs/own-nodes.md explains every field.
`;

/**
 * The text of a new member.yaml.
 *
 * @throws MemberFileError when something in it is wrong
 */
export function newMemberFileText(member: NewMember): string {
  const { id, mspId, name, lei, domain, channel } = member;
  const entry: MemberFileEntry = {
    id,
    mspId,
    name,
    lei,
    domain,
    channel,
    peers: Array.from({ length: member.peers }, (_, index) => peerEntry(member, index)),
    consenters: Array.from({ length: member.consenters }, (_, index) => consenterEntry(member, index)),
    contracts: { mode: 'peer' },
  };
  const text = heading + stringify(entry, { lineWidth: 0 });
  parseMemberFile(text, memberFileName);
  return text;
}

/**
 * Writes a new member.yaml.
 *
 * @param folder made if need be
 * @returns the file
 * @throws NetworkError `MEMBER_FOLDER_INVALID` when there is one already
 * @throws MemberFileError when something in it is wrong
 */
export async function initMemberFolder(folder: string, member: NewMember): Promise<string> {
  const file = join(resolve(folder), memberFileName);
  if (existsSync(file)) {
    throw new NetworkError('MEMBER_FOLDER_INVALID', `${file} is there already; edit it instead`, { file });
  }
  const text = newMemberFileText(member);
  await mkdir(resolve(folder), { recursive: true, mode: 0o700 });
  await writeFile(file, text, { flag: 'wx' });
  return file;
}
