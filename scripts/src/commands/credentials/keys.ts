import { BlockHeight, IssuerKey, IssuerKeyStatusChange } from '@jangbu/model';
import { Type } from '@sinclair/typebox';
import type { Command } from 'commander';
import { tell } from '../../terminal/output';
import { table } from '../../terminal/table';
import type { MemberOptions } from '../member-options';
import { credentialCommand, inRole } from './credential-options';

const Output = Type.Array(
  Type.Object({
    key: IssuerKey,
    status: Type.Union([IssuerKeyStatusChange, Type.Null()]),
    ended: Type.Union([Type.Object({ from: Type.Optional(BlockHeight) }), Type.Null()]),
  }),
);

async function listKeys(options: MemberOptions): Promise<void> {
  const known = await inRole(options, 'verifier', (ledger) => ledger.credentials.keys());
  const columns = ['issuer', 'key', 'status', 'URL'].map((title) => ({ title }));
  const rows = known.map(({ key, status, ended }) => [
    key.issuer,
    key.kid,
    status?.status ?? (ended ? 'ENDED' : 'ACTIVE'),
    key.iss,
  ]);
  tell<typeof Output>(options, known, () =>
    rows.length > 0 ? table(columns, rows) : 'no member has registered a key',
  );
}

/** `jangbu credentials keys`. */
export function issuerKeysCommand(): Command {
  return credentialCommand('keys', 'all registered keys', Output).action(listKeys);
}
