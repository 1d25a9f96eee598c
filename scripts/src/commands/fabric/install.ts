import { ensureFabric } from '@jangbu/network';
import { Command } from 'commander';
import { FabricPrograms } from '../../outputs/network';
import { JsonOption } from '../../terminal/json-option';
import { tell } from '../../terminal/output';
import { withProgress } from '../../terminal/progress';

async function install(options: { readonly json?: boolean }): Promise<void> {
  const programs = await withProgress((progress) => ensureFabric({ progress }));
  tell<typeof FabricPrograms>(
    options,
    programs,
    `Fabric ${programs.version} in ${programs.directory} (${programs.source})`,
  );
}

/** `jangbu fabric install`. */
export function fabricInstallCommand(): Command {
  return new Command('install')
    .description('build the programs into the cache unless they are there')
    .addOption(new JsonOption(FabricPrograms))
    .action(install);
}
