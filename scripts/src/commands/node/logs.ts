import { ownNodes, readLog, untilInterrupted } from '@jangbu/network';
import { Command } from 'commander';
import { countOf } from '../../input/whole-numbers';
import { openOwnFolder, withFolderOptions, type FolderOptions } from '../folder-options';

async function logs(
  name: string,
  options: FolderOptions & { lines: number; follow?: boolean },
): Promise<void> {
  const folder = await openOwnFolder(options);
  ownNodes(folder, [name]);
  const { lines, follow = false } = options;
  await untilInterrupted(async (signal) => {
    const request = { file: folder.node(name).log, lines, follow, signal };
    for await (const text of readLog(request)) process.stdout.write(text);
  });
}

/** `jangbu node logs`. */
export function nodeLogsCommand(): Command {
  return withFolderOptions(new Command('logs'))
    .description("an own node's log")
    .argument('<name>', "the node's name")
    .option('-n, --lines <count>', 'so many of the last lines', countOf, 100)
    .option('-f, --follow', 'go on with what is written from now on')
    .action(logs);
}
