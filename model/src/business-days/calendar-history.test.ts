import fc from 'fast-check';
import { addDays } from '../calendar/calendar';
import {
  calendarChangesBetween,
  calendarKnownOn,
  calendarsSince,
  type DatedCalendar,
} from './calendar-history';
import { order } from '../format/order';

const CALENDAR: DatedCalendar = {
  closedDays: ['2027-01-01', '2027-03-01', '2027-03-08'],
  calendarChanges: [
    { date: '2027-03-05', to: 'CLOSED', declared: '2027-02-15' },
    { date: '2027-03-08', to: 'CLOSED', declared: '2027-02-24' },
    { date: '2027-03-05', to: 'OPEN', declared: '2027-02-26' },
  ],
};

describe('the calendar as it was known', () => {
  it.each([
    ['before any change', '2027-02-14', ['2027-01-01', '2027-03-01']],
    ['on the day of a change', '2027-02-15', ['2027-01-01', '2027-03-01', '2027-03-05']],
    ['between changes', '2027-02-25', ['2027-01-01', '2027-03-01', '2027-03-05', '2027-03-08']],
    ['after a holiday was taken back', '2027-02-26', ['2027-01-01', '2027-03-01', '2027-03-08']],
  ])('%s: %s', (_when, date, closedDays) => {
    expect([...calendarKnownOn(date, CALENDAR).closedDays].sort(order)).toEqual(closedDays);
  });

  it('since a trade date is the one that it began with, and each that a vote made', () => {
    expect(calendarsSince('2027-02-27', CALENDAR)).toEqual([CALENDAR]);
    const since = calendarsSince('2027-02-24', CALENDAR).map(({ closedDays }) => closedDays.slice(2));
    expect(since).toEqual([['2027-03-05'], ['2027-03-05', '2027-03-08'], ['2027-03-08']]);
  });

  it('is what each vote left, for whatever votes there were', () => {
    const day = fc.integer({ min: 0, max: 30 }).map((days) => addDays('2027-03-01', days));
    const votes = fc.array(fc.uniqueArray(day, { maxLength: 6 }), { maxLength: 8 });
    fc.assert(
      fc.property(votes, fc.array(fc.nat(3), { minLength: 8, maxLength: 8 }), (closings, gaps) => {
        let calendar: DatedCalendar = { closedDays: [] };
        let declared = '2027-01-04';
        const left = new Map([['2027-01-01', calendar.closedDays]]);
        closings.forEach((closedDays, i) => {
          declared = addDays(declared, gaps[i] ?? 0);
          const sorted = [...closedDays].sort(order);
          const changes = calendarChangesBetween(calendar, { closedDays: sorted }, declared);
          calendar = {
            closedDays: sorted,
            calendarChanges: [...(calendar.calendarChanges ?? []), ...changes],
          };
          left.set(declared, sorted);
        });
        for (const [date, closedDays] of left) {
          expect([...calendarKnownOn(date, calendar).closedDays].sort(order)).toEqual(closedDays);
        }
      }),
    );
  });
});
