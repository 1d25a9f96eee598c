import { Type } from '@sinclair/typebox';
import { Command } from 'commander';
import { tell } from '../../terminal/output';
import { changeOwnFolder, withFolderOptions, type FolderOptions } from '../folder-options';
import { startNodesOf } from './start';

const Output = Type.Object({ started: Type.Array(Type.String()) });

async function restart(names: readonly string[], options: FolderOptions): Promise<void> {
  const started = await changeOwnFolder(options, (folder) =>
    startNodesOf(folder, names, { stopFirst: true }),
  );
  tell<typeof Output>(options, { started }, `started ${started.join(', ')}`);
}

/** `jangbu node restart`. */
export function nodeRestartCommand(): Command {
  return withFolderOptions(new Command('restart'), Output)
    .description('stop own nodes and start them by what member.yaml says now')
    .argument('[names...]', 'which (default: all in member.yaml)')
    .action(restart);
}
