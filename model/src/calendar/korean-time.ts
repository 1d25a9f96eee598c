/** Korea keeps no summer time: its clocks are nine hours ahead of UTC all year. */
const KOREA_AHEAD_MS = 9 * 3_600_000;

/** A moment by Korea's clocks (Asia/Seoul), to the minute. */
export interface KoreanTime {
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** `HH:MM`, 00:00 to 23:59 */
  readonly time: string;
}

/** What Korea's clocks show at a moment; begun minutes are not rounded up. */
export function koreanTimeOf(moment: Date): KoreanTime {
  const text = new Date(moment.getTime() + KOREA_AHEAD_MS).toISOString();
  return { date: text.slice(0, 10), time: text.slice(11, 16) };
}

/** The moment at which Korea's clocks begin to show that time. */
export function momentOf({ date, time }: KoreanTime): Date {
  return new Date(Date.parse(`${date}T${time}:00Z`) - KOREA_AHEAD_MS);
}

/** Whether a time has come by another. */
export function hasCome(at: KoreanTime, now: KoreanTime): boolean {
  return at.date < now.date || (at.date === now.date && at.time <= now.time);
}
