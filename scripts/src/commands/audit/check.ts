import type { AuditedRead, CheckedScope } from '@jangbu/client/interfirm';
import { AuditInquiry, AuditScope } from '@jangbu/model';
import { Type } from '@sinclair/typebox';
import type { Command } from 'commander';
import { readJsonFile } from '../../input/json-file';
import { tell } from '../../terminal/output';
import { memberCommand, type MemberOptions } from '../member-options';
import { asAsking } from './asking-member';

const Output = Type.Array(Type.Object({ scope: AuditScope, inquiry: AuditInquiry }));

function whatOf(read: AuditedRead): string {
  switch (read.kind) {
    case 'TRADES':
      return `trades of ${read.pair.join(' and ')} on ${read.tradeDate}`;
    case 'INSTRUCTIONS':
      return `instructions of ${read.pair.join(' and ')}`;
    case 'HOLDINGS':
      return `holdings of ${read.member}`;
  }
}

function describe({ read, reason, businessDay, inquiryId }: AuditScope): string {
  return `recorded: ${whatOf(read)}, read on ${businessDay} under inquiry ${inquiryId}: ${reason}`;
}

async function check(file: string, options: MemberOptions): Promise<void> {
  const shown = await readJsonFile(file);
  const scopes: unknown[] = Array.isArray(shown) ? shown : [shown];
  const checked = await asAsking(options, async (ledger) => {
    const all: CheckedScope[] = [];
    for (const scope of scopes) all.push(await ledger.audit.check(scope));
    return all;
  });
  tell<typeof Output>(options, checked, () => checked.map(({ scope }) => describe(scope)).join('\n'));
}

/** `jangbu audit check`. */
export function checkScopesCommand(): Command {
  return memberCommand('check', 'whether what a regulator shows of its reading is what was recorded', Output)
    .argument('<file>', 'scopes of an inquiry, as `audit` commands keep them')
    .action(check);
}
