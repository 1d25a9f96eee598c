import { stopOwnNodes } from '@jangbu/network';
import { Type } from '@sinclair/typebox';
import { Command } from 'commander';
import { tell } from '../../terminal/output';
import { changeOwnFolder, withFolderOptions, type FolderOptions } from '../folder-options';

const Output = Type.Object({ stopped: Type.Array(Type.String()) });

async function stop(names: readonly string[], options: FolderOptions): Promise<void> {
  const stopped = await changeOwnFolder(options, (folder) => stopOwnNodes(folder, names));
  tell<typeof Output>(
    options,
    { stopped },
    stopped.length === 0 ? 'none of them ran' : `stopped ${stopped.join(', ')}`,
  );
}

/** `jangbu node stop`. */
export function nodeStopCommand(): Command {
  return withFolderOptions(new Command('stop'), Output)
    .description('stop own nodes, peers first; what they hold stays')
    .argument('[names...]', 'which (default: all in member.yaml)')
    .action(stop);
}
