import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ledger } from '@jangbu/client';
import type { AuditedRead, Inquiry } from '@jangbu/client/interfirm';
import { Command } from 'commander';
import { withLedger } from '../../consortium/connections';
import { supervisorId } from '../../consortium/members';
import {
  openNetworkContext,
  withNetworkOptions,
  type NetworkContext,
  type NetworkOptions,
} from '../../consortium/network-context';
import { json, say } from '../../terminal/output';

export interface InquiryOptions extends NetworkOptions {
  readonly as?: string;
  readonly reason: string;
  readonly json?: boolean;
}

/** A command by which the supervisor reads of others. */
export function inquiryCommand(name: string, description: string): Command {
  return withNetworkOptions(new Command(name))
    .description(description)
    .requiredOption('--reason <text>', 'why: a case number, the provision; stays off the ledger')
    .option('--as <member>', 'the supervisor (default: the one of the consortium file)')
    .option('--json', 'all of it, as JSON');
}

/** Keeps what is read and why where the member's other files are: the ledger has hashes only. */
async function keepScopes(
  { stateDir }: NetworkContext,
  member: string,
  { inquiryId, scopes }: Inquiry,
): Promise<string> {
  const folder = join(stateDir, 'members', member, 'inquiries');
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${inquiryId}.json`);
  await writeFile(file, json(scopes), { mode: 0o600 });
  return file;
}

/** Opens an inquiry about one thing, as the supervisor's auditor, and reads that. */
export async function inquire<T>(
  options: InquiryOptions,
  what: (ledger: Ledger) => Promise<AuditedRead>,
  read: (inquiry: Inquiry) => Promise<T>,
  show: (found: T) => string,
): Promise<void> {
  const context = await openNetworkContext(options);
  const member = options.as ?? supervisorId(context.consortium);
  await withLedger(context, member, 'auditor', async (ledger) => {
    const inquiry = await ledger.audit.open({ reason: options.reason, reads: [await what(ledger)] });
    const file = await keepScopes(context, member, inquiry);
    process.stderr.write(`inquiry ${inquiry.inquiryId} is on the ledger; what it is about: ${file}\n`);
    const found = await read(inquiry);
    if (options.json) process.stdout.write(json(found));
    else say(show(found));
  });
}
