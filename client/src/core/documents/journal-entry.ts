import { StoreError } from '../errors';
import type { NewDocument, SettledState } from './document-store';

/** What a document store's journal holds, one record each. */
export type JournalEntry =
  | { readonly entry: 'PUT' | 'KEEP'; readonly document: NewDocument }
  | { readonly entry: 'SETTLE'; readonly key: string; readonly state: SettledState };

/** A journal entry as it is written. */
export function encodeEntry(entry: JournalEntry): Buffer {
  return Buffer.from(JSON.stringify(entry));
}

function isEntry(value: unknown): value is JournalEntry {
  if (typeof value !== 'object' || value === null || !('entry' in value)) return false;
  switch (value.entry) {
    case 'PUT':
    case 'KEEP':
      return 'document' in value && typeof value.document === 'object';
    case 'SETTLE':
      return 'key' in value && 'state' in value;
    default:
      return false;
  }
}

/**
 * A journal entry, read back. Its bytes have passed the journal's checksum: they are what was
 * written, by this version or a later one.
 *
 * @throws StoreError `CORRUPT` when this version does not know the entry
 */
export function decodeEntry(record: Buffer): JournalEntry {
  const value: unknown = JSON.parse(record.toString('utf8'));
  if (isEntry(value)) return value;
  throw new StoreError('CORRUPT', 'the journal holds an entry that this version does not know');
}
