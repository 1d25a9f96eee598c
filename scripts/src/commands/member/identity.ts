import { clientRoles, oneOf, type ClientRole } from '@jangbu/model';
import { makeOwnIdentity } from '@jangbu/network';
import { Type } from '@sinclair/typebox';
import { Command } from 'commander';
import { UsageError } from '../../input/usage-error';
import { tell } from '../../terminal/output';
import { changeOwnFolder, withFolderOptions, type FolderOptions } from '../folder-options';

const Output = Type.Object({ role: oneOf(...clientRoles), folder: Type.String() });

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
  tell<typeof Output>(options, { role, folder: made }, `${made} is one more ${role}`);
}

/** `jangbu member identity`. */
export function memberIdentityCommand(): Command {
  return withFolderOptions(new Command('identity'), Output)
    .description('make one more identity for a client, with its role in the certificate')
    .argument('<role>', clientRoles.join(', '))
    .requiredOption('--name <name>', 'what its folder under identities/ is called, e.g. trader-desk2')
    .action(identity);
}
