import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { madeUpLei } from '../src/consortium/founding-list';
import { silent } from '../src/long-work/progress';
import { openMemberFolder, type MemberFolder } from '../src/member-folder/member-folder';
import { initMemberFolder, type NewMember } from '../src/member-folder/new-member-file';
import { makeOwnKeys } from '../src/member-folder/own-keys';

/** A made-up member with nodes on a host of its own. */
export function newMember(id: string, changes: Partial<NewMember> = {}): NewMember {
  return {
    id,
    mspId: `${id.toUpperCase()}MSP`,
    name: { en: `${id} Securities`, ko: `${id}증권` },
    lei: madeUpLei(id),
    domain: `${id}.example`,
    channel: 'interfirm',
    host: '10.1.2.3',
    listen: '0.0.0.0',
    peers: 1,
    consenters: 1,
    ...changes,
  };
}

/** A member's own folder in a temporary place, with its keys. */
export async function ownFolder(id: string, changes: Partial<NewMember> = {}): Promise<MemberFolder> {
  const root = mkdtempSync(join(tmpdir(), `jangbu-${id}-`));
  await initMemberFolder(root, newMember(id, changes));
  const folder = await openMemberFolder(root);
  await makeOwnKeys(folder, silent);
  return folder;
}
