import { ownNodeStatuses } from '@jangbu/network';
import { Command } from 'commander';
import { tell } from '../../terminal/output';
import { openOwnFolder, withFolderOptions, type FolderOptions } from '../folder-options';
import { nodeTable } from '../node-table';

async function status(names: readonly string[], options: FolderOptions): Promise<void> {
  const nodes = await ownNodeStatuses(await openOwnFolder(options), names);
  tell(options, { nodes }, () => nodeTable(nodes));
  if (!nodes.every(({ running }) => running)) process.exitCode = 1;
}

/** `jangbu node status`. */
export function nodeStatusCommand(): Command {
  return withFolderOptions(new Command('status'))
    .description('own nodes, heights, memory; exit 1 unless all of them run')
    .argument('[names...]', 'which (default: all in member.yaml)')
    .action(status);
}
