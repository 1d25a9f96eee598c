import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { ensureFabric, unitKinds, writeUnits, type UnitKind } from '@jangbu/network';
import { Type } from '@sinclair/typebox';
import { Command } from 'commander';
import { UsageError } from '../../input/usage-error';
import { tell } from '../../terminal/output';
import { withProgress } from '../../terminal/progress';
import { changeOwnFolder, withFolderOptions, type FolderOptions } from '../folder-options';

const Output = Type.Object({ files: Type.Array(Type.String()) });

interface UnitsOptions extends FolderOptions {
  readonly for: string;
  readonly out: string;
  readonly user?: string;
}

function kindOf(given: string): UnitKind {
  const kind = unitKinds.find((each) => each === given);
  if (kind !== undefined) return kind;
  throw new UsageError(`nodes are started by ${unitKinds.join(', ')}, not '${given}'`);
}

async function units(names: readonly string[], options: UnitsOptions): Promise<void> {
  const kind = kindOf(options.for);
  const user = options.user ?? userInfo().username;
  const files = await changeOwnFolder(options, async (folder) => {
    const programs = await withProgress((progress) => ensureFabric({ progress }));
    return writeUnits(folder, { kind, out: resolve(options.out), programs, user, names });
  });
  tell<typeof Output>(options, { files }, files.join('\n'));
}

/** `jangbu node units`. */
export function nodeUnitsCommand(): Command {
  return withFolderOptions(new Command('units'), Output)
    .description('write files by which systemd, Docker Compose or Kubernetes start own nodes')
    .argument('[names...]', 'which (default: all in member.yaml)')
    .requiredOption('--for <what>', unitKinds.join(', '))
    .requiredOption('--out <folder>', 'where to')
    .option('--user <name>', 'the system user that systemd starts them as (default: your own)')
    .action(units);
}
