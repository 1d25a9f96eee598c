import { setMaxListeners } from 'node:events';
import {
  AbortedError,
  CommitFailedError,
  DeadlineError,
  UnavailableError,
  UncertainCommitError,
} from '../errors';
import type { Querier } from './querier';
import { ChannelEndorsers } from './channel-endorsers';
import { chooseEndorsers, type Endorsers } from './endorsers';
import { decide, tryAgain, type FailureContext, type FailureDecision } from './failure-policy';
import { Limiter } from '../async/limiter';
import { Liveness } from './liveness';
import { orderEndorsed } from './ordering';
import { withRetries, FailedAttempt } from './retry';
import { abortedBy } from '../async/signals';
import type { PeerHealth } from '../peers/own-peers';
import { anyOf, untilAborted } from '../async/signals';
import type { ContractClientSettings } from './settings';
import {
  readReceiptStatus,
  type CallOptions,
  type Query,
  type Submission,
  type Submitted,
} from './submission';
import type {
  BlockRequest,
  DeliveredBlock,
  Endorsed,
  EndorsingFacts,
  PeerTransport,
} from '../peers/transport';

/** An invalid transaction costs a place in a block: a submission is sent anew at most so often after one. */
const INVALID_TRIES = 2;

/** One call to a peer: what the contract client has to know of it when it fails. */
interface Call extends Pick<FailureContext, 'phase' | 'finalRefusals'> {
  readonly signal: AbortSignal;
  /** MSP ids of the organisations whose answer was waited for. */
  readonly asked: readonly string[];
}

/** The one way to the ledger, under all facades. */
export class ContractClient implements Querier {
  readonly #settings: ContractClientSettings;
  readonly #liveness: Liveness;
  readonly #submissions: Limiter;
  readonly #queries: Limiter;
  readonly #closing = new AbortController();
  readonly #channel: ChannelEndorsers;

