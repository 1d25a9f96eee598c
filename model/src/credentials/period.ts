const DAY_SECONDS = 86_400;

/** How a credential's dates are rounded, and how long it is good for; agreed by the consortium. */
export interface CredentialPeriods {
  /** Days of a period, counted from 1970-01-01. All dates in credentials fall on the first day of one. */
  readonly periodDays: number;
  /** Periods from the beginning of a credential's validity to its end. */
  readonly validPeriods: number;
}

/**
 * The beginning of the period that a time falls into: the same for everyone identified in that period.
 *
 * @param seconds since 1970
 * @returns seconds since 1970, midnight UTC
 */
export function startOfPeriod(seconds: number, { periodDays }: CredentialPeriods): number {
  const period = periodDays * DAY_SECONDS;
  return Math.floor(seconds / period) * period;
}

/**
 * From when to when a credential issued now is valid.
 *
 * @param seconds now, seconds since 1970
 * @returns `nbf` and `exp`, seconds since 1970; `exp` is the first second in which it is no longer valid
 */
export function validityFrom(
  seconds: number,
  periods: CredentialPeriods,
): { readonly nbf: number; readonly exp: number } {
  const nbf = startOfPeriod(seconds, periods);
  return { nbf, exp: nbf + periods.validPeriods * periods.periodDays * DAY_SECONDS };
}

/** The first day of the period that a time falls into, as a date: `2026-11-19`. */
export function dateOfPeriod(seconds: number, periods: CredentialPeriods): string {
  return new Date(startOfPeriod(seconds, periods) * 1000).toISOString().slice(0, 10);
}
