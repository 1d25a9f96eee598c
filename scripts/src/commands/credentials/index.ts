import { Command } from 'commander';
import { showBatchCommand } from './batch';
import { beatCommand } from './beat';
import { compromiseKeyCommand } from './compromise';
import { issuerKeysCommand } from './keys';
import { killSetCommand } from './kill';
import { showRecordCommand } from './record';
import { retireKeyCommand } from './retire';
import { revokeCommand } from './revoke';
import { suspendCommand } from './suspend';

/** `jangbu credentials`: issuers' keys and what becomes of credentials, for a member's operator. */
export function credentialsCommand(): Command {
  return new Command('credentials')
    .description("issuers' keys, and what has become of credentials; digests only")
    .addCommand(issuerKeysCommand())
    .addCommand(retireKeyCommand())
    .addCommand(compromiseKeyCommand())
    .addCommand(showBatchCommand())
    .addCommand(showRecordCommand())
    .addCommand(suspendCommand())
    .addCommand(revokeCommand())
    .addCommand(killSetCommand())
    .addCommand(beatCommand());
}
