import { dayTimeOf, type DayTime } from '@jangbu/model';

interface Agreed {
  readonly time?: DayTime;
}

const FREE =
  'TIME IS FREE: the supervisor moves business days at will, not by the clock; for development and tests only';

/** Said loudly wherever a ledger is looked at whose days move freely; undefined of every other. */
export function freeTimeNote(agreed: Agreed): string | undefined {
  return dayTimeOf(agreed) === 'FREE' ? FREE : undefined;
}

/** By what a ledger's business days move, in words for whoever decides about it. */
export function dayTimeText(agreed: Agreed): string {
  return (
    freeTimeNote(agreed) ?? 'time: by the clock; no peer signs a move of the day before its cut-off (CLOCK)'
  );
}
