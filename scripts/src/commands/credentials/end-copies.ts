import type { StatusReason } from '@jangbu/model';
import { Option, type Command } from 'commander';
import type { MemberOptions } from '../member-options';
import { credentialCommand, inRole, sayRecorded } from './credential-options';

const REASONS: readonly StatusReason[] = [
  'HOLDER_ASKED',
  'DEVICE_LOST',
  'KEY_COMPROMISED',
  'IDENTITY_WRONG',
  'RENEWED',
  'REISSUED',
  'RULE',
];

type EndOptions = MemberOptions & { readonly reason: StatusReason };

/** A command that gives copies of an own batch another status. */
export function endCopiesCommand(
  name: string,
  description: string,
  status: 'SUSPENDED' | 'REVOKED',
): Command {
  const end = async (batchId: string, recordIds: readonly string[], options: EndOptions): Promise<void> => {
    const items = recordIds.map((recordId) => ({ recordId, status, reason: options.reason }));
    const set = await inRole(options, 'issuer', (ledger) => ledger.credentials.setStatus(batchId, items));
    sayRecorded(set, options);
  };
  return credentialCommand(name, description)
    .argument('<batch>')
    .argument('<record...>')
    .addOption(new Option('--reason <reason>', 'why').choices(REASONS).makeOptionMandatory())
    .action(end);
}
