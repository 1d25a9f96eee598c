import {
  canonicalJson,
  credentialBatchChecker,
  issuerKeyStatusChecker,
  killRequestChecker,
  statusRequestChecker,
  thumbprintOf,
  transactions,
  transient,
  Checker,
  closed,
  issuerKeyChecker,
  type BatchName,
  type CredentialBatch,
  type IssuerKey,
  type IssuerKeyProof,
  type IssuerKeyStatusChange,
  type StatusRequest,
} from '@jangbu/model';
import { Type } from '@sinclair/typebox';
import { asDocument, readDocument, parseAnswer } from '../../core/submit/answers';
import { inputJson } from '../../core/submit/input';
import type { OwnMember } from '../../core/identity/own-member';
import { recorded, type Recorded } from '../../core/submit/recorded';
import type { ContractClient } from '../../core/submit/contract-client';
import type { CallOptions } from '../../core/submit/submission';
import { RefusedError } from '../../core/errors';
import { killKeys } from '../format/recovery';
import type { CredentialRecord } from '../format/credential-registry';

const names = transactions.credentials;
const KeyText = closed({ key: Type.String(), status: Type.Union([Type.String(), Type.Null()]) });
const keysChecker = new Checker(Type.Array(KeyText));

/** An issuer's key that is to be registered. */
export interface IssuerKeyInput {
  /** `iss` of what it will sign: the member's HTTPS URL. */
  readonly iss: string;
  /** The public key (RFC 7518 §6.2): 32 bytes each, base64url. */
  readonly x: string;
  readonly y: string;
  /** Signs with the key: ES256 over the bytes, r and s of 32 bytes each (RFC 7518 §3.4). */
  readonly sign: (bytes: Uint8Array) => Promise<Uint8Array> | Uint8Array;
}

/** A set that its holder wants to end. */
export interface SetToKill {
  readonly recoveryCode: string;
  /** How many copies a set has. */
  readonly copies: number;
  /** The consortium's name, as wallets have it. */
  readonly consortium: string;
}

/** Finds what kill keys end: a `CredentialMirror`. */
export interface KillIndex {
  recordsOf(killTag: string): readonly CredentialRecord[];
  batchOf(recordId: string): BatchName | undefined;
}

/** Copies of credentials that are to be recorded. */
export type BatchInput = Omit<CredentialBatch, 'type' | 'version' | 'issuer'>;

/** An issuer's key as the ledger has it. */
export interface KnownKey {
  readonly key: IssuerKey;
  /** What became of it; null while it is in use. */
  readonly status: IssuerKeyStatusChange | null;
}

/** Issuers' keys and the copies that they have issued, as all members see them: digests only. */
export interface Credentials {
  /**
   * Registers a key with which the own member signs credentials. For an issuer. One transaction.
   *
   * @returns with the key's thumbprint (RFC 7638)
   * @throws RefusedError `ID_TAKEN` when it is registered with another `iss`, `SIGNATURE_WRONG`…; InputError
   */
  registerKey(key: IssuerKeyInput, options?: CallOptions): Promise<Recorded & { readonly kid: string }>;
  /** Takes a key out of use; what it signed and was recorded stands. For an issuer. One transaction. */
  retireKey(kid: string, options?: CallOptions): Promise<Recorded>;
  /**
   * Declares that a key is in a stranger's hands: what was recorded under it from that block on does not count. For
   * an issuer. One transaction. It is final.
   *
   * @param fromBlock height of the first block whose records don't count
   */
  declareCompromised(kid: string, fromBlock: number, options?: CallOptions): Promise<Recorded>;
  /**
   * Records copies of credentials, up to 1,000 in one transaction. Sent again it records nothing twice. For an issuer.
   *
   * @throws RefusedError `KEY_UNKNOWN`, `KEY_NOT_ACTIVE`, `ID_TAKEN`…; InputError
   */
  recordBatch(batch: BatchInput, options?: CallOptions): Promise<Recorded>;
  /**
   * Suspends or revokes copies of one of the own batches, up to 100 in one transaction. For an issuer.
   *
   * @throws RefusedError `BATCH_UNKNOWN`, `CREDENTIAL_UNKNOWN`, `STATUS_FINAL`…; InputError
   */
  setStatus(batchId: string, items: StatusRequest['items'], options?: CallOptions): Promise<Recorded>;
  /**
   * Ends copies by keys that the holder's recovery code gives, at all firms. For any role but an admin or auditor, of
   * any member. One transaction.
   *
   * @param batch one that lists a copy which one of the keys ends
   * @param killKeys 32 bytes each
   * @throws RefusedError `KILL_REFUSED` when none of them fits there; InputError
   */
  kill(batch: BatchName, killKeys: readonly Uint8Array[], options?: CallOptions): Promise<Recorded>;
  /**
   * Ends a whole set by its holder's recovery code, at all firms: without the phone, and without the issuer. The tags of
   * copies that are not recorded yet are burnt too. For any role but an admin or auditor, of any member. One
   * transaction. From then on the ledger shows which copies were of one set.
   *
   * @param set the code as its holder typed it, how many copies the consortium's sets have, and the consortium
   * @param index the member's mirror, which finds the records by their tags
   * @throws WalletError `RECOVERY_CODE` when it is none or mistyped; RefusedError `KILL_REFUSED` when it ends nothing
   *   that the index knows
   */
  killSet(set: SetToKill, index: KillIndex, options?: CallOptions): Promise<Recorded>;
  /** All registered keys of all members. Any role; one query. */
  keys(options?: CallOptions): Promise<readonly KnownKey[]>;
  /** A batch as it was recorded; null where there is none. Any role; one query. */
  batch(name: BatchName, options?: CallOptions): Promise<CredentialBatch | null>;
  /** Shows the others' mirrors that this member is there. Any role; one transaction of the own peer's alone. */
  beat(options?: CallOptions): Promise<Recorded>;
}

