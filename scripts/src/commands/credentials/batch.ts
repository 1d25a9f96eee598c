import type { Command } from 'commander';
import { UsageError } from '../../input/usage-error';
import { json } from '../../terminal/output';
import type { MemberOptions } from '../member-options';
import { credentialCommand, inRole } from './credential-options';

async function showBatch(issuer: string, batchId: string, options: MemberOptions): Promise<void> {
  const batch = await inRole(options, 'verifier', (ledger) => ledger.credentials.batch({ issuer, batchId }));
  if (!batch) throw new UsageError(`${issuer} has no batch ${batchId}`);
  process.stdout.write(json(batch));
}

/** `jangbu credentials batch`. */
export function showBatchCommand(): Command {
  return credentialCommand('batch', 'a batch as it was recorded')
    .argument('<issuer>')
    .argument('<batch>')
    .action(showBatch);
}
