import { sha256Hex, type CredentialBatch, type CredentialStatusRecord } from '@jangbu/model';
import { StoreError } from '../../core/errors';
import type { Checkpoint } from '../../core/follow/block-sink';
import type { RegisteredKey } from '../format/credential-registry';

const FORM = 'jangbu credential mirror 2';

/** What a mirror keeps of a batch. */
export type BatchFacts = Pick<CredentialBatch, 'issuer' | 'batchId' | 'kid' | 'validFrom' | 'validUntil'>;

/** A key as its issuer has registered it, and what its issuer says of it. */
export type IssuersKey = Omit<RegisteredKey, 'endedFrom'> & { readonly grant: number };

/** A copy as its issuer recorded it first. */
export interface RecordedCopy {
  readonly recordId: string;
  readonly batch: BatchFacts;
  readonly killTag: string;
  readonly block: number;
}

/** A document that the mirror could not read. */
export interface UnreadDocument {
  /** The first part of its key: `credential-status`, for one. */
  readonly kind: string;
  /** Height of the block that holds it. */
  readonly block: number;
}

type Numbers = readonly (readonly [name: string, number: number])[];

/** All that a mirror knows. */
export interface MirrorContent {
  readonly chaincode: string;
  readonly checkpoint: Checkpoint | undefined;
  readonly mspIds: readonly string[];
  readonly times: Numbers;
  readonly keys: readonly IssuersKey[];
  /** Heights from which on records don't count, by issuer and grant. */
  readonly grantEnds: Numbers;
  /** The same by issuer and key. */
  readonly keyEnds: Numbers;
  readonly copies: Iterable<RecordedCopy>;
  readonly statuses: readonly (readonly [name: string, status: CredentialStatusRecord['status']])[];
  /** Kill secrets that were shown. */
  readonly killed: readonly string[];
  readonly unread: readonly UnreadDocument[];
}

type CopyLine = readonly [recordId: string, killTag: string, block: number, batch: number];

function packed({ copies, checkpoint, ...rest }: MirrorContent): object {
  const batches = new Map<BatchFacts, number>();
  const lines: CopyLine[] = [];
  for (const { recordId, batch, killTag, block } of copies) {
    const number = batches.get(batch) ?? batches.size;
    batches.set(batch, number);
    lines.push([recordId, killTag, block, number]);
  }
  const at = checkpoint && { ...checkpoint, next: checkpoint.next.toString() };
  return { ...rest, checkpoint: at ?? null, batches: [...batches.keys()], copies: lines };
}

/** @returns the form's name, a checksum, and JSON: a line each */
export function writeSnapshot(content: MirrorContent): string {
  const json = JSON.stringify(packed(content));
  return [FORM, sha256Hex(json), json].join('\n');
}

interface Packed extends Omit<MirrorContent, 'copies' | 'checkpoint'> {
  readonly checkpoint: (Omit<Checkpoint, 'next'> & { readonly next: string }) | null;
  readonly batches: readonly BatchFacts[];
  readonly copies: readonly CopyLine[];
}

/** @throws StoreError `CORRUPT` */
export function readSnapshot(snapshot: string): MirrorContent {
  const [form, checksum, ...lines] = snapshot.split('\n');
  const json = lines.join('\n');
  if (form !== FORM || checksum !== sha256Hex(json))
    throw new StoreError('CORRUPT', 'the snapshot is none of a credential mirror, or was changed');
  const { batches, copies, checkpoint, ...rest } = JSON.parse(json) as Packed;
  const restored = copies.flatMap(([recordId, killTag, block, number]) => {
    const batch = batches[number];
    return batch ? [{ recordId, batch, killTag, block }] : [];
  });
  const at = checkpoint ? { ...checkpoint, next: BigInt(checkpoint.next) } : undefined;
  return { ...rest, copies: restored, checkpoint: at };
}
