import {
  activeMembers,
  credentialBatchChecker,
  credentialStatusChecker,
  issuerKeyChecker,
  issuerKeyEndChecker,
  issuerKeyStatusChecker,
  killedSetChecker,
  killTagsOf,
  membersDocumentChecker,
  splitCompositeKey,
  type BatchName,
  type Checker,
  type CredentialBatch,
  type CredentialStatusRecord,
  type MembersDocument,
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
import { IssuerKeys } from './issuer-keys';
import { readSnapshot, writeSnapshot, type RecordedCopy, type UnreadDocument } from './mirror-snapshot';
import { RecordedCopies } from './recorded-copies';
import { SignedTimes } from './signed-times';

function parsed(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Takes a document in; false when it cannot be read. */
type Kind = (value: string | null, block: number) => boolean;

function kindOf<T extends TSchema>(
  checker: Checker<T>,
  take: (document: Static<T>, block: number) => void,
): Kind {
  return (value, block) => {
    const document = parsed(value);
    if (!checker.fits(document)) return false;
    take(document, block);
    return true;
  };
}

/**
 * What the ledger has of credentials, in memory: keys, records and statuses, out of the blocks of the member's own peer
 * (`followBlocks` brings them in). It believes what valid transactions wrote to public state, which needed more than
 * half of the members, and nothing else. A process that starts anew follows from block 0 again, or from a snapshot.
 */
export class CredentialMirror implements BlockSink, CredentialRegistry {
  readonly #namespace: string;
  readonly #now: () => number;
  readonly #keys = new IssuerKeys();
  readonly #copies = new RecordedCopies();
  readonly #statuses = new Map<string, CredentialStatusRecord['status']>();
  /** Secrets that were shown, and all tags that derive from them. */
  readonly #killed = new Set<string>();
  readonly #burnt = new Set<string>();
  readonly #times = new SignedTimes();
  readonly #unread: UnreadDocument[] = [];
  #mspIds: ReadonlySet<string> = new Set<string>();
  #at: Checkpoint | undefined;

  /**
   * @param chaincode the name of the contracts on the channel
   * @param now milliseconds since 1970; the system's clock when left out
   */
  constructor(chaincode = 'jangbu', now: () => number = Date.now) {
    this.#namespace = chaincode;
    this.#now = now;
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
    if (this.#mspIds.has(creator.mspId)) this.#times.note(creator.mspId, signedAt, this.#now());
  }

  /** What is done with the documents of each kind. */
  readonly #kinds: Readonly<Record<string, Kind>> = {
    members: kindOf(membersDocumentChecker, (members, block) => {
      this.#takeMembers(members, block);
    }),
    'issuer-key': kindOf(issuerKeyChecker, (key) => {
      this.#keys.register(key);
    }),
    'issuer-key-status': kindOf(issuerKeyStatusChecker, (change) => {
      this.#keys.change(change);
    }),
    'issuer-key-end': kindOf(issuerKeyEndChecker, (end, block) => {
      this.#keys.end(end, block);
    }),
    'credential-batch': kindOf(credentialBatchChecker, (batch, block) => {
      this.#takeBatch(batch, block);
    }),
    'credential-status': kindOf(credentialStatusChecker, ({ issuer, recordId, status }) => {
      this.#statuses.set(`${issuer}/${recordId}`, status);
    }),
    'killed-set': kindOf(killedSetChecker, ({ secret }) => {
      this.#kill(secret);
    }),
  };

  #takeWrite({ key, value }: PublicWrite, block: number): void {
    const kind = splitCompositeKey(key)?.[0] ?? '';
    if (this.#kinds[kind]?.(value, block) === false) this.#unread.push({ kind, block });
  }

  #takeMembers(members: MembersDocument, block: number): void {
    this.#mspIds = new Set(activeMembers(members).map(({ mspId }) => mspId));
    this.#keys.endGrants(members, block);
  }

  #takeBatch(batch: CredentialBatch, block: number): void {
    const { issuer, batchId, kid, validFrom, validUntil } = batch;
    const facts = { issuer, batchId, kid, validFrom, validUntil };
    for (const { recordId, killTag } of batch.copies) {
      this.#copies.add({ recordId, batch: facts, killTag, block });
    }
  }

  #kill(secret: string): void {
    this.#killed.add(secret);
    for (const tag of killTagsOf(Buffer.from(secret, 'hex')).flat()) this.#burnt.add(tag);
  }

  issuerKey(iss: string, kid: string): RegisteredKey | undefined {
    return this.#keys.find(iss, kid);
  }

  record(issuer: string, recordId: string): CredentialRecord | undefined {
    const copy = this.#copies.find(issuer, recordId);
    return copy && this.#recordOf(copy);
  }

  #recordOf({ recordId, batch, killTag, block }: RecordedCopy): CredentialRecord {
    const { issuer, batchId, kid, validFrom, validUntil } = batch;
    const status: CredentialStatus = this.#burnt.has(killTag)
      ? 'KILLED'
      : (this.#statuses.get(`${issuer}/${recordId}`) ?? 'ACTIVE');
    return { recordId, issuer, batchId, kid, block, validFrom, validUntil, status };
  }

  batchWith(killTag: string): BatchName | undefined {
    const [copy] = this.#copies.withTag(killTag);
    return copy && { issuer: copy.batch.issuer, batchId: copy.batch.batchId };
  }

  /**
   * Documents on credentials that this version cannot read: written by a newer one. What they say is not known, so the
   * mirror has no age (`ageAt` answers Infinity) and every login is refused, until a version that reads them follows
   * from block 0, or from a snapshot made before.
   */
  get unread(): readonly UnreadDocument[] {
    return this.#unread;
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
      ...this.#keys.content(),
      copies: this.#copies,
      statuses: [...this.#statuses],
      killed: [...this.#killed],
      unread: this.#unread,
    });
  }

  /**
   * A mirror as a snapshot left it; it goes on from there. One that had passed over a document begins at block 0 again:
   * this version may be able to read it.
   *
   * @throws StoreError `CORRUPT` when the text is not what `snapshot` made
   */
  static restore(snapshot: string, now: () => number = Date.now): CredentialMirror {
    const content = readSnapshot(snapshot);
    const mirror = new CredentialMirror(content.chaincode, now);
    if (content.unread.length > 0) return mirror;
    mirror.#at = content.checkpoint;
    mirror.#mspIds = new Set(content.mspIds);
    for (const [mspId, time] of content.times) mirror.#times.note(mspId, time, now());
    mirror.#keys.restore(content);
    for (const copy of content.copies) mirror.#copies.add(copy);
    for (const [name, status] of content.statuses) mirror.#statuses.set(name, status);
    for (const secret of content.killed) mirror.#kill(secret);
    return mirror;
  }

  ageAt(now: number): number {
    return this.#unread.length > 0 ? Number.POSITIVE_INFINITY : this.#times.ageAt(this.#mspIds, now);
  }
}
