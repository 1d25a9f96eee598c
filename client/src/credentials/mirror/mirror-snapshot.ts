import { sha256Hex, type CredentialBatch, type CredentialStatusRecord } from '@jangbu/model';
import { StoreError } from '../../core/errors';
import type { Checkpoint } from '../../core/follow/block-sink';
import type { RegisteredKey } from '../format/credential-registry';

const FORM = 'jangbu credential mirror 1';

/** What a mirror keeps of a batch. */
export type BatchFacts = Pick<CredentialBatch, 'issuer' | 'batchId' | 'kid' | 'validFrom' | 'validUntil'>;

/** A copy as it was recorded first. */
export interface RecordedCopy {
  readonly batch: BatchFacts;
  readonly killTag: string;
  readonly block: number;
}

/** All that a mirror knows. */
export interface MirrorContent {
  readonly chaincode: string;
  readonly checkpoint: Checkpoint | undefined;
  readonly mspIds: readonly string[];
  readonly times: readonly (readonly [mspId: string, time: number])[];
  readonly keys: readonly RegisteredKey[];
  readonly copies: ReadonlyMap<string, RecordedCopy>;
  readonly statuses: readonly (readonly [name: string, status: CredentialStatusRecord['status']])[];
  readonly burnt: readonly string[];
}

type CopyLine = readonly [recordId: string, killTag: string, block: number, batch: number];

function packed({ copies, checkpoint, ...rest }: MirrorContent): object {
  const batches = new Map<BatchFacts, number>();
  const lines: CopyLine[] = [];
  for (const [recordId, { batch, killTag, block }] of copies) {
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
  const restored = new Map<string, RecordedCopy>();
  for (const [recordId, killTag, block, number] of copies) {
    const batch = batches[number];
    if (batch) restored.set(recordId, { batch, killTag, block });
  }
  const at = checkpoint ? { ...checkpoint, next: BigInt(checkpoint.next) } : undefined;
  return { ...rest, copies: restored, checkpoint: at };
}