/** {@link Credentials} over the contract client. */
export class CredentialsFacade implements Credentials {
  readonly #contracts: ContractClient;
  readonly #own: OwnMember;
  readonly #channel: string;

  constructor(contracts: ContractClient, own: OwnMember, channel: string) {
    this.#contracts = contracts;
    this.#own = own;
    this.#channel = channel;
  }

  async #submit(transaction: string, argument: string, options: CallOptions): Promise<Recorded> {
    const endorsers = this.#contracts.channelEndorsers;
    return recorded(await this.#contracts.submit({ transaction, argument, endorsers }, options));
  }

  async registerKey(
    { iss, x, y, sign }: IssuerKeyInput,
    options: CallOptions = {},
  ): Promise<Recorded & { readonly kid: string }> {
    const [issuer, kid] = [this.#own.id, thumbprintOf({ x, y })];
    const signed: IssuerKeyProof = {
      type: 'issuer-key-proof',
      version: 1,
      channel: this.#channel,
      issuer,
      iss,
      kid,
    };
    const proof = Buffer.from(await sign(Buffer.from(canonicalJson(signed)))).toString('base64url');
    const key: IssuerKey = { type: 'issuer-key', version: 1, issuer, iss, kid, x, y, proof };
    return { ...(await this.#submit(names.registerKey, canonicalJson(key), options)), kid };
  }

  retireKey(kid: string, options: CallOptions = {}): Promise<Recorded> {
    return this.#endKey({ kid, status: 'RETIRED' }, options);
  }

  declareCompromised(kid: string, fromBlock: number, options: CallOptions = {}): Promise<Recorded> {
    return this.#endKey({ kid, status: 'COMPROMISED', compromisedFrom: fromBlock }, options);
  }

  async #endKey(change: object, options: CallOptions): Promise<Recorded> {
    const document = { type: 'issuer-key-status', version: 1, issuer: this.#own.id, ...change };
    return this.#submit(names.endKey, inputJson(document, issuerKeyStatusChecker, "key's status"), options);
  }

  async recordBatch(batch: BatchInput, options: CallOptions = {}): Promise<Recorded> {
    const document = { type: 'credential-batch', version: 1, issuer: this.#own.id, ...batch };
    const submission = {
      transaction: names.recordBatch,
      transient: { [transient.request]: inputJson(document, credentialBatchChecker, 'batch') },
      endorsers: this.#contracts.channelEndorsers,
    };
    return recorded(await this.#contracts.submit(submission, options));
  }

  async setStatus(
    batchId: string,
    items: StatusRequest['items'],
    options: CallOptions = {},
  ): Promise<Recorded> {
    const frame = { type: 'credential-status-request', version: 1, issuer: this.#own.id, batchId };
    const document = { ...frame, items };
    return this.#submit(
      names.setStatus,
      inputJson(document, statusRequestChecker, 'status request'),
      options,
    );
  }

  async kill(
    { issuer, batchId }: BatchName,
    killKeys: readonly Uint8Array[],
    options: CallOptions = {},
  ): Promise<Recorded> {
    const hex = killKeys.map((key) => Buffer.from(key).toString('hex'));
    const document = { type: 'kill-request', version: 1, issuer, batchId, killKeys: hex };
    return this.#submit(names.kill, inputJson(document, killRequestChecker, 'kill request'), options);
  }

  killSet(
    { recoveryCode, copies, consortium }: SetToKill,
    index: KillIndex,
    options: CallOptions = {},
  ): Promise<Recorded> {
    const found = killKeys(recoveryCode, { consortium, channel: this.#channel }, copies);
    const [record] = found.flatMap(({ tag }) => index.recordsOf(tag));
    const batch = record && index.batchOf(record.recordId);
    if (!batch) return Promise.reject(new RefusedError({ code: 'KILL_REFUSED', facts: {} }));
    return this.kill(
      batch,
      found.map(({ key }) => key),
      options,
    );
  }

  async keys(options: CallOptions = {}): Promise<readonly KnownKey[]> {
    const answer = parseAnswer(
      await this.#contracts.evaluate({ transaction: names.keys }, options),
      names.keys,
    );
    return asDocument(answer, keysChecker, names.keys).map(({ key, status }) => ({
      key: readDocument(key, issuerKeyChecker, names.keys),
      status: status === null ? null : readDocument(status, issuerKeyStatusChecker, names.keys),
    }));
  }

  async batch({ issuer, batchId }: BatchName, options: CallOptions = {}): Promise<CredentialBatch | null> {
    const query = { transaction: names.batch, argument: JSON.stringify({ issuer, batchId }) };
    const answer = parseAnswer(await this.#contracts.evaluate(query, options), names.batch);
    return answer === null ? null : asDocument(answer, credentialBatchChecker, names.batch);
  }

  async beat(options: CallOptions = {}): Promise<Recorded> {
    const argument = canonicalJson({ type: 'heartbeat', version: 1, member: this.#own.id });
    const endorsers = () => Promise.resolve({ rule: 'ALL', organizations: [this.#own.mspId] } as const);
    return recorded(await this.#contracts.submit({ transaction: names.beat, argument, endorsers }, options));
  }
}
