import { gateway as messages } from '@hyperledger/fabric-protos';
import { fabricSignature, sha256 } from '@jangbu/model';
import { X509Certificate } from 'node:crypto';
import { systemClock } from '../core/async/clock';
import { callOptions, GatewayTransport } from '../core/peers/gateway-transport';
import { decide } from '../core/submit/failure-policy';
import { OwnPeers } from '../core/peers/own-peers';
import { abortedBy } from '../core/async/signals';
import { DEFAULT_DEADLINES, type PhaseDeadlines } from '../core/submit/settings';
import type { CallOptions } from '../core/submit/submission';
import type { CommitStatus, Proposed } from '../core/peers/transport';
import { validationName, VALIDATION } from '../core/peers/validation-codes';
import {
  CommitFailedError,
  ConflictError,
  IdentityError,
  ProfileError,
  type CallPhase,
} from '../core/errors';
import { readClientTls, type ClientTls } from '../core/profile/client-tls';
import { readProfile, type Profile } from '../core/profile/profile';

/** Bytes to carry to where the key is, and back with a signature. */
export interface ToSign {
  readonly transactionId: string;
  /** To be given to the next step as they are. */
  readonly bytes: Uint8Array;
  /** SHA-256, 32 bytes: what the key signs, with ECDSA over P-256. */
  readonly digest: Uint8Array;
}

/** What came of sending; and the question for the commit status, which has to be signed as well. */
export interface SentOffline extends ToSign {
  /** `UNSURE` when the peer answered with an error: the transaction may be ordered all the same. */
  readonly sent: 'SENT' | 'UNSURE';
  /** What it answered. */
  readonly error: Error | undefined;
}

/** A connection that holds no key. Signatures are 64 bytes r‖s, or DER. */
export interface OfflineLedger extends AsyncDisposable {
  /**
   * First step, asks nobody.
   *
   * @param proposed the transaction, its documents, and the MSP ids of those who have to endorse it
   */
  propose(proposed: Proposed): ToSign;
  /**
   * Instead of the second step, for a query: the contract's answer.
   *
   * @throws RefusedError, UnavailableError, DeadlineError, PeerError, AbortedError
   */
  evaluate(bytes: Uint8Array, signature: Uint8Array, options?: CallOptions): Promise<string>;
  /**
   * Second step: has the proposal endorsed. When the answer says `ALREADY_RECORDED`, it is done.
   *
   * @throws RefusedError, UnavailableError, DisagreementError, DeadlineError, PeerError, AbortedError
   */
  endorse(
    bytes: Uint8Array,
    signature: Uint8Array,
    options?: CallOptions,
  ): Promise<ToSign & { readonly answer: string }>;
  /** Third step: sends for ordering. The same bytes again are harmless. @throws AbortedError */
  submit(bytes: Uint8Array, signature: Uint8Array, options?: CallOptions): Promise<SentOffline>;
  /**
   * Fourth step: waits for the commit.
   *
   * @returns the block in which it stands
   * @throws ConflictError, CommitFailedError when it stands as invalid; UnavailableError and DeadlineError
   *   when its fate is not known: ask again, and send the same bytes again
   */
  commitStatus(
    bytes: Uint8Array,
    signature: Uint8Array,
    options?: CallOptions,
  ): Promise<{ readonly transactionId: string; readonly blockNumber: bigint }>;
  close(): Promise<void>;
}

/** What may be chosen when connecting without a key. */
export interface OfflineOptions {
  readonly deadlines?: Partial<PhaseDeadlines> | undefined;
  readonly clientTls?: ClientTls | undefined;
}

function toSign(step: {
  getTransactionId(): string;
  getBytes(): Uint8Array;
  getDigest(): Uint8Array;
}): ToSign {
  // With `hash.none` the library's digest is the message itself.
  return {
    transactionId: step.getTransactionId(),
    bytes: step.getBytes(),
    digest: sha256(step.getDigest()),
  };
}

function readSignature(signature: Uint8Array): Uint8Array {
  try {
    return fabricSignature(signature);
  } catch (cause) {
    throw new IdentityError('that is no ECDSA signature over P-256', { cause });
  }
}

function accepted({ code, blockNumber }: CommitStatus, transactionId: string) {
  switch (code) {
    case VALIDATION.VALID:
      return { transactionId, blockNumber };
    case VALIDATION.MVCC_READ_CONFLICT:
    case VALIDATION.PHANTOM_READ_CONFLICT:
      throw new ConflictError({ transactionId });
    default:
      throw new CommitFailedError(validationName(code), { transactionId });
  }
}

/** What a step needs besides its bytes. */
interface Step {
  readonly phase: CallPhase;
  readonly deadlineMs: number;
  readonly signal: AbortSignal | undefined;
}

class OfflineConnection implements OfflineLedger {
  readonly #peers: OwnPeers<GatewayTransport>;
  readonly #mspId: string;
  readonly #deadlines: PhaseDeadlines;

  constructor(peers: OwnPeers<GatewayTransport>, mspId: string, deadlines: PhaseDeadlines) {
    this.#peers = peers;
    this.#mspId = mspId;
    this.#deadlines = deadlines;
  }

