import type { Ledger } from '@jangbu/client';
import { followBlocks } from '@jangbu/client/follow';
import { CredentialMirror } from '@jangbu/client/verifier';

/** A mirror that has everything up to now: up to a block of the member's own. */
export async function mirrorNow(ledger: Ledger): Promise<CredentialMirror> {
  const mirror = new CredentialMirror();
  const beat = await ledger.credentials.beat();
  const until = beat.status === 'RECORDED' ? { until: beat.blockNumber } : {};
  await followBlocks(ledger, mirror, { ...until, privateData: 'WITHOUT' });
  return mirror;
}
