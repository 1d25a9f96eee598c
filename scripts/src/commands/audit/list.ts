import type { Audit } from '@jangbu/client/interfirm';
import { AuditInquiry } from '@jangbu/model';
import { Type } from '@sinclair/typebox';
import type { Command } from 'commander';
import { tell } from '../../terminal/output';
import { table } from '../../terminal/table';
import { memberCommand, tradeDateOf, type MemberOptions } from '../member-options';
import { asAsking } from './asking-member';

const Output = Type.Array(AuditInquiry);

function describe(found: Awaited<ReturnType<Audit['inquiries']>>): string {
  if (found.length === 0) return 'the supervisor has read nothing under an inquiry on that day';
  const columns = ['inquiry', 'things read', 'certificate (SHA-256)'].map((title) => ({ title }));
  const rows = found.map(({ inquiryId, scopes, certificate }) => [
    inquiryId,
    String(scopes.length),
    certificate.slice(0, 16),
  ]);
  return table(columns, rows);
}

async function list(options: MemberOptions & { date?: string; supervisor?: string }): Promise<void> {
  const { date, supervisor } = options;
  const found = await asAsking(options, async (ledger) =>
    ledger.audit.inquiries({ businessDay: await tradeDateOf(ledger, date), supervisor }),
  );
  tell<typeof Output>(options, found, () => describe(found));
}

/** `jangbu audit list`. */
export function listInquiriesCommand(): Command {
  return memberCommand('list', 'the inquiries of a business day, as every member sees them', Output)
    .option('--date <date>', 'YYYY-MM-DD (default: the business day)')
    .option('--supervisor <member>', 'a former supervisor')
    .action(list);
}
