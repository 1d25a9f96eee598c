import type { Ledger, Recorded } from '@jangbu/client';
import type { ClientRole } from '@jangbu/model';
import { Command } from 'commander';
import { withLedger } from '../../consortium/connections';
import { openNetworkContext, withNetworkOptions } from '../../consortium/network-context';
import { json, say } from '../../terminal/output';
import type { MemberOptions } from '../member-options';

/** A command that a member gives as an issuer or a verifier. */
export function credentialCommand(name: string, description: string): Command {
  return withNetworkOptions(new Command(name))
    .description(description)
    .requiredOption('--as <member>', 'the member that acts')
    .option('--json', 'as JSON');
}

/** Works under one of the member's roles with credentials. */
export async function inRole<T>(
  options: MemberOptions,
  role: Extract<ClientRole, 'issuer' | 'verifier'>,
  work: (ledger: Ledger) => Promise<T>,
): Promise<T> {
  return withLedger(await openNetworkContext(options), options.as, role, work);
}

/** Says where something was recorded, or that it had been before. */
export function sayRecorded(result: Recorded, options: MemberOptions): void {
  if (options.json) process.stdout.write(json(result));
  else if (result.status === 'RECORDED')
    say(`recorded in block ${result.blockNumber}, transaction ${result.transactionId}`);
  else say('was recorded before');
}
