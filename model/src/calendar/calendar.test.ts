import fc from 'fast-check';
import { addBusinessDays, addDays, isBusinessDay, isDate, nextBusinessDay } from './calendar';

// The end of 2026: Christmas on a Friday, the exchange closed on 31 December, New Year's Day.
const calendar = { closedDays: ['2026-12-25', '2026-12-31', '2027-01-01'] };

const date = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2028-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));
const anyCalendar = fc.array(date, { maxLength: 40 }).map((closedDays) => ({ closedDays }));

describe('a date (ISO 8601)', () => {
  it.each(['2026-03-11', '2028-02-29', '1583-01-01', '9999-12-31'])('%s is one', (text) => {
    expect(isDate(text)).toBe(true);
  });

  it.each([
    '2026-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-3-1',
    '2026-03-11T00:00',
    '20260311',
    '0000-01-01',
    '1582-10-15',
    '',
  ])('"%s" is none', (text) => {
    expect(isDate(text)).toBe(false);
  });

  it('goes so many days on, over months and years', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
  });
});

describe('business days', () => {
  it('are neither weekends nor closed days', () => {
    expect(isBusinessDay('2026-12-24', calendar)).toBe(true);
    for (const closed of ['2026-12-25', '2026-12-26', '2026-12-27', '2026-12-31']) {
      expect(isBusinessDay(closed, calendar)).toBe(false);
    }
  });

  it('make T+2 of a trade before Christmas the 29th, and before New Year the 5th', () => {
    expect(addBusinessDays('2026-12-24', 2, calendar)).toBe('2026-12-29');
    expect(addBusinessDays('2026-12-30', 2, calendar)).toBe('2027-01-05');
    expect(addBusinessDays('2027-01-05', -2, calendar)).toBe('2026-12-30');
  });

  it('with none to go are the day itself, or the next on which the market opens', () => {
    expect(addBusinessDays('2026-12-24', 0, calendar)).toBe('2026-12-24');
    expect(addBusinessDays('2026-12-25', 0, calendar)).toBe('2026-12-28');
  });

  it('lead only to business days, one after the other', () => {
    fc.assert(
      fc.property(date, anyCalendar, fc.integer({ min: 1, max: 30 }), (day, days, count) => {
        const reached = addBusinessDays(day, count, days);
        expect(isBusinessDay(reached, days)).toBe(true);
        expect(nextBusinessDay(addBusinessDays(day, count - 1, days), days)).toBe(
          count === 1 && !isBusinessDay(day, days) ? addBusinessDays(day, 2, days) : reached,
        );
      }),
    );
  });

  it('lead back as far as they lead on', () => {
    fc.assert(
      fc.property(date, anyCalendar, fc.integer({ min: 1, max: 30 }), (day, days, count) => {
        fc.pre(isBusinessDay(day, days));
        expect(addBusinessDays(addBusinessDays(day, count, days), -count, days)).toBe(day);
      }),
    );
  });
});
