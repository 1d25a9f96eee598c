import fc from 'fast-check';
import { addBusinessDays, addDays, isBusinessDay } from '../calendar/calendar';
import { cutOffsFaults, cutOffsOn, DEFAULT_CUT_OFFS, isDue, nextDayMove, type DayTimes } from './cut-offs';
import { type BusinessDay, type Phase, PHASES } from '../documents/business-day';

const NORMAL = {
  from: '2026-01-02',
  opening: '08:00',
  reservation: '15:00',
  settlement: '15:30',
  matching: '16:00',
  close: '18:00',
};
// On the day of the university entrance examination everything is an hour later.
const EXAMINATION = {
  from: '2026-11-19',
  opening: '09:00',
  reservation: '16:00',
  settlement: '16:30',
  matching: '17:00',
  close: '19:00',
};
const AFTERWARDS = { ...NORMAL, from: '2026-11-20' };

const TIMES: DayTimes = {
  closedDays: ['2026-12-25', '2026-12-31', '2027-01-01'],
  cutOffs: [AFTERWARDS, NORMAL, EXAMINATION],
};

function dayOf(date: string, phase: Phase): BusinessDay {
  return { type: 'business-day', version: 1, date, phase, sequence: 7 };
}

const NOW = { date: '2026-11-18', time: '12:00' };

describe('cut-offs', () => {
  it.each([
    ['2026-11-18', '16:00'],
    ['2026-11-19', '17:00'],
    ['2026-11-20', '16:00'],
    ['2026-01-01', DEFAULT_CUT_OFFS.matching],
  ])('of %s close matching at %s', (date, matching) => {
    expect(cutOffsOn(date, TIMES).matching).toBe(matching);
  });

  it('are the default ones where the members have settled none', () => {
    expect(cutOffsOn('2026-11-18', { closedDays: [] })).toEqual(DEFAULT_CUT_OFFS);
    expect(cutOffsFaults([{ from: '2026-01-01', ...DEFAULT_CUT_OFFS }])).toEqual([]);
  });

  it.each([
    ['opening', { opening: '15:00' }],
    ['reservation', { reservation: '15:31' }],
    ['settlement', { settlement: '16:00' }],
    ['matching', { matching: '18:00' }],
  ])('cannot put %s at or after what follows it', (_which, changed) => {
    expect(cutOffsFaults([NORMAL, { ...EXAMINATION, ...NORMAL, from: '2026-02-01', ...changed }])).toEqual([
      {
        position: 1,
        message: expect.stringContaining(
          'must go from opening over reservation over settlement over matching over close',
        ) as string,
      },
    ]);
  });

  it('cannot begin twice on a day', () => {
    expect(cutOffsFaults([NORMAL, EXAMINATION, NORMAL])).toEqual([
      { position: 2, message: 'is a second entry from 2026-01-02' },
    ]);
  });
});

describe('the next move of the business day', () => {
  it.each<[string, Phase, string, Phase, string]>([
    ['2026-11-18', 'OPEN', '2026-11-18', 'RESERVATION_CLOSED', '15:00'],
    ['2026-11-18', 'RESERVATION_CLOSED', '2026-11-18', 'SETTLEMENT_CLOSED', '15:30'],
    ['2026-11-18', 'SETTLEMENT_CLOSED', '2026-11-18', 'MATCHING_CLOSED', '16:00'],
    ['2026-11-18', 'MATCHING_CLOSED', '2026-11-18', 'CLOSED', '18:00'],
    ['2026-11-18', 'CLOSED', '2026-11-19', 'OPEN', '09:00'],
    ['2026-11-19', 'OPEN', '2026-11-19', 'RESERVATION_CLOSED', '16:00'],
    ['2026-12-24', 'CLOSED', '2026-12-28', 'OPEN', '08:00'],
    ['2026-12-30', 'CLOSED', '2027-01-04', 'OPEN', '08:00'],
  ])('from %s %s is to %s %s at %s', (date, phase, toDate, toPhase, time) => {
    expect(nextDayMove(dayOf(date, phase), TIMES, NOW)).toEqual({
      to: { date: toDate, phase: toPhase },
      at: { date: toDate, time },
    });
  });

  it.each([
    ['before the opening', { date: '2026-11-18', time: '03:00' }, '2026-11-18', '08:00'],
    ['while the day would be open', { date: '2026-11-18', time: '17:59' }, '2026-11-18', '08:00'],
    ['after the close', { date: '2026-11-18', time: '18:00' }, '2026-11-19', '09:00'],
    ['on a holiday', { date: '2026-12-25', time: '20:00' }, '2026-12-28', '08:00'],
  ])('opens the first day, when there is none, %s', (_when, now, date, time) => {
    expect(nextDayMove(null, TIMES, now)).toEqual({ to: { date, phase: 'OPEN' }, at: { date, time } });
  });

  it('is due from its time on, and on every later day', () => {
    const move = nextDayMove(dayOf('2026-11-18', 'OPEN'), TIMES, NOW);
    expect(isDue(move, { date: '2026-11-18', time: '14:59' })).toBe(false);
    expect(isDue(move, { date: '2026-11-18', time: '15:00' })).toBe(true);
    expect(isDue(move, { date: '2026-11-23', time: '00:00' })).toBe(true);
    // A day that was opened before its date (on a development network) waits for its own cut-off.
    expect(isDue(move, { date: '2026-11-17', time: '23:00' })).toBe(false);
  });

  it('after an outage leaves out no business day and no phase, and ends where the clock is', () => {
    const days = fc.integer({ min: 0, max: 40 });
    const time = fc.integer({ min: 0, max: 23 }).map((hour) => `${String(hour).padStart(2, '0')}:30`);
    fc.assert(
      fc.property(days, days, time, fc.constantFrom(...PHASES), (from, away, at, phase) => {
        const date = addBusinessDays(addDays('2026-11-16', from), 0, TIMES);
        const now = { date: addDays(date, away), time: at };
        let day = dayOf(date, phase);
        for (let next = nextDayMove(day, TIMES, now); isDue(next, now); next = nextDayMove(day, TIMES, now)) {
          const isNextPhase =
            next.to.date === day.date && PHASES.indexOf(next.to.phase) === PHASES.indexOf(day.phase) + 1;
          const isNextDay = day.phase === 'CLOSED' && next.to.date === addBusinessDays(day.date, 1, TIMES);
          expect(isNextPhase || (isNextDay && next.to.phase === 'OPEN')).toBe(true);
          day = dayOf(next.to.date, next.to.phase);
        }
        expect(day.date <= now.date).toBe(true);
        if (isBusinessDay(now.date, TIMES) && at >= cutOffsOn(now.date, TIMES).opening) {
          expect(day.date).toBe(now.date);
        }
      }),
    );
  });
});
