import { existsSync } from 'node:fs';
import { join } from 'node:path';

import type { ClientRole } from '@jangbu/model';

import { NetworkError } from '../errors/network-error';
import { ensureMaterial } from '../identities/identities';
import { makeClientIdentity } from '../identities/material';
import type { Progress } from '../long-work/progress';
import { peerEndpoint } from '../member/admin';
import { profileOf, writeProfile } from '../member/connection-profile';
import { materialOf, type MemberFolder } from './member-folder';

/**
 * Makes what is missing of the member's keys and certificates, keeps what is there, and writes the connection profile
 * of its applications.
 *
 * @throws IdentityFilesError when something that is there does not fit; nothing is made then
 * @throws NetworkError `CERTIFICATES_MISSING` where they come from a CA of the member's own
 */
export async function makeOwnKeys(folder: MemberFolder, progress: Progress): Promise<void> {
  await ensureMaterial([materialOf(folder)], progress);
  await writeOwnProfile(folder, folder.profile);
}

/**
 * Writes the connection profile with the member's own peers: all that its applications need besides an identity.
 *
 * @param file where to
 * @throws NetworkError `CERTIFICATES_MISSING` when its keys were not made yet
 */
export async function writeOwnProfile(folder: MemberFolder, file: string): Promise<void> {
  const { entry, owner, peers, layout } = folder;
  const endpoints = peers.map((peer) => {
    const { caCertificate } = layout.peer(peer.index).tls;
    if (existsSync(caCertificate)) return peerEndpoint(layout, peer);
    throw new NetworkError(
      'CERTIFICATES_MISSING',
      `${caCertificate} is not there yet: \`member keys\` makes it`,
      { file: caCertificate },
    );
  });
  await writeProfile(file, profileOf(entry.channel, owner, endpoints));
}

/** One more identity for a client. */
export interface NewIdentity {
  readonly role: ClientRole;
  /** What its folder is called, and its certificate: lower-case letters, digits, hyphens. */
  readonly name: string;
}

/**
 * Makes one more identity for a client of the member.
 *
 * @returns its folder
 * @throws NetworkError `MEMBER_FOLDER_INVALID` for a name that is none or taken, `CERTIFICATES_MISSING` where the member has
 *   a CA of its own, which issues identities then
 */
export async function makeOwnIdentity(folder: MemberFolder, { role, name }: NewIdentity): Promise<string> {
  if (!/^[a-z][a-z0-9-]{0,30}$/.test(name)) {
    throw new NetworkError(
      'MEMBER_FOLDER_INVALID',
      `'${name}' is no name: lower-case letters, digits and hyphens`,
    );
  }
  if (folder.entry.certificates !== undefined) {
    throw new NetworkError(
      'CERTIFICATES_MISSING',
      `identities of ${folder.owner.id} come from its own CA: enrol there, with the attribute jangbu.role`,
    );
  }
  const target = join(folder.root, 'identities', name);
  if (existsSync(target)) {
    throw new NetworkError('MEMBER_FOLDER_INVALID', `${target} is there already; choose another name`, {
      folder: target,
    });
  }
  await makeClientIdentity(materialOf(folder), { folder: target, role, name }, new Date());
  return target;
}
