import {
  addBusinessDays,
  canonicalJson,
  dayMoveChecker,
  inTurn,
  isDue,
  koreanTimeOf,
  nextBusinessDay,
  nextDayMove,
  PHASES,
  supervisorOf,
  transactions,
  type AttestationReceipt,
  type BusinessDay,
  type DayClaim,
  type DayMove,
  type Mover,
  type Parameters,
  type SealState,
  type TimedMove,
} from '@jangbu/model';
import { parseAnswer } from '../../core/submit/answers';
import type { Members } from '../governance/members';
import { readParameters } from '../governance/parameters';
import { recorded, type Recorded } from '../../core/submit/recorded';
import type { ContractClient } from '../../core/submit/contract-client';
import type { CallOptions } from '../../core/submit/submission';
import { InputError, PeerError, RefusedError } from '../../core/errors';
import { readBusinessDay } from '../governance/read-business-day';
import { claimOf, readClosedDay, readSeal, signClaim } from './attest-day';
import type { Signatory } from '../../core/identity/signatory';

const names = transactions.days;

/** Where the business day is to go. */
export type DayTarget = DayMove['to'];

/** What came of an attestation. */
export type Attested = Recorded & {
  /** What one's own peer says of the day. */
  readonly claim: DayClaim;
  /** `DIFFERS` is an alarm: more than half of the members say otherwise. */
  readonly day: AttestationReceipt['day'];
};

/** How the business day is kept. */
export interface KeepOptions extends CallOptions {
  /** Whether a closed day is attested by the own member before the next one opens; it is by default. */
  readonly attests?: boolean | undefined;
}

/** What keeping the business day did, if anything was due; else what comes next, and when. */
export type DayKept =
  | { readonly did: 'MOVED'; readonly to: DayTarget }
  | { readonly did: 'ATTESTED'; readonly attested: Attested }
  | { readonly did: 'NOTHING'; readonly day: BusinessDay | null; readonly next: TimedMove };

/**
 * The business day in force: read by anyone, moved by the supervisor at its cut-offs, and by any member's operator a while
 * later where the supervisor has not. Where the founding list says that time is free, by the supervisor alone, at any time.
 */
export interface Days {
  /** The business day in force, or null before the first one. Anyone; one query. */
  current(options?: CallOptions): Promise<BusinessDay | null>;
  /**
   * Moves the business day from where it is to its next phase, or from closed to the next business
   * day. For the supervisor's operator, and in its turn any member's. One query, one transaction.
   *
   * @param to date (`YYYY-MM-DD`) and phase
   * @throws RefusedError `DAY_MOVE_EARLY`, `DAY_MOVE_IMPOSSIBLE`, `DAY_MOVED`, `NOT_THE_SUPERVISOR`…
   */
  move(to: DayTarget, options?: CallOptions): Promise<Recorded>;
  /**
   * Opens the next business day by the ledger's calendar, after taking the day in force through the
   * phases that it has left, as far as they are due. For the supervisor's operator, and in its turn any member's. Up to
   * five transactions.
   *
   * @returns the business day that is open now
   * @throws RefusedError as {@link move}, at the first move that is early; those before it stand
   * @throws InputError when there is no business day yet (open the first one with {@link move})
   */
  openNext(options?: CallOptions): Promise<BusinessDay>;
  /**
   * Does the one thing that is due of the business day by a clock: moves it when a cut-off on the ledger
   * has passed in Korea (Asia/Seoul), attests it once it is closed. Call it again until nothing is due:
   * it starts from what the ledger says, so it may be broken off at any time. For the supervisor's
   * operator, and for any member's: its moves are due later, once the supervisor has let them pass. Up to
   * four queries, and one transaction.
   *
   * @param now the caller's clock. Each endorsing peer goes by its own
   * @throws RefusedError `DAY_MOVED` when somebody else moved it (call again), `NOT_THE_SUPERVISOR`…;
   *   whatever {@link attest} throws
   */
  keep(now: Date, options?: KeepOptions): Promise<DayKept>;
  /**
   * Attests a closed day: reads it from the blocks of one's own peer, signs what they say, and records
   * it. When more than half of the members say the same, the day is sealed. For a member's operator.
   * Two or three queries, the day's blocks, one transaction.
   *
   * @param date the day, `YYYY-MM-DD`; the one that was closed last when left out
   * @throws InputError when no day has been closed; RefusedError `DAY_NOT_CLOSED`, `ID_TAKEN` when the
   *   member has said otherwise before, `ROLE_REQUIRED`…; FollowError
   */
  attest(date?: string, options?: CallOptions): Promise<Attested>;
  /**
   * A day's seal, if it has one, and all attestations of it. Anyone; one query.
   *
   * @param date `YYYY-MM-DD`
   */
  seal(date: string, options?: CallOptions): Promise<SealState>;
}

/** {@link Days} over the contract client. */
export class DaysFacade implements Days {
  readonly #contracts: ContractClient;
  readonly #members: Members;
  readonly #signatory: Signatory;

