import {
  canonicalJson,
  credentialBatchChecker,
  issuerKeyStatusChecker,
  killRequestChecker,
  statusRequestChecker,
  thumbprintOf,
  toBase64Url,
  transactions,
  transient,
  issuerKeyStatesChecker,
  type IssuerKey,
  type IssuerKeyStatusChange,
  killTagsOf,
  membersDocumentChecker,
  type BatchName,
  type CredentialBatch,
  type IssuerKeyProof,
  type StatusRequest,
} from '@jangbu/model';
import { asDocument, parseAnswer, readDocument } from '../../core/submit/answers';
import { inputJson } from '../../core/submit/input';
import type { OwnMember } from '../../core/identity/own-member';
import { recorded, type Recorded } from '../../core/submit/recorded';
import type { ContractClient } from '../../core/submit/contract-client';
import type { CallOptions } from '../../core/submit/submission';
import { RefusedError } from '../../core/errors';
import { killSecret } from '../format/recovery';

const names = transactions.credentials;

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
  /** The consortium's name, as wallets have it. */
  readonly consortium: string;
}

/** Finds what a recovery code ends: a `CredentialMirror`. */
export interface KillIndex {
  /** A batch that lists a copy beside the tag, of any issuer. */
  batchWith(killTag: string): BatchName | undefined;
}

/** Copies of credentials that are to be recorded. */
export type BatchInput = Omit<CredentialBatch, 'type' | 'version' | 'issuer'>;

/** An issuer's key as the ledger has it. */
export interface KnownKey {
  readonly key: IssuerKey;
  /** What its issuer says has become of it; null while that has not ended it. */
  readonly status: IssuerKeyStatusChange | null;
  /**
   * That the members ended it, by itself or with its issuer's grant: records from that block on don't count, or none
   * after it ended. Null while they have not.
   */
  readonly ended: { readonly from?: number } | null;
}

/** Issuers' keys and the copies that they have issued, as all members see them: digests only. */
export interface Credentials {
  /**
   * Registers a key with which the own member signs credentials, under the grant in force. For an issuer. One query and
   * one transaction.
   *
   * @returns with the key's thumbprint (RFC 7638)
   * @throws RefusedError `NOT_AN_ISSUER`, `ISS_NOT_GRANTED`, `KEY_NOT_ACTIVE` when it was registered under a grant that
   *   has ended, `SIGNATURE_WRONG`…; InputError
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
   * @throws RefusedError `NOT_AN_ISSUER`, `KEY_UNKNOWN`, `KEY_NOT_ACTIVE`, `ID_TAKEN`…; InputError
   */
  recordBatch(batch: BatchInput, options?: CallOptions): Promise<Recorded>;
  /**
   * Suspends or revokes copies of one of the own batches, up to 100 in one transaction. For an issuer.
   *
   * @throws RefusedError `BATCH_UNKNOWN`, `CREDENTIAL_UNKNOWN`, `STATUS_FINAL`…; InputError
   */
  setStatus(batchId: string, items: StatusRequest['items'], options?: CallOptions): Promise<Recorded>;
  /**
   * Ends a whole set by the secret that its recovery code gives, at all firms. For any role but an admin or auditor, of
   * any member. One transaction.
   *
   * @param batch one that lists a copy which the secret ends
   * @param secret `killSecret` of the recovery code, 32 bytes
   * @throws RefusedError `KILL_REFUSED` when it ends nothing there; InputError
   */
  kill(batch: BatchName, secret: Uint8Array, options?: CallOptions): Promise<Recorded>;
  /**
   * Ends a whole set by its holder's recovery code, at all firms: without the phone, and without the issuer, also
   * copies that are not recorded yet. For any role but an admin or auditor, of any member. One
   * transaction. From then on the ledger shows which copies were of one set.
   *
   * @param set the code as its holder typed it, and the consortium
   * @param index the member's mirror, which finds a batch by the tags
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
    const grant = await this.#grant(options);
    const signed: IssuerKeyProof = {
      type: 'issuer-key-proof',
      version: 1,
      channel: this.#channel,
      issuer,
      iss,
      grant,
      kid,
    };
    const proof = toBase64Url(await sign(Buffer.from(canonicalJson(signed))));
    const key: IssuerKey = { type: 'issuer-key', version: 1, issuer, iss, grant, kid, x, y, proof };
    return { ...(await this.#submit(names.registerKey, canonicalJson(key), options)), kid };
  }

  /** The number of the own member's grant; where it has none the contract says so. */
  async #grant(options: CallOptions): Promise<number> {
    const transaction = transactions.consortium.members;
    const answer = await this.#contracts.evaluate({ transaction }, options);
    const { members } = readDocument(answer, membersDocumentChecker, transaction);
    return members.find(({ id }) => id === this.#own.id)?.issuing?.inForce?.grant ?? 1;
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
    secret: Uint8Array,
    options: CallOptions = {},
  ): Promise<Recorded> {
    const hex = Buffer.from(secret).toString('hex');
    const document = { type: 'kill-request', version: 1, issuer, batchId, secret: hex };
    return this.#submit(names.kill, inputJson(document, killRequestChecker, 'kill request'), options);
  }

  async killSet(
    { recoveryCode, consortium }: SetToKill,
    index: KillIndex,
    options: CallOptions = {},
  ): Promise<Recorded> {
    const secret = killSecret(recoveryCode, { consortium, channel: this.#channel });
    for (const tag of killTagsOf(secret).flat()) {
      const batch = index.batchWith(tag);
      if (batch) return this.kill(batch, secret, options);
    }
    throw new RefusedError({ code: 'KILL_REFUSED', facts: {} });
  }

  async keys(options: CallOptions = {}): Promise<readonly KnownKey[]> {
    const answer = parseAnswer(
      await this.#contracts.evaluate({ transaction: names.keys }, options),
      names.keys,
    );
    return asDocument(answer, issuerKeyStatesChecker, names.keys);
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
