import type { Command } from 'commander';
import { tell } from '../../terminal/output';
import { table } from '../../terminal/table';
import type { MemberOptions } from '../member-options';
import { credentialCommand, inRole } from './credential-options';

async function listKeys(options: MemberOptions): Promise<void> {
  const known = await inRole(options, 'verifier', (ledger) => ledger.credentials.keys());
  const columns = ['issuer', 'key', 'status', 'URL'].map((title) => ({ title }));
  const rows = known.map(({ key, status }) => [key.issuer, key.kid, status?.status ?? 'ACTIVE', key.iss]);
  tell(options, known, () => (rows.length > 0 ? table(columns, rows) : 'no member has registered a key'));
}

/** `jangbu credentials keys`. */
export function issuerKeysCommand(): Command {
  return credentialCommand('keys', 'all registered keys').action(listKeys);
}
