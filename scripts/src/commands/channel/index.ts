import { Command } from 'commander';
import { channelGenesisCommand } from './genesis';
import { channelJoinCommand } from './join';
import { channelStatusCommand } from './status';

/** `jangbu channel`: the channel's first block, joining it, and how it stands. */
export function channelCommand(): Command {
  return new Command('channel')
    .description("the channel's first block, joining it, and how it stands")
    .addCommand(channelGenesisCommand())
    .addCommand(channelJoinCommand())
    .addCommand(channelStatusCommand());
}
