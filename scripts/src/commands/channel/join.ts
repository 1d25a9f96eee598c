import { Sha256Hex } from '@jangbu/model';
import { joinOwnNodes } from '@jangbu/network';
import { Type } from '@sinclair/typebox';
import { Command } from 'commander';
import { tell } from '../../terminal/output';
import { withProgress } from '../../terminal/progress';
import { changeOwnFolder, withFolderOptions, type FolderOptions } from '../folder-options';

const Output = Type.Object({
  channel: Type.String(),
  /** Of the channel's first block. */
  sha256: Sha256Hex,
  nodes: Type.Array(Type.String()),
});

interface JoinOptions extends FolderOptions {
  readonly genesis?: string;
  readonly peer?: string;
}

async function join(given: readonly string[], options: JoinOptions): Promise<void> {
  const names = options.peer === undefined ? given : [...given, options.peer];
  const joined = await changeOwnFolder(options, (folder) =>
    withProgress((progress) => joinOwnNodes(folder, { genesis: options.genesis, names, progress })),
  );
  tell<typeof Output>(
    options,
    joined,
    `${joined.nodes.join(', ')}: on channel ${joined.channel}\nSHA-256 of its first block ${joined.sha256}`,
  );
}

/** `jangbu channel join`. */
export function channelJoinCommand(): Command {
  return withFolderOptions(new Command('join'), Output)
    .description('let own nodes join the channel, consenters first; harmless where they have')
    .argument('[names...]', 'which (default: all in member.yaml)')
    .option(
      '--genesis <file>',
      "the channel's first block (default: the one with which own nodes joined before)",
    )
    .option('--peer <name>', 'only this peer: one that was added later')
    .action(join);
}
