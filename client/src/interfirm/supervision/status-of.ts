import { supervisionTerms, type AgreedDocuments, type LedgerMember } from '@jangbu/model';
import type { DueFrom, SupervisionStatus } from './supervision';

function dueFrom(byMsp: ReadonlyMap<string, number>, members: readonly LedgerMember[]): DueFrom[] {
  return members.flatMap(({ id, mspId }) => {
    const documents = byMsp.get(mspId);
    return documents === undefined ? [] : [{ member: id, documents }];
  });
}

/** Counts of the keys that stand otherwise than they should. */
function counted(agreed: AgreedDocuments): Pick<SupervisionStatus, 'due' | 'dueFrom' | 'disputed'> {
  const byMsp = new Map<string, number>();
  let [due, disputed] = [0, 0];
  for (const document of agreed.documents()) {
    const standing = agreed.standingOf(document);
    if (standing === 'DISPUTED') disputed += 1;
    if (standing !== 'DUE') continue;
    due += 1;
    for (const mspId of agreed.sourcesOf(document)) byMsp.set(mspId, (byMsp.get(mspId) ?? 0) + 1);
  }
  return { due, dueFrom: dueFrom(byMsp, agreed.members?.members ?? []), disputed };
}

/** How far a handover is, by what has been read of it. */
export function statusOf(agreed: AgreedDocuments, height: bigint): SupervisionStatus {
  const terms = agreed.members && supervisionTerms(agreed.members);
  return {
    supervisor: terms?.supervisor.id ?? null,
    former: (terms?.former ?? []).map(({ member }) => member.id),
    height,
    ...counted(agreed),
    doubts: [...agreed.doubts()],
  };
}
