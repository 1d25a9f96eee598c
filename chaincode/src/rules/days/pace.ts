import {
  dayTimeOf,
  earlyMove,
  isDayOver,
  koreanTimeOf,
  RefusalError,
  supervisorOf,
  type BusinessDay,
  type DayTimes,
  type KoreanTime,
  type MembersDocument,
  type Mover,
} from '@jangbu/model';
import { memberOf, requireRole, requireSupervisorsOwn, type Caller } from '../consortium/membership';

/**
 * As whom the caller moves the business day. By the clock any active member's operator may, in its turn; where days move
 * freely there is no turn, and only the supervisor may.
 *
 * @throws RefusalError NOT_A_MEMBER, ROLE_REQUIRED; NO_SUPERVISOR, NOT_THE_SUPERVISOR where days move freely
 */
export function moverOf(caller: Caller, members: MembersDocument): Mover {
  if (dayTimeOf(members) === 'FREE') {
    requireSupervisorsOwn(caller, members, 'operator');
    return 'SUPERVISOR';
  }
  const member = memberOf(caller, members);
  requireRole(caller, members, 'operator');
  return member === supervisorOf(members) ? 'SUPERVISOR' : 'OTHER';
}

/** What the turn of a move is judged by. */
export interface TurnCase {
  readonly mover: Mover;
  readonly agreed: Pick<MembersDocument, 'time'>;
  readonly times: DayTimes;
  /** The clock of the peer that is to sign. */
  readonly now: Date;
}

function shown({ date, time }: KoreanTime): string {
  return `${date} ${time}`;
}

/**
 * Requires that a move of the business day is not ahead of the clock, and that the first day is the clock's. A peer that
 * refuses withholds its signature; one that does not writes and answers what every other one does, whatever its clock.
 *
 * @param moved the day as it would be written
 * @throws RefusalError DAY_MOVE_EARLY, DAY_MOVE_IMPOSSIBLE
 */
export function requireTurn(moved: BusinessDay, { mover, agreed, times, now }: TurnCase): void {
  if (dayTimeOf(agreed) === 'FREE') return;
  const { date, phase, sequence } = moved;
  const early = earlyMove({ date, phase }, mover, times, now);
  if (early) {
    const [cutOff, from, clock] = [shown(early.cutOff), shown(early.from), shown(koreanTimeOf(now))];
    throw new RefusalError('DAY_MOVE_EARLY', { date, phase, cutOff, from, clock });
  }
  // Any day before would be taken through all the days since, which nobody has had.
  if (sequence === 1 && isDayOver(date, times, now)) {
    throw new RefusalError('DAY_MOVE_IMPOSSIBLE', { reason: 'DAY_OVER' });
  }
}
