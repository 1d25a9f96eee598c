import { CredentialBatch } from '@jangbu/model';
import type { Command } from 'commander';
import { NothingFoundError } from '../../input/nothing-found';
import { printJson } from '../../terminal/output';
import type { MemberOptions } from '../member-options';
import { credentialCommand, inRole } from './credential-options';

async function showBatch(issuer: string, batchId: string, options: MemberOptions): Promise<void> {
  const batch = await inRole(options, 'verifier', (ledger) => ledger.credentials.batch({ issuer, batchId }));
  if (!batch) throw new NothingFoundError(`${issuer} has no batch ${batchId}`);
  printJson<typeof CredentialBatch>(batch);
}

/** `jangbu credentials batch`. */
export function showBatchCommand(): Command {
  return credentialCommand('batch', 'a batch as it was recorded, as JSON', CredentialBatch)
    .argument('<issuer>')
    .argument('<batch>')
    .action(showBatch);
}
