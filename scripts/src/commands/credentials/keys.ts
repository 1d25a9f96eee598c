import type { Command } from 'commander';
import { json, say } from '../../terminal/output';
import { table } from '../../terminal/table';
import type { MemberOptions } from '../member-options';
import { credentialCommand, inRole } from './credential-options';

async function listKeys(options: MemberOptions): Promise<void> {
  const known = await inRole(options, 'verifier', (ledger) => ledger.credentials.keys());
  if (options.json) {
    process.stdout.write(json(known));
    return;
  }
  const columns = ['issuer', 'key', 'status', 'URL'].map((title) => ({ title }));
  const rows = known.map(({ key, status }) => [key.issuer, key.kid, status?.status ?? 'ACTIVE', key.iss]);
  say(rows.length > 0 ? table(columns, rows) : 'no member has registered a key');
}

/** `jangbu credentials keys`. */
export function issuerKeysCommand(): Command {
  return credentialCommand('keys', 'all registered keys').action(listKeys);
}