  constructor(contracts: ContractClient, members: Members, signatory: Signatory) {
    this.#contracts = contracts;
    this.#members = members;
    this.#signatory = signatory;
  }

  current(options?: CallOptions): Promise<BusinessDay | null> {
    return readBusinessDay(this.#contracts, options);
  }

  async move(to: DayTarget, options?: CallOptions): Promise<Recorded> {
    return this.#move(await this.current(options), to, options);
  }

  async openNext(options?: CallOptions): Promise<BusinessDay> {
    let day = await this.current(options);
    if (!day) throw new InputError('there is no business day yet; the first one is opened with move()');
    for (const phase of PHASES.slice(PHASES.indexOf(day.phase) + 1)) {
      await this.#move(day, { date: day.date, phase }, options);
      day = { ...day, phase, sequence: day.sequence + 1 };
    }
    const date = nextBusinessDay(day.date, await this.#parameters(options));
    await this.#move(day, { date, phase: 'OPEN' }, options);
    return { ...day, date, phase: 'OPEN', sequence: day.sequence + 1 };
  }

  async keep(now: Date, options: KeepOptions = {}): Promise<DayKept> {
    const day = await this.current(options);
    const isUnattested = day?.phase === 'CLOSED' && options.attests !== false;
    if (isUnattested && !(await this.#hasAttested(day.date, options))) {
      return { did: 'ATTESTED', attested: await this.attest(day.date, options) };
    }
    const clock = koreanTimeOf(now);
    const [mover, parameters] = await Promise.all([this.#mover(options), this.#parameters(options)]);
    const next = inTurn(nextDayMove(day, parameters, clock), mover, parameters);
    if (!isDue(next, clock)) return { did: 'NOTHING', day, next };
    await this.#move(day, next.to, options);
    return { did: 'MOVED', to: next.to };
  }

  async #mover(options: CallOptions): Promise<Mover> {
    const supervisor = supervisorOf(await this.#members.read(options));
    return supervisor?.id === this.#signatory.member ? 'SUPERVISOR' : 'OTHER';
  }

  async #hasAttested(date: string, options: CallOptions): Promise<boolean> {
    const { attestations } = await this.seal(date, options);
    return attestations.some(({ member }) => member === this.#signatory.member);
  }

  async attest(date?: string, options: CallOptions = {}): Promise<Attested> {
    const calendar = await this.#parameters(options);
    const closed = await this.#closedDay(date, calendar, options);
    const blocks = await readClosedDay(
      this.#contracts,
      { date: closed, chaincode: this.#signatory.chaincode },
      calendar,
      options,
    );
    const claim = claimOf(this.#signatory.channel, closed, blocks);
    const attestation = await signClaim(claim, this.#signatory);
    const submission = {
      transaction: names.attest,
      argument: canonicalJson(attestation),
      endorsers: this.#contracts.channelEndorsers,
    };
    const submitted = await this.#contracts.submit(submission, options);
    return { ...recorded(submitted), claim, day: standingIn(submitted.answer) };
  }

  seal(date: string, options?: CallOptions): Promise<SealState> {
    return readSeal(this.#contracts, date, options);
  }

  /** The day asked for, or the one that was closed last; its close stands in the blocks of one's own peer. */
  async #closedDay(asked: string | undefined, calendar: Parameters, options: CallOptions): Promise<string> {
    const day = await this.current(options);
    if (!day) throw new InputError('there is no business day yet, and so none that was closed');
    const last = day.phase === 'CLOSED' ? day.date : addBusinessDays(day.date, -1, calendar);
    const date = asked ?? last;
    if (date <= last) return date;
    const facts = { date, current: day.date, phase: day.phase };
    throw new RefusedError({ code: 'DAY_NOT_CLOSED', facts });
  }

  async #parameters(options?: CallOptions): Promise<Parameters> {
    return (await readParameters(this.#contracts, options)).parameters;
  }

  async #move(day: BusinessDay | null, to: DayTarget, options?: CallOptions): Promise<Recorded> {
    const from = day && { date: day.date, phase: day.phase, sequence: day.sequence };
    const move: DayMove = { type: 'day-move', version: 1, from, to };
    if (!dayMoveChecker.fits(move)) {
      throw new InputError('the move does not fit', dayMoveChecker.problems(move));
    }
    const argument = canonicalJson(move);
    const endorsers = this.#contracts.channelEndorsers;
    return recorded(await this.#contracts.submit({ transaction: names.move, argument, endorsers }, options));
  }
}

const STANDINGS: readonly AttestationReceipt['day'][] = ['OPEN', 'SEALED', 'DIFFERS'];

/** How the day stands, by the receipt of an attestation. */
function standingIn(answer: string): AttestationReceipt['day'] {
  const receipt = parseAnswer(answer, names.attest);
  const told = typeof receipt === 'object' && receipt !== null && 'day' in receipt && receipt.day;
  const standing = STANDINGS.find((each) => each === told);
  if (!standing) throw new PeerError(`the answer to ${names.attest} does not say how the day stands`);
  return standing;
}
