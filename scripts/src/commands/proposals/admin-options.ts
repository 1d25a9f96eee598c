import { withLedger } from '../../consortium/connections';
import type { Ledger } from '@jangbu/client';
import { Command } from 'commander';
import {
  openNetworkContext,
  withNetworkOptions,
  type NetworkOptions,
} from '../../consortium/network-context';

export type AdminOptions = NetworkOptions & { readonly as: string };

/** A command that acts under a member's admin identity: its vote is the member's. */
export function adminCommand(name: string, description: string): Command {
  return withNetworkOptions(new Command(name))
    .description(description)
    .requiredOption('--as <member>', 'the member for which you act (its admin identity is used)');
}

export async function asAdmin<T>(options: AdminOptions, work: (ledger: Ledger) => Promise<T>): Promise<T> {
  return withLedger(await openNetworkContext(options), options.as, 'admin', work);
}
