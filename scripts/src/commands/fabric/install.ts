import { ensureFabric } from '@jangbu/network';
import { Command } from 'commander';
import { say } from '../../terminal/output';
import { withProgress } from '../../terminal/progress';

async function install(): Promise<void> {
  const programs = await withProgress((progress) => ensureFabric({ progress }));
  say(`Fabric ${programs.version} in ${programs.directory} (${programs.source})`);
}

/** `jangbu fabric install`. */
export function fabricInstallCommand(): Command {
  return new Command('install')
    .description('build the programs into the cache unless they are there')
    .action(install);
}
