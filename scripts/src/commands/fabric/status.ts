import { fabricStatus, type FabricStatus } from '@jangbu/network';
import { Command } from 'commander';
import { FabricStatus as Output } from '../../outputs/network';
import { EXIT } from '../../terminal/exit-codes';
import { JsonOption } from '../../terminal/json-option';
import { tell } from '../../terminal/output';

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
  tell<typeof Output>(options, found, () => describe(found));
  if (!found.programs) process.exitCode = EXIT.FAILED;
}

/** `jangbu fabric status`. */
export function fabricStatusCommand(): Command {
  return new Command('status')
    .description('say which programs would be used, and where they come from')
    .addOption(new JsonOption(Output))
    .action(status);
}
