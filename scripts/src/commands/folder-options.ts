import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { memberFileName, openMemberFolder, withLock, type MemberFolder } from '@jangbu/network';
import type { TSchema } from '@sinclair/typebox';
import type { Command } from 'commander';
import { ContextFile } from '../contexts/context-file';
import { UsageError } from '../input/usage-error';
import { JsonOption } from '../terminal/json-option';

/** The options by which a command finds a member's own folder. */
export interface FolderOptions {
  readonly folder?: string;
  readonly context?: string;
  readonly json?: boolean;
}

/**
 * Adds the options of a command about a member's own folder.
 *
 * @param output what it prints with `--json`; without it, the command has no such option
 */
export function withFolderOptions(command: Command, output?: TSchema): Command {
  if (output !== undefined) command.addOption(new JsonOption(output));
  return command
    .optionsGroup("Which member's own folder (the first of these that is given):")
    .option(
      '--folder <folder>',
      `the folder with ${memberFileName} (or $JANGBU_FOLDER; default: the working folder, else the current context's)`,
    )
    .option('--context <name>', 'a context that names a folder (or $JANGBU_CONTEXT)')
    .optionsGroup('Options:');
}

/** What a variable says; empty is as if it were not set. */
function variable(name: string): string | undefined {
  return process.env[name] || undefined;
}

async function folderOfContext(name: string | undefined): Promise<string | undefined> {
  const file = await ContextFile.read();
  const chosen = name ?? file.current;
  if (chosen === undefined) return undefined;
  const { folder } = file.context(chosen);
  if (folder !== undefined) return file.pathOf(folder);
  if (name === undefined) return undefined;
  throw new UsageError(
    `the context ${name} of ${file.path} names no folder: \`jangbu context set ${name} --folder\``,
  );
}

/**
 * Where the member's own folder is.
 *
 * @throws UsageError when nothing says so; ContextFileError
 */
async function ownFolderPath({ folder, context }: FolderOptions): Promise<string> {
  if (folder !== undefined) return folder;
  if (context !== undefined) return (await folderOfContext(context)) ?? '';
  const given = variable('JANGBU_FOLDER');
  if (given !== undefined) return given;
  const here = process.cwd();
  if (variable('JANGBU_CONTEXT') === undefined && existsSync(join(here, memberFileName))) return here;
  const found = await folderOfContext(variable('JANGBU_CONTEXT'));
  if (found !== undefined) return found;
  throw new UsageError(
    `name the member's own folder by --folder or $JANGBU_FOLDER: there is no ${memberFileName} in ${here}`,
  );
}

/** Opens the member's own folder. @throws UsageError, ContextFileError, NetworkError, MemberFileError */
export async function openOwnFolder(options: FolderOptions): Promise<MemberFolder> {
  return openMemberFolder(await ownFolderPath(options));
}

/** Opens the member's own folder and changes something in it while nobody else does. */
export async function changeOwnFolder<T>(
  options: FolderOptions,
  work: (folder: MemberFolder) => Promise<T>,
): Promise<T> {
  const folder = await openOwnFolder(options);
  return withLock(folder.lock, () => work(folder));
}
