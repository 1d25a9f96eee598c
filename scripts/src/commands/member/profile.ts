import { resolve } from 'node:path';
import { writeOwnProfile } from '@jangbu/network';
import { Type } from '@sinclair/typebox';
import { Command } from 'commander';
import { tell } from '../../terminal/output';
import { openOwnFolder, withFolderOptions, type FolderOptions } from '../folder-options';

const Output = Type.Object({ file: Type.String(), peers: Type.Array(Type.String()) });

async function writeProfile(options: FolderOptions & { out?: string }): Promise<void> {
  const folder = await openOwnFolder(options);
  const file = options.out === undefined ? folder.profile : resolve(options.out);
  await writeOwnProfile(folder, file);
  tell<typeof Output>(
    options,
    { file, peers: folder.peers.map(({ address }) => address) },
    `${file}: ${folder.peers.map(({ address }) => address).join(', ')}`,
  );
}

/** `jangbu member profile`. */
export function memberProfileCommand(): Command {
  return withFolderOptions(new Command('profile'), Output)
    .description("write the connection profile with the member's own peers, for its applications")
    .option('--out <file>', "where to (default: profile.json in the member's folder)")
    .action(writeProfile);
}
