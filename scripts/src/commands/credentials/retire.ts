import type { Command } from 'commander';
import type { MemberOptions } from '../member-options';
import { credentialCommand, inRole, sayRecorded } from './credential-options';

async function retire(kid: string, options: MemberOptions): Promise<void> {
  sayRecorded(await inRole(options, 'issuer', (ledger) => ledger.credentials.retireKey(kid)), options);
}

/** `jangbu credentials retire`. */
export function retireKeyCommand(): Command {
  return credentialCommand('retire', 'take an own key out of use; what it signed stands')
    .argument('<kid>')
    .action(retire);
}
