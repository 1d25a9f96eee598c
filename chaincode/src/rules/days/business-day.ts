import {
  isBusinessDay,
  nextBusinessDay,
  PHASES,
  RefusalError,
  type BusinessDay,
  type ClosedDays,
  type DayMove,
  type Phase,
} from '@jangbu/model';

type Target = DayMove['to'];
type Obstacle = 'NOT_NEXT_PHASE' | 'NOT_NEXT_BUSINESS_DAY' | 'NOT_A_BUSINESS_DAY';

function isAt(current: BusinessDay | undefined, from: DayMove['from']): boolean {
  if (!current || !from) return current === undefined && from === null;
  return current.sequence === from.sequence && current.date === from.date && current.phase === from.phase;
}

/** Whether the very move that is asked for was the latest one. */
function isDone(current: BusinessDay | undefined, { from, to }: DayMove): boolean {
  if (current?.sequence !== (from?.sequence ?? 0) + 1) return false;
  return current.date === to.date && current.phase === to.phase;
}

function obstacleToOpening(to: Target, calendar: ClosedDays): Obstacle | undefined {
  if (to.phase !== 'OPEN') return 'NOT_NEXT_PHASE';
  return isBusinessDay(to.date, calendar) ? undefined : 'NOT_A_BUSINESS_DAY';
}

function obstacleFrom(current: BusinessDay, to: Target, calendar: ClosedDays): Obstacle | undefined {
  if (current.phase === 'CLOSED' && to.phase === 'OPEN') {
    return to.date === nextBusinessDay(current.date, calendar) ? undefined : 'NOT_NEXT_BUSINESS_DAY';
  }
  const next = PHASES[PHASES.indexOf(current.phase) + 1];
  return to.date === current.date && to.phase === next ? undefined : 'NOT_NEXT_PHASE';
}

/**
 * Moves the business day: through its phases in order, then to the next business day.
 *
 * @param current the day in force; undefined before the first
 * @returns the record to write; undefined when this very move was the latest one
 * @throws RefusalError DAY_MOVED, DAY_MOVE_IMPOSSIBLE
 */
export function moveDay(
  current: BusinessDay | undefined,
  move: DayMove,
  calendar: ClosedDays,
): BusinessDay | undefined {
  if (isDone(current, move)) return undefined;
  if (!isAt(current, move.from)) {
    const { date, phase, sequence } = current ?? { date: null, phase: null, sequence: 0 };
    throw new RefusalError('DAY_MOVED', { date, phase, sequence });
  }
  const { to } = move;
  const reason = current ? obstacleFrom(current, to, calendar) : obstacleToOpening(to, calendar);
  if (reason) throw new RefusalError('DAY_MOVE_IMPOSSIBLE', { reason });
  return {
    type: 'business-day',
    version: 1,
    date: to.date,
    phase: to.phase,
    sequence: (current?.sequence ?? 0) + 1,
  };
}

/**
 * The business day, in one of the phases that allow what is asked for. Every private write reads it,
 * and so dies with it: an endorsed transaction submitted days later is void.
 *
 * @throws RefusalError DAY_NOT_OPENED, PHASE_CLOSED
 */
export function requirePhase(current: BusinessDay | undefined, ...required: readonly Phase[]): BusinessDay {
  if (!current) throw new RefusalError('DAY_NOT_OPENED', {});
  const { date, phase } = current;
  if (!required.includes(phase)) throw new RefusalError('PHASE_CLOSED', { date, phase, required });
  return current;
}
