import { isPassing, type RefusalCode } from '@jangbu/model';
import {
  DeadlineError,
  DisagreementError,
  IdentityError,
  OverloadedError,
  PeerError,
  RefusedError,
  UnavailableError,
  type CallPhase,
  type ErrorFacts,
  type JangbuError,
} from '../errors';
import {
  classifyFailure,
  type EndorserRefusal,
  type EndorserRefusals,
  type Failure,
} from '../peers/classify-failure';

/** What the contract client does about a failure. */
export interface FailureDecision {
  /** What is thrown when trying again is no use, or has been tried often enough. */
  readonly error: JangbuError;
  readonly next: 'RETRY' | 'STOP';
  /** MSP ids of organisations to pass over for a while, where others can endorse as well. */
  readonly avoid: readonly string[];
  /** Whether to go on with another of the member's own peers. */
  readonly failover: boolean;
  /** Whether the members or the channel's policy, as the SDK knows them, may be out of date. */
  readonly membersDoubtful: boolean;
}

/** What a decision depends on besides the failure. */
export interface FailureContext {
  readonly phase: CallPhase;
  readonly ownMspId: string;
  /** Refusals that stand when the member's own peer says so, though they are worth a retry otherwise. */
  readonly finalRefusals: readonly RefusalCode[];
}

const NOTHING = { avoid: [], failover: false, membersDoubtful: false } as const;

/** What to look at when a peer knows of none that runs the contracts, for as long as the SDK tried. */
const NOT_IN_FORCE = 'are the contracts in force there, and their package installed at the own peer?';

/** Refusals that come about when the SDK asked the wrong organisations. */
const MEMBERSHIP: readonly RefusalCode[] = ['NOT_A_MEMBER', 'MEMBER_UNKNOWN', 'NO_SUPERVISOR', 'NOT_A_PARTY'];

/** Refusals of single peers, which others need not share: not for long, so these peers are only passed over. */
const OF_ONE_PEER: readonly RefusalCode[] = ['DAY_MOVE_EARLY'];

/**
 * The refusal to believe, out of several endorsers'. The member's own peer counts most; the same
 * code from the others adds nothing.
 */
function foremost(refusals: EndorserRefusals, ownMspId: string): EndorserRefusal {
  return refusals.find(({ mspId }) => mspId === ownMspId || mspId === '') ?? refusals[0];
}

/**
 * A refusal stands when the member's own peer says it and it is no passing one. Where the own peer
 * agreed and another one refuses, one of them has not seen what the other has: that passes too.
 */
function decideOnRefusals(
  refusals: EndorserRefusals,
  context: FailureContext,
  cause: unknown,
): FailureDecision {
  const told = foremost(refusals, context.ownMspId);
  const refusedBy = refusals.map(({ mspId }) => mspId).filter((mspId) => mspId !== '');
  const ownSays = told.mspId === context.ownMspId || told.mspId === '';
  const { code } = told.refusal;
  const passing = isPassing(told.refusal) && !context.finalRefusals.includes(code);
  return {
    ...NOTHING,
    avoid: !ownSays && OF_ONE_PEER.includes(code) ? refusedBy : [],
    error: new RefusedError(told.refusal, refusedBy, { cause }),
    next: context.phase !== 'EVALUATE' && (passing || !ownSays) ? 'RETRY' : 'STOP',
    membersDoubtful: MEMBERSHIP.includes(code),
  };
}

/** A decision for trying again. */
export function tryAgain(error: JangbuError, more: Partial<FailureDecision> = {}): FailureDecision {
  return { ...NOTHING, error, next: 'RETRY', ...more };
}

function decideOnFailure(
  failure: Exclude<Failure, { kind: 'REFUSED' }>,
  { phase }: FailureContext,
  facts: ErrorFacts,
): FailureDecision {
  switch (failure.kind) {
    case 'DISAGREED':
      return tryAgain(new DisagreementError(facts), { membersDoubtful: true });
    case 'ENDORSERS_DOWN':
      return tryAgain(new UnavailableError(phase, failure.organizations, facts), {
        avoid: failure.organizations,
        // It may be asked for no more: another supervisor has been named, say.
        membersDoubtful: true,
      });
    case 'ORDERERS_DOWN':
      return tryAgain(new UnavailableError(phase, [], facts));
    case 'PEER_DOWN':
      return tryAgain(new UnavailableError(phase, [], facts), { failover: true });
    case 'NO_CONTRACTS':
      return tryAgain(new UnavailableError(phase, [], facts, `${failure.says}; ${NOT_IN_FORCE}`), {
        failover: true,
      });
    case 'PEER_BEHIND':
      return tryAgain(new UnavailableError(phase, [], facts, 'the own peer does not have these blocks yet'));
    case 'OVERLOADED':
      return tryAgain(new OverloadedError(phase, facts));
    case 'DEADLINE':
      return tryAgain(new DeadlineError(phase, facts), { failover: true });
    case 'OTHER':
      return { ...NOTHING, error: new PeerError(failure.says, facts), next: 'STOP' };
  }
}

/**
 * Decides what to do about a failed call. Pure.
 *
 * @param cause what the transport threw
 */
export function decide(cause: unknown, context: FailureContext, transactionId?: string): FailureDecision {
  // The own key does not sign: no peer has anything to do with it.
  if (cause instanceof IdentityError) return { ...NOTHING, error: cause, next: 'STOP' };
  const failure = classifyFailure(cause);
  if (failure.kind === 'REFUSED') return decideOnRefusals(failure.refusals, context, cause);
  return decideOnFailure(failure, context, { cause, transactionId });
}
