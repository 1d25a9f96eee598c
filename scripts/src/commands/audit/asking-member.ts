import type { Ledger } from '@jangbu/client';
import { Command } from 'commander';
import { withLedger } from '../../consortium/connections';
import { openNetworkContext, withNetworkOptions } from '../../consortium/network-context';
import type { MemberOptions } from '../member-options';

/** A command by which a member asks after the supervisor's inquiries. */
export function askingCommand(name: string, description: string): Command {
  return withNetworkOptions(new Command(name))
    .description(description)
    .requiredOption('--as <member>', 'the member that asks')
    .option('--json', 'as JSON');
}

/** Works as the member's auditor. */
export async function asAuditor<T>(options: MemberOptions, work: (ledger: Ledger) => Promise<T>): Promise<T> {
  return withLedger(await openNetworkContext(options), options.as, 'auditor', work);
}
