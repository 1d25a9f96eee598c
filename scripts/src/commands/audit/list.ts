import type { Command } from 'commander';
import { json, say } from '../../terminal/output';
import { table } from '../../terminal/table';
import { tradeDateOf, type MemberOptions } from '../member-options';
import { asAuditor, askingCommand } from './asking-member';

async function list(options: MemberOptions & { day?: string; supervisor?: string }): Promise<void> {
  const { day, supervisor } = options;
  const found = await asAuditor(options, async (ledger) =>
    ledger.audit.inquiries({ businessDay: await tradeDateOf(ledger, day), supervisor }),
  );
  if (options.json) process.stdout.write(json(found));
  else if (found.length === 0) say('the supervisor has read nothing under an inquiry on that day');
  else {
    const columns = ['inquiry', 'things read', 'certificate (SHA-256)'].map((title) => ({ title }));
    const rows = found.map(({ inquiryId, scopes, certificate }) => [
      inquiryId,
      String(scopes.length),
      certificate.slice(0, 16),
    ]);
    say(table(columns, rows));
  }
}

/** `jangbu audit list`. */
export function listInquiriesCommand(): Command {
  return askingCommand('list', 'the inquiries of a business day, as every member sees them')
    .option('--day <date>', 'YYYY-MM-DD (default: the business day)')
    .option('--supervisor <member>', 'a former supervisor')
    .action(list);
}
