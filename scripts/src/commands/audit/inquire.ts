import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ledger } from '@jangbu/client';
import type { AuditedRead, Inquiry } from '@jangbu/client/interfirm';
import type { Static, TSchema } from '@sinclair/typebox';
import type { Command } from 'commander';
import { openLedgerContext, type LedgerContext } from '../../consortium/ledger-context';
import { json, news, tell } from '../../terminal/output';
import type { Printable } from '../../terminal/printable';
import { memberCommand, type MemberOptions } from '../member-options';

export interface InquiryOptions extends MemberOptions {
  readonly reason: string;
}

/** A command by which the supervisor reads of others. */
export function inquiryCommand(name: string, description: string, output: TSchema): Command {
  return memberCommand(name, description, output).requiredOption(
    '--reason <text>',
    'why: a case number, the provision; stays off the ledger',
  );
}

/** Keeps what is read and why where the member's other files are: the ledger has hashes only. */
async function keepScopes(own: LedgerContext, { inquiryId, scopes }: Inquiry): Promise<string> {
  const folder = own.keptIn('inquiries');
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${inquiryId}.json`);
  await writeFile(file, json(scopes), { mode: 0o600 });
  return file;
}

/** Opens an inquiry about one thing, as the supervisor's auditor, and reads that. */
export async function inquire<Output extends TSchema, T extends Printable<Static<Output>>>(
  options: InquiryOptions,
  what: (ledger: Ledger) => Promise<AuditedRead>,
  read: (inquiry: Inquiry) => Promise<T>,
  show: (found: T) => string,
): Promise<void> {
  const own = await openLedgerContext(options, 'SUPERVISOR');
  await own.withLedger('auditor', async (ledger) => {
    const inquiry = await ledger.audit.open({ reason: options.reason, reads: [await what(ledger)] });
    const file = await keepScopes(own, inquiry);
    news(`inquiry ${inquiry.inquiryId} is on the ledger; what it is about: ${file}`);
    const found = await read(inquiry);
    tell<Output>(options, found, () => show(found));
  });
}
