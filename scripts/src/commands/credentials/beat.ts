import type { Command } from 'commander';
import type { MemberOptions } from '../member-options';
import { credentialCommand, inRole, sayRecorded } from './credential-options';

async function beat(options: MemberOptions): Promise<void> {
  sayRecorded(await inRole(options, 'verifier', (ledger) => ledger.credentials.beat()), options);
}

/** `jangbu credentials beat`. */
export function beatCommand(): Command {
  return credentialCommand('beat', "show the others' mirrors that this member is there").action(beat);
}
