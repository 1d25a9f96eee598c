import { ownNodes, readLog, untilInterrupted } from '@jangbu/network';
import { Command } from 'commander';
import { openOwnFolder, withFolderOptions, type FolderOptions } from '../folder-options';
import { withLogOptions, writeLog, type LogOptions } from '../log-options';

async function logs(name: string, options: FolderOptions & LogOptions): Promise<void> {
  const folder = await openOwnFolder(options);
  ownNodes(folder, [name]);
  const { lines, follow = false } = options;
  await untilInterrupted(async (signal) => {
    const request = { file: folder.node(name).log, lines, follow, signal };
    await writeLog(readLog(request));
  });
}

/** `jangbu node logs`. */
export function nodeLogsCommand(): Command {
  return withLogOptions(withFolderOptions(new Command('logs')))
    .description("an own node's log")
    .argument('<name>', "the node's name")
    .action(logs);
}
