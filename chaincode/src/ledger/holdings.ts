import type { Key, LedgerMember } from '@jangbu/model';
import type { SubmittedState } from './context';

/** A document's hash in the collection of each member that should hold it; undefined where none stands. */
export type Holdings = readonly { readonly member: LedgerMember; readonly hash: string | undefined }[];

/** Asks for a document's hash in the collections of all who should hold it. */
export function readHoldings(
  state: SubmittedState,
  holders: readonly LedgerMember[],
  key: Key,
): Promise<Holdings> {
  return Promise.all(
    holders.map(async (member) => ({ member, hash: await state.privateHash(member.mspId, key) })),
  );
}
