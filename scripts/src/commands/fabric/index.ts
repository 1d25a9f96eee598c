import { ensureFabric, fabricStatus, type FabricStatus } from '@jangbu/network';
import { Command } from 'commander';
import { withProgress } from '../../terminal/progress';

function describe({ programs, refused, problem, cache, go, goNeeded }: FabricStatus): string {
  const lines = [
    programs
      ? `Fabric ${programs.version} in ${programs.directory} (${programs.source})`
      : `no programs of Fabric 3.x yet${problem === undefined ? '' : `: ${problem}`}`,
    ...refused.map(({ directory, reason }) => `not used: ${directory}: ${reason}`),
    `cache: ${cache.directory} (${cache.filled ? 'filled' : 'empty'})`,
    go
      ? `Go ${go.version}: ${go.program} (${goNeeded} or newer builds them)`
      : `no Go (${goNeeded} or newer builds them)`,
  ];
  return lines.join('\n');
}

async function status(options: { json?: boolean }): Promise<void> {
  const found = await fabricStatus();
  process.stdout.write(`${options.json ? JSON.stringify(found, null, 2) : describe(found)}\n`);
  if (!found.programs) process.exitCode = 1;
}

async function install(): Promise<void> {
  const programs = await withProgress((progress) => ensureFabric({ progress }));
  process.stdout.write(`Fabric ${programs.version} in ${programs.directory} (${programs.source})\n`);
}

/** `jangbu fabric`: Fabric's own programs. */
export function fabricCommand(): Command {
  const command = new Command('fabric').description(
    "Fabric's programs: found by FABRIC_BIN or PATH, or built once",
  );
  command
    .command('status')
    .description('say which programs would be used, and where they come from')
    .option('--json', 'as JSON')
    .action(status);
  command
    .command('install')
    .description('build the programs into the cache unless they are there')
    .action(install);
  return command;
}
