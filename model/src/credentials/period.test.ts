import fc from 'fast-check';
import { dateOfPeriod, startOfPeriod, validityFrom } from './period';

const periods = { periodDays: 7, validPeriods: 52 };
const times = fc.integer({ min: 0, max: 4_000_000_000 });

test('all times of one period give the same dates', () => {
  const start = Date.UTC(2026, 10, 19) / 1000;
  const end = start + 7 * 86_400 - 1;
  expect(dateOfPeriod(start, periods)).toBe('2026-11-19');
  expect(dateOfPeriod(end, periods)).toBe('2026-11-19');
  expect(dateOfPeriod(end + 1, periods)).toBe('2026-11-26');
  expect(validityFrom(end, periods)).toEqual({ nbf: start, exp: start + 364 * 86_400 });
});

test('a period begins at midnight, no later than the time and less than a period before it', () => {
  fc.assert(
    fc.property(times, fc.integer({ min: 1, max: 60 }), (time, periodDays) => {
      const start = startOfPeriod(time, { periodDays, validPeriods: 1 });
      expect(start % 86_400).toBe(0);
      expect(time - start).toBeGreaterThanOrEqual(0);
      expect(time - start).toBeLessThan(periodDays * 86_400);
    }),
  );
});
