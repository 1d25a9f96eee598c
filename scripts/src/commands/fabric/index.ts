import { Command } from 'commander';
import { fabricInstallCommand } from './install';
import { fabricStatusCommand } from './status';

/** `jangbu fabric`: Fabric's own programs. */
export function fabricCommand(): Command {
  return new Command('fabric')
    .description("Fabric's programs: found by FABRIC_BIN or PATH, or built once")
    .addCommand(fabricStatusCommand())
    .addCommand(fabricInstallCommand());
}
