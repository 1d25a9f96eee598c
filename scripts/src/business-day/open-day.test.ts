import { firstBusinessDay } from './open-day';

test('the first business day is no Saturday and no holiday', () => {
  const calendar = { closedDays: ['2026-12-25'] };
  expect(firstBusinessDay(new Date('2026-12-25T03:00:00Z'), calendar)).toBe('2026-12-28');
  expect(firstBusinessDay(new Date('2026-11-24T14:59:59Z'), calendar)).toBe('2026-11-24');
  expect(firstBusinessDay(new Date('2026-11-24T15:00:00Z'), calendar)).toBe('2026-11-25');
});
