import {
  businessDayChecker,
  canonicalJson,
  dayMoveChecker,
  nextBusinessDay,
  parametersDocumentChecker,
  PHASES,
  transactions,
  type BusinessDay,
  type DayMove,
} from '@jangbu/model';
import { asDocument, readDocument, readJson } from '../consortium/answers';
import type { Members } from '../consortium/members';
import { recorded, type Recorded } from '../consortium/recorded';
import type { Engine } from '../engine/engine';
import type { CallOptions } from '../engine/submission';
import { InputError } from '../errors';

const names = transactions.days;

/** Where the business day is to go. */
export type DayTarget = DayMove['to'];

/** The business day in force: read by anyone, moved by the supervisor. */
export interface Days {
  /** The business day in force, or null before the first one. Anyone; one query. */
  current(options?: CallOptions): Promise<BusinessDay | null>;
  /**
   * Moves the business day from where it is to its next phase, or from closed to the next business
   * day. For the supervisor. One query, one transaction.
   *
   * @param to date (`YYYY-MM-DD`) and phase
   * @throws RefusedError `DAY_MOVE_IMPOSSIBLE`, `DAY_MOVED`, `NOT_THE_SUPERVISOR`…
   */
  move(to: DayTarget, options?: CallOptions): Promise<Recorded>;
  /**
   * Opens the next business day by the ledger's calendar, after taking the day in force through the
   * phases that it has left. For the supervisor. Up to five transactions.
   *
   * @returns the business day that is open now
   * @throws InputError when there is no business day yet (open the first one with {@link move})
   */
  openNext(options?: CallOptions): Promise<BusinessDay>;
}

/** {@link Days} over the engine. */
export class DaysFacade implements Days {
  readonly #engine: Engine;
  readonly #members: Members;

  constructor(engine: Engine, members: Members) {
    this.#engine = engine;
    this.#members = members;
  }

  async current(options?: CallOptions): Promise<BusinessDay | null> {
    const answer = readJson(
      await this.#engine.evaluate({ transaction: names.current }, options),
      names.current,
    );
    return answer === null ? null : asDocument(answer, businessDayChecker, names.current);
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
    const query = { transaction: transactions.consortium.parameters };
    const answer = await this.#engine.evaluate(query, options);
    const { parameters } = readDocument(answer, parametersDocumentChecker, query.transaction);
    const date = nextBusinessDay(day.date, parameters);
    await this.#move(day, { date, phase: 'OPEN' }, options);
    return { ...day, date, phase: 'OPEN', sequence: day.sequence + 1 };
  }

  async #move(day: BusinessDay | null, to: DayTarget, options?: CallOptions): Promise<Recorded> {
    const from = day && { date: day.date, phase: day.phase, sequence: day.sequence };
    const move: DayMove = { type: 'day-move', version: 1, from, to };
    if (!dayMoveChecker.fits(move)) {
      throw new InputError('the move does not fit', dayMoveChecker.problems(move));
    }
    const argument = canonicalJson(move);
    const endorsers = this.#members.majority;
    return recorded(await this.#engine.submit({ transaction: names.move, argument, endorsers }, options));
  }
}
