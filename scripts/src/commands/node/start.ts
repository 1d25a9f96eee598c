import {
  ensureFabric,
  ownNodes,
  requireSound,
  startOwnNodes,
  stopOwnNodes,
  untilInterrupted,
  type MemberFolder,
} from '@jangbu/network';
import { Type } from '@sinclair/typebox';
import { Command } from 'commander';
import { tell } from '../../terminal/output';
import { withProgress } from '../../terminal/progress';
import { changeOwnFolder, withFolderOptions, type FolderOptions } from '../folder-options';

const Output = Type.Object({ started: Type.Array(Type.String()) });

/**
 * Starts own nodes with the news on standard error. That they can be started is seen first: by their names, their
 * certificates, and that Fabric's programs are there.
 *
 * @param stopFirst those that run are stopped before
 * @returns the names of those that were started now
 */
export async function startNodesOf(
  folder: MemberFolder,
  names: readonly string[],
  { stopFirst = false }: { readonly stopFirst?: boolean } = {},
): Promise<readonly string[]> {
  ownNodes(folder, names);
  await requireSound(folder);
  return untilInterrupted((signal) =>
    withProgress(async (progress) => {
      const programs = await ensureFabric({ progress, signal });
      if (stopFirst) await stopOwnNodes(folder, names);
      return startOwnNodes(folder, { names, programs, progress, signal });
    }),
  );
}

async function start(names: readonly string[], options: FolderOptions): Promise<void> {
  const started = await changeOwnFolder(options, (folder) => startNodesOf(folder, names));
  tell<typeof Output>(
    options,
    { started },
    started.length === 0 ? 'all of them run already' : `started ${started.join(', ')}`,
  );
}

/** `jangbu node start`. */
export function nodeStartCommand(): Command {
  return withFolderOptions(new Command('start'), Output)
    .description('start own nodes that do not run, and wait until they answer')
    .argument('[names...]', 'which (default: all in member.yaml)')
    .action(start);
}
