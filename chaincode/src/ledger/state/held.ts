import type { Key, LedgerMember } from '@jangbu/model';
import type { HeldHashes } from '../../rules/records/held';
import type { SubmittedState } from './context';

/** Asks for a document's hash in the collections of all who should hold it. */
export function readHeldHashes(
  state: SubmittedState,
  holders: readonly LedgerMember[],
  key: Key,
): Promise<HeldHashes> {
  return Promise.all(
    holders.map(async (member) => ({ member, hash: await state.privateHash(member.mspId, key) })),
  );
}