  constructor(settings: ContractClientSettings) {
    this.#settings = settings;
    setMaxListeners(0, this.#closing.signal);
    this.#liveness = new Liveness(settings.clock);
    this.#submissions = new Limiter(settings.concurrency.submissions);
    this.#queries = new Limiter(settings.concurrency.queries);
    this.#channel = new ChannelEndorsers(() => this.#endorsingFacts(), settings.clock);
  }

  /**
   * Who endorses public facts, by the channel's own policy as the member's own peer has it. To be given to
   * {@link submit}, which asks before each try.
   */
  channelEndorsers = (doubtful: boolean): Promise<Endorsers> => this.#channel.endorsers(doubtful);

  /**
   * Asks the member's own peer. Tries again while it is not to be reached, not when it refuses.
   *
   * @returns the contract's answer
   * @throws RefusedError, UnavailableError, OverloadedError, DeadlineError, PeerError, AbortedError
   */
  async evaluate(query: Query, options: CallOptions = {}): Promise<string> {
    const signal = this.#signal(options);
    const limits = { deadlineMs: this.#settings.deadlines.evaluateMs, signal };
    const call: Call = { phase: 'EVALUATE', finalRefusals: [], asked: [], signal };
    const once = (): Promise<string> => this.#call(call, (peer) => peer.evaluate(query, limits));
    return this.#settings.observer.operation(
      'evaluate',
      query.transaction,
      () => this.#queries.run(() => this.#withRetries(once, signal), signal, query.transaction),
      () => 'ANSWERED',
    );
  }

  /**
   * Has a transaction endorsed, ordered and committed, with as many tries as the bound allows and
   * always the same content. When the endorsers say that the ledger holds it already, that is the
   * result, and nothing is sent.
   *
   * @throws RefusedError when the contracts refuse; UncertainCommitError when a try was sent for
   *   ordering and its fate could not be learnt; otherwise what stood in the way of the last try
   */
  async submit(submission: Submission, options: CallOptions = {}): Promise<Submitted> {
    const signal = this.#signal(options);
    let doubtful = false;
    let invalid = 0;
    let uncertain: UncertainCommitError | undefined;
    const once = async (): Promise<Submitted> => {
      const endorsed = await this.#endorse(submission, doubtful, signal);
      const { answer, transactionId } = endorsed;
      if (readReceiptStatus(answer) === 'ALREADY_RECORDED') return { status: 'ALREADY_RECORDED', answer };
      const { blockNumber } = await orderEndorsed(endorsed, this.#settings, signal);
      return { status: 'RECORDED', answer, transactionId, blockNumber };
    };
    const learn = ({ error, membersDoubtful, next }: FailureDecision): FailureDecision['next'] => {
      doubtful = membersDoubtful;
      if (error instanceof UncertainCommitError) uncertain = error;
      if (error instanceof CommitFailedError) invalid += 1;
      return invalid > INVALID_TRIES ? 'STOP' : next;
    };
    try {
      return await this.#settings.observer.operation(
        'submit',
        submission.transaction,
        () =>
          this.#submissions.run(() => this.#withRetries(once, signal, learn), signal, submission.transaction),
        ({ status }) => status,
      );
    } catch (error) {
      throw uncertain ? stillUncertain(error, uncertain) : error;
    }
  }

  /**
   * The blocks of the member's own peer from a number on, as one stream; it ends by throwing.
   *
   * @throws UnavailableError when the peer goes away, AbortedError
   */
  async *blocks(request: BlockRequest): AsyncIterable<DeliveredBlock> {
    const signal = this.#signal(request);
    const peer = this.#settings.peers.current;
    try {
      yield* peer.blocks({ ...request, signal });
    } catch (error) {
      throw this.#decide(error, { phase: 'BLOCKS', finalRefusals: [], asked: [], signal }, peer).error;
    }
  }

  /**
   * Waits until the member's own peer has a block.
   *
   * @throws UnavailableError when the peer stays away, AbortedError
   */
  async reach(blockNumber: bigint, options: CallOptions = {}): Promise<void> {
    const signal = this.#signal(options);
    const request: BlockRequest = { from: blockNumber, privateData: 'WITHOUT', signal };
    const call: Call = { phase: 'BLOCKS', finalRefusals: [], asked: [], signal };
    const once = async (): Promise<void> => {
      const first = await this.#call(call, (peer) => firstOf(peer.blocks(request)));
      if (first === undefined)
        throw new FailedAttempt(tryAgain(new UnavailableError('BLOCKS'), { failover: true }));
    };
    await this.#withRetries(once, signal);
  }

  /**
   * Connects to the member's own peers, and waits for the first connection.
   *
   * @throws UnavailableError when none stands within the deadline of a query
   */
  async connect(): Promise<void> {
    const { peers, deadlines } = this.#settings;
    try {
      await peers.connect(deadlines.evaluateMs);
    } catch (cause) {
      throw new UnavailableError('CONNECT', [], { cause });
    }
  }

  /** How many blocks the member's own peer has. @throws UnavailableError, OverloadedError, DeadlineError, PeerError, AbortedError */
  height(options: CallOptions = {}): Promise<bigint> {
    const signal = this.#signal(options);
    const limits = { deadlineMs: this.#settings.deadlines.evaluateMs, signal };
    const call: Call = { phase: 'EVALUATE', finalRefusals: [], asked: [], signal };
    return this.#withRetries(() => this.#call(call, (peer) => peer.height(limits)), signal);
  }

  /** How the member's own peers stand. */
  health(): readonly PeerHealth[] {
    return this.#settings.peers.health();
  }

  /** Stops all calls and closes the connections. */
  close(): void {
    this.#closing.abort(new AbortedError('CLOSE'));
    this.#settings.peers.close();
  }

  #endorsingFacts(): Promise<EndorsingFacts> {
    const signal = this.#signal({});
    const limits = { deadlineMs: this.#settings.deadlines.evaluateMs, signal };
    const call: Call = { phase: 'EVALUATE', finalRefusals: [], asked: [], signal };
    return this.#withRetries(() => this.#call(call, (peer) => peer.endorsingFacts(limits)), signal);
  }

  async #endorse(submission: Submission, doubtful: boolean, signal: AbortSignal): Promise<Endorsed> {
    const { ownMspId, deadlines } = this.#settings;
    const { transaction, argument, transient, finalRefusals = [] } = submission;
    const endorsers = await untilAborted(submission.endorsers(doubtful), signal);
    const organizations = chooseEndorsers(endorsers, ownMspId, this.#liveness);
    const proposed = { transaction, argument, transient, organizations };
    return this.#call({ phase: 'ENDORSE', finalRefusals, asked: organizations, signal }, (peer) =>
      peer.endorse(proposed, { deadlineMs: deadlines.endorseMs, signal }),
    );
  }

  async #call<T>(call: Call, work: (peer: PeerTransport) => Promise<T>): Promise<T> {
    const { observer, peers } = this.#settings;
    const peer = peers.current;
    try {
      const answer = await observer.phase(call.phase, peer.name, () => work(peer));
      peers.succeeded(peer);
      return answer;
    } catch (error) {
      throw new FailedAttempt(this.#decide(error, call, peer));
    }
  }

  /** Judges what the transport threw, and remembers which peers to pass over. */
  #decide(error: unknown, call: Call, peer: PeerTransport): FailureDecision {
    if (call.signal.aborted) throw abortedBy(call.signal);
    const { peers, ownMspId } = this.#settings;
    const decision = decide(error, { ...call, ownMspId });
    if (decision.failover) peers.failed(peer);
    // Whoever let a deadline pass is not named: all the others that were asked are in doubt.
    const inDoubt = decision.error instanceof DeadlineError ? call.asked : [];
    for (const mspId of inDoubt) if (mspId !== ownMspId) this.#liveness.failed(mspId);
    for (const mspId of decision.avoid) this.#liveness.failed(mspId);
    return decision;
  }

  #withRetries<T>(
    once: () => Promise<T>,
    signal: AbortSignal,
    learn: (decision: FailureDecision) => FailureDecision['next'] = ({ next }) => next,
  ): Promise<T> {
    const { retry, clock, observer } = this.#settings;
    const tries = (attempt: number): Promise<T> => {
      if (attempt > 1) observer.retried(last);
      return once();
    };
    let last: unknown;
    const remember = (decision: FailureDecision): FailureDecision['next'] => {
      last = decision.error;
      return learn(decision);
    };
    return withRetries(tries, remember, { policy: retry, clock, signal });
  }

  #signal({ signal }: CallOptions): AbortSignal {
    return signal ? anyOf(signal, this.#closing.signal) : this.#closing.signal;
  }
}

/** The first one, or undefined when there is none; ends the iteration. */
async function firstOf<T>(items: AsyncIterable<T>): Promise<T | undefined> {
  for await (const item of items) return item;
  return undefined;
}

/** An earlier try was sent and its fate is not known: no later failure can be the last word. */
function stillUncertain(error: unknown, uncertain: UncertainCommitError): Error {
  const { transactionId } = uncertain;
  if (error instanceof AbortedError) return new AbortedError(error.by, { transactionId, cause: error.cause });
  if (error === uncertain) return uncertain;
  return new UncertainCommitError(transactionId, { cause: error });
}
