import { Command } from 'commander';
import { deployChaincodeCommand } from './deploy';
import { packageChaincodeCommand } from './package';
import { chaincodeStatusCommand } from './status';

/** `jangbu chaincode`: the contracts' package and its deployment. */
export function chaincodeCommand(): Command {
  return new Command('chaincode')
    .description("the contracts' package and its deployment")
    .addCommand(packageChaincodeCommand())
    .addCommand(deployChaincodeCommand())
    .addCommand(chaincodeStatusCommand());
}
