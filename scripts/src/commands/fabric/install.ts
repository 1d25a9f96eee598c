import { ensureFabric } from '@jangbu/network';
import { Command } from 'commander';
import { tell } from '../../terminal/output';
import { withProgress } from '../../terminal/progress';

async function install(options: { readonly json?: boolean }): Promise<void> {
  const programs = await withProgress((progress) => ensureFabric({ progress }));
  tell(options, programs, `Fabric ${programs.version} in ${programs.directory} (${programs.source})`);
}

/** `jangbu fabric install`. */
export function fabricInstallCommand(): Command {
  return new Command('install')
    .description('build the programs into the cache unless they are there')
    .option('--json', 'as JSON')
    .action(install);
}