  propose(proposed: Proposed): ToSign {
    return toSign(this.#peers.current.proposal(proposed));
  }

  async evaluate(bytes: Uint8Array, signature: Uint8Array, { signal }: CallOptions = {}): Promise<string> {
    const signed = readSignature(signature);
    const step: Step = { phase: 'EVALUATE', deadlineMs: this.#deadlines.evaluateMs, signal };
    return this.#ask(step, async ({ gateway }) => {
      const answer = await gateway.newSignedProposal(bytes, signed).evaluate(callOptions(step));
      return Buffer.from(answer).toString('utf8');
    });
  }

  async endorse(
    bytes: Uint8Array,
    signature: Uint8Array,
    { signal }: CallOptions = {},
  ): Promise<ToSign & { readonly answer: string }> {
    const signed = readSignature(signature);
    const step: Step = { phase: 'ENDORSE', deadlineMs: this.#deadlines.endorseMs, signal };
    return this.#ask(step, async ({ gateway }) => {
      const endorsed = await gateway.newSignedProposal(bytes, signed).endorse(callOptions(step));
      return { ...toSign(endorsed), answer: Buffer.from(endorsed.getResult()).toString('utf8') };
    });
  }

  async submit(bytes: Uint8Array, signature: Uint8Array, { signal }: CallOptions = {}): Promise<SentOffline> {
    const signed = readSignature(signature);
    const step: Step = { phase: 'SUBMIT', deadlineMs: this.#deadlines.submitMs, signal };
    const { transactionId } = toSign(this.#peers.current.gateway.newTransaction(bytes));
    const question = this.#question(transactionId);
    try {
      await this.#ask(step, ({ gateway }) => {
        return gateway.newSignedTransaction(bytes, signed).submit(callOptions(step));
      });
      return { ...question, sent: 'SENT', error: undefined };
    } catch (error) {
      if (signal?.aborted) throw abortedBy(signal, transactionId);
      return { ...question, sent: 'UNSURE', error: error instanceof Error ? error : undefined };
    }
  }

  async commitStatus(
    bytes: Uint8Array,
    signature: Uint8Array,
    { signal }: CallOptions = {},
  ): Promise<{ readonly transactionId: string; readonly blockNumber: bigint }> {
    const signed = readSignature(signature);
    const step: Step = { phase: 'COMMIT_STATUS', deadlineMs: this.#deadlines.commitMs, signal };
    const status = await this.#ask(step, ({ gateway }) =>
      gateway.newSignedCommit(bytes, signed).getStatus(callOptions(step)),
    );
    return accepted(status, status.transactionId);
  }

  close(): Promise<void> {
    this.#peers.close();
    return Promise.resolve();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #question(transactionId: string): ToSign {
    const request = this.#peers.current.statusRequest(transactionId);
    const unsigned = new messages.SignedCommitStatusRequest();
    unsigned.setRequest(request);
    return { transactionId, bytes: unsigned.serializeBinary(), digest: sha256(request) };
  }

  /** One call: what fails is judged, and the next step goes to another peer where this one is away. */
  async #ask<T>({ phase, signal }: Step, work: (peer: GatewayTransport) => Promise<T>): Promise<T> {
    const peer = this.#peers.current;
    try {
      const answer = await work(peer);
      this.#peers.succeeded(peer);
      return answer;
    } catch (cause) {
      if (signal?.aborted) throw abortedBy(signal);
      const { error, failover } = decide(cause, { phase, ownMspId: this.#mspId, finalRefusals: [] });
      if (failover) this.#peers.failed(peer);
      throw error;
    }
  }
}

function noKey(): never {
  throw new IdentityError('this connection holds no key: its steps take signatures');
}

/**
 * Connects without a key, for a member who keeps it where no connection goes: each step gives bytes to
 * be signed, and takes them back with the signature. Where the key can be asked while a call is under
 * way, `connect` with a `sign` function is simpler, and has the typed facades.
 *
 * @param profile as `connect`
 * @param certificate the client's, in PEM
 * @throws ProfileError, IdentityError
 *
 * @example
 * const proposal = offline.propose({ transaction, argument, organizations });
 * const endorsed = await offline.endorse(proposal.bytes, await signElsewhere(proposal.digest));
 * const sent = await offline.submit(endorsed.bytes, await signElsewhere(endorsed.digest));
 * const { blockNumber } = await offline.commitStatus(sent.bytes, await signElsewhere(sent.digest));
 */
export async function connectOffline(
  profile: Profile | string,
  certificate: string,
  options: OfflineOptions = {},
): Promise<OfflineLedger> {
  requireCertificate(certificate);
  const { channel, chaincode, member, peers, clientTls: tlsFiles } = await readProfile(profile);
  const clientTls = options.clientTls ?? (tlsFiles && (await readClientTls(tlsFiles)));
  const { mspId } = member;
  const [first, ...others] = peers.map(
    (peer) =>
      new GatewayTransport({ peer, clientTls, channel, chaincode, mspId, certificate, signer: noKey }),
  );
  if (!first) throw new ProfileError('the profile names no peer');
  const own = new OwnPeers([first, ...others], systemClock);
  return new OfflineConnection(own, mspId, { ...DEFAULT_DEADLINES, ...options.deadlines });
}

function requireCertificate(pem: string): void {
  try {
    new X509Certificate(pem);
  } catch (cause) {
    throw new IdentityError('the certificate does not read as PEM', { cause });
  }
}
