import type { Command } from 'commander';
import { NothingFoundError } from '../../input/nothing-found';
import { tell } from '../../terminal/output';
import type { MemberOptions } from '../member-options';
import { credentialCommand, inRole } from './credential-options';
import { mirrorNow } from './mirror-now';

async function showRecord(recordId: string, options: MemberOptions): Promise<void> {
  const record = await inRole(options, 'verifier', async (ledger) => {
    const mirror = await mirrorNow(ledger);
    const found = mirror.record(recordId);
    return found && { ...found, batchId: mirror.batchOf(recordId)?.batchId };
  });
  if (!record) throw new NothingFoundError(`no batch lists ${recordId}`);
  const { status, issuer, block, batchId = '' } = record;
  tell(options, record, `${status}: by ${issuer}, in block ${block}, batch ${batchId}`);
}

/** `jangbu credentials record`. */
export function showRecordCommand(): Command {
  return credentialCommand('record', 'what has become of one copy')
    .argument('<record>', 'its record id')
    .action(showRecord);
}
