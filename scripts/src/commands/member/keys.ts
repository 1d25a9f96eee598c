import { MemberId } from '@jangbu/model';
import { makeOwnKeys } from '@jangbu/network';
import { Type } from '@sinclair/typebox';
import { Command } from 'commander';
import { tell } from '../../terminal/output';
import { withProgress } from '../../terminal/progress';
import { changeOwnFolder, withFolderOptions, type FolderOptions } from '../folder-options';

const Output = Type.Object({ member: MemberId, folder: Type.String(), profile: Type.String() });

async function keys(options: FolderOptions): Promise<void> {
  await changeOwnFolder(options, async (folder) => {
    await withProgress((progress) => makeOwnKeys(folder, progress));
    const { root, profile, owner } = folder;
    tell<typeof Output>(
      options,
      { member: owner.id, folder: root, profile },
      `keys and certificates of ${owner.id} are in ${root}; the profile of its applications is ${profile}`,
    );
  });
}

/** `jangbu member keys`. */
export function memberKeysCommand(): Command {
  return withFolderOptions(new Command('keys'), Output)
    .description('make what is missing of keys and certificates; keeps what is there')
    .action(keys);
}
