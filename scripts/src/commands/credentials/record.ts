import type { Command } from 'commander';
import { UsageError } from '../../input/usage-error';
import { json, say } from '../../terminal/output';
import type { MemberOptions } from '../member-options';
import { credentialCommand, inRole } from './credential-options';
import { mirrorNow } from './mirror-now';

async function showRecord(recordId: string, options: MemberOptions): Promise<void> {
  const record = await inRole(options, 'verifier', async (ledger) => {
    const mirror = await mirrorNow(ledger);
    const found = mirror.record(recordId);
    return found && { ...found, batchId: mirror.batchOf(recordId)?.batchId };
  });
  if (!record) throw new UsageError(`no batch lists ${recordId}`);
  if (options.json) process.stdout.write(json(record));
  else say(`${record.status}: by ${record.issuer}, in block ${record.block}, batch ${record.batchId ?? ''}`);
}

/** `jangbu credentials record`. */
export function showRecordCommand(): Command {
  return credentialCommand('record', 'what has become of one copy')
    .argument('<record>', 'its record id')
    .action(showRecord);
}
