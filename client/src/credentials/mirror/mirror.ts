import {
  activeMembers,
  burntTagChecker,
  credentialBatchChecker,
  credentialStatusChecker,
  issuerKeyChecker,
  issuerKeyStatusChecker,
  membersDocumentChecker,
  splitCompositeKey,
  type BatchName,
  type Checker,
  type CredentialBatch,
  type CredentialStatusRecord,
  type IssuerKeyStatusChange,
} from '@jangbu/model';
import type { Static, TSchema } from '@sinclair/typebox';
import type { BlockSink, Checkpoint } from '../../core/follow/block-sink';
import type { LedgerBlock, LedgerTransaction, PublicWrite } from '../../core/follow/ledger-block';
import type {
  CredentialRecord,
  CredentialRegistry,
  CredentialStatus,
  RegisteredKey,
} from '../format/credential-registry';
import { readSnapshot, writeSnapshot, type MirrorContent, type RecordedCopy } from './mirror-snapshot';
import { SignedTimes } from './signed-times';

function read<T extends TSchema>(checker: Checker<T>, value: string | null): Static<T> | undefined {
  if (value === null) return undefined;
  const document: unknown = JSON.parse(value);
  return checker.fits(document) ? document : undefined;
}

/**
 * What the ledger has of credentials, in memory: keys, records and statuses, out of the blocks of the member's own peer
 * (`followBlocks` brings them in). It believes what valid transactions wrote to public state, which needed more than
 * half of the members, and nothing else. A process that starts anew follows from block 0 again, or from a snapshot.
 */
export class CredentialMirror implements BlockSink, CredentialRegistry {
  readonly #namespace: string;
  readonly #keys = new Map<string, RegisteredKey>();
  readonly #copies = new Map<string, RecordedCopy>();
  /** Record ids by kill tag. */
  readonly #tags = new Map<string, string[]>();
  readonly #statuses = new Map<string, CredentialStatusRecord['status']>();
  readonly #burnt = new Set<string>();
  readonly #times = new SignedTimes();
  #mspIds = new Set<string>();
  #at: Checkpoint | undefined;

  /** @param chaincode the name of the contracts on the channel */
  constructor(chaincode = 'jangbu') {
    this.#namespace = chaincode;
  }

  checkpoint(): Promise<Checkpoint | undefined> {
    return Promise.resolve(this.#at);
  }

  apply(block: LedgerBlock, next: Checkpoint): Promise<void> {
    for (const transaction of block.transactions) this.#take(transaction, Number(block.number));
    this.#at = next;
    return Promise.resolve();
  }

  #take({ writes, creator, signedAt }: LedgerTransaction, block: number): void {
    for (const write of writes) if (write.namespace === this.#namespace) this.#takeWrite(write, block);
    if (this.#mspIds.has(creator.mspId)) this.#times.note(creator.mspId, signedAt);
  }

  /** What is done with the documents of each kind. */
  readonly #kinds: Readonly<Record<string, (value: string | null, block: number) => void>> = {
    members: (value) => {
      const members = read(membersDocumentChecker, value);
      if (members) this.#mspIds = new Set(activeMembers(members).map(({ mspId }) => mspId));
    },
    'issuer-key': (value) => {
      this.#takeKey(value);
    },
    'issuer-key-status': (value) => {
      this.#takeKeyStatus(read(issuerKeyStatusChecker, value));
    },
    'credential-batch': (value, block) => {
      this.#takeBatch(read(credentialBatchChecker, value), block);
    },
    'credential-status': (value) => {
      const status = read(credentialStatusChecker, value);
      if (status) this.#statuses.set(`${status.issuer}/${status.recordId}`, status.status);
    },
    'burnt-tag': (value) => {
      const burnt = read(burntTagChecker, value);
      if (burnt) this.#burnt.add(burnt.tag);
    },
  };

  #takeWrite({ key, value }: PublicWrite, block: number): void {
    this.#kinds[splitCompositeKey(key)?.[0] ?? '']?.(value, block);
  }

