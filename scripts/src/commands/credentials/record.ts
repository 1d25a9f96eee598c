import { Bytes32, ClientId, MemberId, oneOf, Seconds, Sha256Hex } from '@jangbu/model';
import { Type } from '@sinclair/typebox';
import type { Command } from 'commander';
import { NothingFoundError } from '../../input/nothing-found';
import { tell } from '../../terminal/output';
import type { MemberOptions } from '../member-options';
import { credentialCommand, inRole } from './credential-options';
import { mirrorNow } from './mirror-now';

const Output = Type.Object({
  recordId: Sha256Hex,
  issuer: MemberId,
  kid: Bytes32,
  block: Type.Integer({ minimum: 0 }),
  validFrom: Seconds,
  validUntil: Seconds,
  status: oneOf('ACTIVE', 'SUSPENDED', 'REVOKED', 'KILLED'),
  batchId: ClientId,
});

async function showRecord(issuer: string, recordId: string, options: MemberOptions): Promise<void> {
  const record = await inRole(options, 'verifier', async (ledger) => {
    const mirror = await mirrorNow(ledger);
    return mirror.record(issuer, recordId);
  });
  if (!record) throw new NothingFoundError(`no batch of ${issuer} lists ${recordId}`);
  const { status, block, batchId } = record;
  tell<typeof Output>(options, record, `${status}: by ${issuer}, in block ${block}, batch ${batchId}`);
}

/** `jangbu credentials record`. */
export function showRecordCommand(): Command {
  return credentialCommand('record', 'what has become of one copy', Output)
    .argument('<issuer>')
    .argument('<record>', 'its record id')
    .action(showRecord);
}
