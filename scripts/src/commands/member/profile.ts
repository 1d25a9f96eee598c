import { resolve } from 'node:path';
import { writeOwnProfile } from '@jangbu/network';
import { Command } from 'commander';
import { tell } from '../../terminal/output';
import { openOwnFolder, withFolderOptions, type FolderOptions } from '../folder-options';

async function writeProfile(options: FolderOptions & { out?: string }): Promise<void> {
  const folder = await openOwnFolder(options);
  const file = options.out === undefined ? folder.profile : resolve(options.out);
  await writeOwnProfile(folder, file);
  tell(
    options,
    { file, peers: folder.peers.map(({ address }) => address) },
    `${file}: ${folder.peers.map(({ address }) => address).join(', ')}`,
  );
}

/** `jangbu member profile`. */
export function memberProfileCommand(): Command {
  return withFolderOptions(new Command('profile'))
    .description("write the connection profile with the member's own peers, for its applications")
    .option('--out <file>', "where to (default: profile.json in the member's folder)")
    .action(writeProfile);
}
