import { Command } from 'commander';
import { approveChaincodeCommand } from './approve';
import { commitChaincodeCommand } from './commit';
import { deployChaincodeCommand } from './deploy';
import { installChaincodeCommand } from './install';
import { packageChaincodeCommand } from './package';
import { chaincodeReadinessCommand } from './readiness';
import { chaincodeStatusCommand } from './status';

/** `jangbu chaincode`: the contracts' package and its deployment. */
export function chaincodeCommand(): Command {
  return new Command('chaincode')
    .description("the contracts' package and its deployment")
    .addCommand(packageChaincodeCommand())
    .addCommand(installChaincodeCommand())
    .addCommand(approveChaincodeCommand())
    .addCommand(chaincodeReadinessCommand())
    .addCommand(commitChaincodeCommand())
    .addCommand(chaincodeStatusCommand())
    .addCommand(deployChaincodeCommand());
}
