import { CommitFailedError, ConflictError, UncertainCommitError, type CallPhase } from '../errors';
import { decide, type FailureDecision } from './failure-policy';
import { backoffBefore, FailedAttempt } from './retry';
import { abortedBy } from '../async/signals';
import type { ContractClientSettings } from './settings';
import type { CommitStatus, Endorsed, PeerTransport } from '../peers/transport';
import { validationName, VALIDATION } from '../peers/validation-codes';

/** So often the same envelope is sent before its fate is called uncertain. */
const ROUNDS = 4;

/**
 * Sends one endorsed transaction for ordering and learns what became of it. Whatever the gateway
 * answers to the sending, only the commit status is believed: a refused sending may have been
 * ordered all the same (under BFT it often has), and an accepted one may be lost. The same envelope
 * is sent again until its status is known.
 *
 * @returns the block in which it stands, valid
 * @throws FailedAttempt when it stands invalid, or nobody could tell
 */
export async function orderEndorsed(
  endorsed: Endorsed,
  settings: ContractClientSettings,
  signal: AbortSignal,
): Promise<CommitStatus> {
  let cause: unknown;
  for (let round = 1; round <= ROUNDS; round += 1) {
    const sent = await trySubmit(endorsed, settings, signal);
    const status = await tryStatus(endorsed.transactionId, sent, settings, signal);
    if ('code' in status) {
      // The same id in two blocks: the first one counts, and its status is told when asked again.
      if (status.code !== VALIDATION.DUPLICATE_TXID) return accepted(status, endorsed.transactionId);
    } else cause = status.error;
    await settings.clock.sleep(backoffBefore(round + 1, settings.retry, settings.clock.random()), signal);
    if (signal.aborted) throw abortedBy(signal, endorsed.transactionId);
  }
  throw failedAttempt(new UncertainCommitError(endorsed.transactionId, { cause }), 'RETRY');
}

function failedAttempt(
  error: FailureDecision['error'],
  next: FailureDecision['next'],
  membersDoubtful = false,
): FailedAttempt {
  return new FailedAttempt({ error, next, avoid: [], failover: false, membersDoubtful });
}

/** The status of a transaction that stands in a block; throws where it stands as invalid. */
function accepted(status: CommitStatus, transactionId: string): CommitStatus {
  switch (status.code) {
    case VALIDATION.VALID:
      return status;
    case VALIDATION.MVCC_READ_CONFLICT:
    case VALIDATION.PHANTOM_READ_CONFLICT:
      throw failedAttempt(new ConflictError({ transactionId }), 'RETRY');
    case VALIDATION.ENDORSEMENT_POLICY_FAILURE:
      // Membership may have changed since the endorsers were chosen.
      throw failedAttempt(
        new CommitFailedError(validationName(status.code), { transactionId }),
        'RETRY',
        true,
      );
    default:
      throw failedAttempt(new CommitFailedError(validationName(status.code), { transactionId }), 'STOP');
  }
}

async function trySubmit(
  endorsed: Endorsed,
  settings: ContractClientSettings,
  signal: AbortSignal,
): Promise<'SENT' | 'UNSURE'> {
  const peer = settings.peers.current;
  try {
    const limits = { deadlineMs: settings.deadlines.submitMs, signal };
    await settings.observer.phase('SUBMIT', peer.name, () => peer.submit(endorsed, limits));
    settings.peers.succeeded(peer);
    return 'SENT';
  } catch (error) {
    learn(error, { phase: 'SUBMIT', transactionId: endorsed.transactionId, peer, signal }, settings);
    return 'UNSURE';
  }
}

async function tryStatus(
  transactionId: string,
  sent: 'SENT' | 'UNSURE',
  settings: ContractClientSettings,
  signal: AbortSignal,
): Promise<CommitStatus | { readonly error: unknown }> {
  const { commitMs, probeMs } = settings.deadlines;
  const deadlineMs = sent === 'SENT' ? commitMs : probeMs;
  const peer = settings.peers.current;
  try {
    const status = await settings.observer.phase('COMMIT_STATUS', peer.name, () =>
      peer.commitStatus(transactionId, { deadlineMs, signal }),
    );
    settings.peers.succeeded(peer);
    return status;
  } catch (error) {
    return { error: learn(error, { phase: 'COMMIT_STATUS', transactionId, peer, signal }, settings) };
  }
}

/** A call that failed. */
interface FailedCall {
  readonly phase: CallPhase;
  readonly transactionId: string;
  readonly peer: PeerTransport;
  readonly signal: AbortSignal;
}

/** Takes from a failed call what can be taken; nothing that a peer says of it is final. */
function learn(cause: unknown, call: FailedCall, { peers, ownMspId }: ContractClientSettings): unknown {
  const { phase, transactionId, peer, signal } = call;
  if (signal.aborted) throw abortedBy(signal, transactionId);
  const decision = decide(cause, { phase, ownMspId, finalRefusals: [] }, transactionId);
  if (decision.failover) peers.failed(peer);
  return decision.error;
}
