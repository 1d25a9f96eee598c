import { Command } from 'commander';
import { memberDescriptorCommand } from './descriptor';
import { memberIdentityCommand } from './identity';
import { memberInitCommand } from './init';
import { memberKeysCommand } from './keys';
import { memberProfileCommand } from './profile';
import { memberStatusCommand } from './status';

/** `jangbu member`: a member's own folder, with its keys and nobody else's. */
export function memberOwnCommand(): Command {
  return new Command('member')
    .description("a member's own folder: who it is, its keys, what it hands out")
    .addCommand(memberInitCommand())
    .addCommand(memberKeysCommand())
    .addCommand(memberDescriptorCommand())
    .addCommand(memberProfileCommand())
    .addCommand(memberIdentityCommand())
    .addCommand(memberStatusCommand());
}
