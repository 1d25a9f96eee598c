import { COPIES_MAX } from '@jangbu/model';
import { randomId } from '../../core/random/random';
import type { InvestorRecord, IssuedCopyRecord, PendingBatch } from './issued-store';

interface DueCopy {
  readonly investor: string;
  readonly copy: IssuedCopyRecord;
}

/** A batch that is being filled: one copy an investor. */
interface Filling {
  readonly copies: DueCopy[];
  readonly investors: Set<string>;
}

function isDue(
  { recorded, dueAt, wanted, recordId }: IssuedCopyRecord,
  waiting: ReadonlySet<string>,
  now: number,
): boolean {
  // What was suspended or revoked before it was registered never is.
  return !recorded && wanted === null && dueAt <= now && !waiting.has(recordId);
}

function place(filling: Filling[], due: DueCopy): void {
  const open = filling.find(
    ({ copies, investors }) => copies.length < COPIES_MAX && !investors.has(due.investor),
  );
  const batch = open ?? { copies: [], investors: new Set() };
  if (!open) filling.push(batch);
  batch.copies.push(due);
  batch.investors.add(due.investor);
}

function asBatch({ copies, investors }: Filling): PendingBatch {
  const [first] = copies;
  if (!first) throw new RangeError('a batch without copies');
  const { kid, validFrom, validUntil } = first.copy;
  const entries = copies.map(({ copy: { recordId, killTag } }) => ({ recordId, killTag }));
  // In the order of their hashes, which tells nothing.
  entries.sort((a, b) => (a.recordId < b.recordId ? -1 : 1));
  return {
    batch: { batchId: randomId(), kid, validFrom, validUntil, copies: entries },
    investors: [...investors],
  };
}

/**
 * The batches that bring to the ledger what is due: never two copies of one investor in one.
 *
 * @param waiting record ids that are in a batch already
 * @param now seconds since 1970
 */
export function batchesOf(
  records: readonly InvestorRecord[],
  waiting: ReadonlySet<string>,
  now: number,
): PendingBatch[] {
  const alike = new Map<string, Filling[]>();
  for (const { investor, copies, former } of records) {
    for (const copy of [...copies, ...former]) {
      if (!isDue(copy, waiting, now)) continue;
      const terms = `${copy.kid}/${copy.validFrom}/${copy.validUntil}`;
      const filling = alike.get(terms) ?? [];
      alike.set(terms, filling);
      place(filling, { investor, copy });
    }
  }
  return [...alike.values()].flat().map(asBatch);
}

/** An investor's record once the ledger has a batch with a copy of it. */
export function markRecorded(record: InvestorRecord, { batch }: PendingBatch): InvestorRecord {
  const listed = new Set(batch.copies.map(({ recordId }) => recordId));
  const mark = (copy: IssuedCopyRecord): IssuedCopyRecord =>
    listed.has(copy.recordId) ? { ...copy, batchId: batch.batchId, recorded: true } : copy;
  const copies = record.copies.map(mark);
  const isDone = copies.every(({ recorded, wanted }) => recorded || wanted !== null);
  return {
    ...record,
    copies,
    former: record.former.map(mark),
    handedOut: isDone ? null : record.handedOut,
  };
}
