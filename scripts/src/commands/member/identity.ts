import { clientRoles, type ClientRole } from '@jangbu/model';
import { makeOwnIdentity } from '@jangbu/network';
import { Command } from 'commander';
import { UsageError } from '../../input/usage-error';
import { tell } from '../../terminal/output';
import { changeOwnFolder, withFolderOptions, type FolderOptions } from '../folder-options';

function roleOf(given: string): ClientRole {
  const role = clientRoles.find((each) => each === given);
  if (role !== undefined) return role;
  throw new UsageError(`a role is ${clientRoles.join(', ')}, not '${given}'`);
}

async function identity(given: string, options: FolderOptions & { name: string }): Promise<void> {
  const role = roleOf(given);
  const made = await changeOwnFolder(options, (folder) =>
    makeOwnIdentity(folder, { role, name: options.name }),
  );
  tell(options, { role, folder: made }, `${made} is one more ${role}`);
}

/** `jangbu member identity`. */
export function memberIdentityCommand(): Command {
  return withFolderOptions(new Command('identity'))
    .description('make one more identity for a client, with its role in the certificate')
    .argument('<role>', clientRoles.join(', '))
    .requiredOption('--name <name>', 'what its folder under identities/ is called, e.g. trader-desk2')
    .action(identity);
}
