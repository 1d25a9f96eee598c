import { ownNodeStatuses } from '@jangbu/network';
import { Type } from '@sinclair/typebox';
import { Command } from 'commander';
import { OwnNodeStatus } from '../../outputs/network';
import { tell } from '../../terminal/output';
import { openOwnFolder, withFolderOptions, type FolderOptions } from '../folder-options';
import { nodeTable } from '../node-table';

const Output = Type.Object({ nodes: Type.Array(OwnNodeStatus) });

async function status(names: readonly string[], options: FolderOptions): Promise<void> {
  const nodes = await ownNodeStatuses(await openOwnFolder(options), names);
  tell<typeof Output>(options, { nodes }, () => nodeTable(nodes));
  if (!nodes.every(({ running }) => running)) process.exitCode = 1;
}

/** `jangbu node status`. */
export function nodeStatusCommand(): Command {
  return withFolderOptions(new Command('status'), Output)
    .description('own nodes, heights, memory; exit 1 unless all of them run')
    .argument('[names...]', 'which (default: all in member.yaml)')
    .action(status);
}
