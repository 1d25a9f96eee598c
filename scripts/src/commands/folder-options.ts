import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { memberFileName, openMemberFolder, withLock, type MemberFolder } from '@jangbu/network';
import type { Command } from 'commander';
import { UsageError } from '../input/usage-error';

/** The option by which a command finds a member's own folder. */
export interface FolderOptions {
  readonly folder?: string;
  readonly json?: boolean;
}

/** Adds the options of a command about a member's own folder. */
export function withFolderOptions(command: Command): Command {
  return command
    .option(
      '--folder <folder>',
      `the member's own folder, with ${memberFileName} (or $JANGBU_FOLDER; default: the working folder)`,
    )
    .option('--json', 'as JSON');
}

/** Where the member's own folder is. @throws UsageError when nothing says so */
export function ownFolderPath({ folder }: FolderOptions): string {
  const given = folder ?? (process.env['JANGBU_FOLDER'] || undefined);
  if (given !== undefined) return given;
  const here = process.cwd();
  if (existsSync(join(here, memberFileName))) return here;
  throw new UsageError(
    `name the member's own folder by --folder or $JANGBU_FOLDER: there is no ${memberFileName} in ${here}`,
  );
}

/** Opens the member's own folder. @throws UsageError, NetworkError, MemberFileError */
export async function openOwnFolder(options: FolderOptions): Promise<MemberFolder> {
  return openMemberFolder(ownFolderPath(options));
}

/** Opens the member's own folder and changes something in it while nobody else does. */
export async function changeOwnFolder<T>(
  options: FolderOptions,
  work: (folder: MemberFolder) => Promise<T>,
): Promise<T> {
  const folder = await openOwnFolder(options);
  return withLock(folder.lock, () => work(folder));
}
