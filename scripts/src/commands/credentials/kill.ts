import type { Command } from 'commander';
import { CREDENTIAL_CONSORTIUM } from '../../consortium/credential-terms';
import type { MemberOptions } from '../member-options';
import { credentialCommand, inRole, sayRecorded } from './credential-options';
import { mirrorNow } from './mirror-now';

async function kill(recoveryCode: string, options: MemberOptions): Promise<void> {
  const set = { recoveryCode, consortium: CREDENTIAL_CONSORTIUM };
  const result = await inRole(options, 'verifier', async (ledger) =>
    ledger.credentials.killSet(set, await mirrorNow(ledger)),
  );
  sayRecorded(result, options);
}

/** `jangbu credentials kill`. */
export function killSetCommand(): Command {
  return credentialCommand('kill', "end an investor's whole set by the recovery code, through any member")
    .argument('<code>', 'as the investor reads it from paper')
    .action(kill);
}
