import { hasCome, koreanTimeOf, momentOf } from './korean-time';

describe("Korea's clocks", () => {
  it.each([
    ['2026-11-24T14:59:59.999Z', { date: '2026-11-24', time: '23:59' }],
    ['2026-11-24T15:00:00.000Z', { date: '2026-11-25', time: '00:00' }],
    ['2026-07-01T07:30:00.000Z', { date: '2026-07-01', time: '16:30' }],
  ])('are nine hours ahead, in summer, too: %s', (moment, shown) => {
    expect(koreanTimeOf(new Date(moment))).toEqual(shown);
  });

  it('begin to show a time at its moment', () => {
    expect(momentOf({ date: '2026-11-25', time: '08:30' }).toISOString()).toBe('2026-11-24T23:30:00.000Z');
  });

  it('have come to a time when they show it, or a later one', () => {
    const at = { date: '2026-11-25', time: '16:30' };
    expect(hasCome(at, { date: '2026-11-25', time: '16:29' })).toBe(false);
    expect(hasCome(at, { date: '2026-11-24', time: '18:00' })).toBe(false);
    expect(hasCome(at, at)).toBe(true);
    expect(hasCome(at, { date: '2026-11-26', time: '00:00' })).toBe(true);
  });
});