  #takeKey(value: string | null): void {
    const key = read(issuerKeyChecker, value);
    // Whoever has a key could register it under two members; the first one stands.
    if (!key || this.#keys.has(key.kid)) return;
    const { issuer, iss, kid, x, y } = key;
    this.#keys.set(kid, { issuer, iss, kid, jwk: { kty: 'EC', crv: 'P-256', x, y }, status: 'ACTIVE' });
  }

  #takeKeyStatus(change: IssuerKeyStatusChange | undefined): void {
    const key = change && this.#keys.get(change.kid);
    if (!change || key?.issuer !== change.issuer) return;
    const { status, compromisedFrom } = change;
    this.#keys.set(key.kid, {
      ...key,
      status,
      ...(compromisedFrom === undefined ? {} : { compromisedFrom }),
    });
  }

  #takeBatch(batch: CredentialBatch | undefined, block: number): void {
    if (!batch) return;
    const { issuer, batchId, kid, validFrom, validUntil } = batch;
    const facts = { issuer, batchId, kid, validFrom, validUntil };
    for (const { recordId, killTag } of batch.copies) {
      // What another member records of the same copy later says nothing: it did not issue it.
      if (!this.#copies.has(recordId)) this.#takeCopy(recordId, { batch: facts, killTag, block });
    }
  }

  #takeCopy(recordId: string, copy: RecordedCopy): void {
    this.#copies.set(recordId, copy);
    const listed = this.#tags.get(copy.killTag);
    if (listed) listed.push(recordId);
    else this.#tags.set(copy.killTag, [recordId]);
  }

  issuerKey(kid: string): RegisteredKey | undefined {
    return this.#keys.get(kid);
  }

  record(recordId: string): CredentialRecord | undefined {
    const copy = this.#copies.get(recordId);
    if (!copy) return undefined;
    const { issuer, kid, validFrom, validUntil } = copy.batch;
    const status = this.#statusOf(recordId, copy);
    return { recordId, issuer, kid, block: copy.block, validFrom, validUntil, status };
  }

  #statusOf(recordId: string, { batch, killTag }: RecordedCopy): CredentialStatus {
    if (this.#burnt.has(killTag)) return 'KILLED';
    return this.#statuses.get(`${batch.issuer}/${recordId}`) ?? 'ACTIVE';
  }

  /** The records that a kill key ends, by its tag. */
  recordsOf(killTag: string): readonly CredentialRecord[] {
    const ids = this.#tags.get(killTag) ?? [];
    return ids.map((id) => this.record(id)).filter((record) => record !== undefined);
  }

  /** A batch that lists the record. */
  batchOf(recordId: string): BatchName | undefined {
    const batch = this.#copies.get(recordId)?.batch;
    return batch && { issuer: batch.issuer, batchId: batch.batchId };
  }

  /**
   * All that the mirror knows, for `restore` after a restart: a text with a checksum, made without a call to any peer.
   * It is as trustworthy as where it is kept.
   */
  snapshot(): string {
    return writeSnapshot({
      chaincode: this.#namespace,
      checkpoint: this.#at,
      mspIds: [...this.#mspIds],
      times: this.#times.entries(),
      keys: [...this.#keys.values()],
      copies: this.#copies,
      statuses: [...this.#statuses],
      burnt: [...this.#burnt],
    });
  }

  /**
   * A mirror as a snapshot left it; it goes on from there.
   *
   * @throws StoreError `CORRUPT` when the text is not what `snapshot` made
   */
  static restore(snapshot: string): CredentialMirror {
    const content: MirrorContent = readSnapshot(snapshot);
    const mirror = new CredentialMirror(content.chaincode);
    mirror.#at = content.checkpoint;
    mirror.#mspIds = new Set(content.mspIds);
    for (const [mspId, time] of content.times) mirror.#times.note(mspId, time);
    for (const key of content.keys) mirror.#keys.set(key.kid, key);
    for (const [recordId, copy] of content.copies) mirror.#takeCopy(recordId, copy);
    for (const [name, status] of content.statuses) mirror.#statuses.set(name, status);
    for (const tag of content.burnt) mirror.#burnt.add(tag);
    return mirror;
  }

  ageAt(now: number): number {
    const median = this.#times.median(this.#mspIds.size);
    return median === undefined ? Number.POSITIVE_INFINITY : Math.max(0, now - median);
  }
}
