import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { memberFileName, openMemberFolder, withLock, type MemberFolder } from '@jangbu/network';
import type { TSchema } from '@sinclair/typebox';
import type { Command } from 'commander';
import { namedLedger } from '../consortium/named-ledger';
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
    .option('--context <name>', 'a context that names a folder (or $JANGBU_CONTEXT)')
    .option(
      '--folder <folder>',
      `the folder with ${memberFileName} (or $JANGBU_FOLDER; default: the working folder, else the current context's)`,
    )
    .optionsGroup('Options:');
}

/** The folder that a context names; undefined where it names none. */
function folderOf(file: ContextFile, name: string): string | undefined {
  const { folder } = file.context(name);
  return folder === undefined ? undefined : file.pathOf(folder);
}

/**
 * Where the member's own folder is: what options or variables name, in the order that holds for the ledger, else the
 * working folder, else what the current context names.
 *
 * @throws UsageError when nothing says so; ContextFileError
 */
export async function ownFolderPath(options: FolderOptions): Promise<string> {
  const named = namedLedger(options, ['CONTEXT', 'FOLDER']);
  if (named?.by === 'FOLDER') return named.name;
  const here = process.cwd();
  if (!named && existsSync(join(here, memberFileName))) return here;
  const file = await ContextFile.read();
  const context = named?.name ?? file.current;
  const found = context === undefined ? undefined : folderOf(file, context);
  if (found !== undefined) return found;
  throw new UsageError(
    named
      ? `the context ${named.name} of ${file.path} names no folder: \`jangbu context set ${named.name} --folder\``
      : `name the member's own folder by --folder or $JANGBU_FOLDER: there is no ${memberFileName} in ${here}`,
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
