import type { Parameters } from '@jangbu/model';
import { calendarOf, calendarText } from './calendar-text';

const PARAMETERS: Parameters = {
  amountTolerance: '0',
  tradeDateWindow: { past: 5, future: 0 },
  settlementRules: [{ kind: 'DEFAULT', from: '2000-01-01', cycle: 2, window: { earliest: 1, latest: 30 } }],
  closedDays: ['2027-01-01', '2026-12-25', '2026-11-27'],
  calendarChanges: [
    { date: '2026-11-27', to: 'CLOSED', declared: '2026-11-24' },
    { date: '2026-11-30', to: 'CLOSED', declared: '2026-11-24' },
    { date: '2026-11-30', to: 'OPEN', declared: '2026-11-25' },
  ],
};

describe('the calendar as it is shown', () => {
  it('says of each closed day when it was declared, and which are open again', () => {
    expect(calendarText(PARAMETERS, 2026).split('\n').slice(-5)).toEqual([
      'closed, weekends apart:',
      '  2026-11-27 Fri  declared on 2026-11-24',
      '  2026-11-30 Mon  open again, declared on 2026-11-25',
      '  2026-12-25 Fri',
      '',
    ]);
    expect(calendarText(PARAMETERS, undefined)).toContain('  2027-01-01 Fri\n');
  });

  it('has the rules, and the cut-offs in the order of their days or by default', () => {
    const times = {
      opening: '09:00',
      reservation: '15:00',
      settlement: '15:15',
      matching: '15:45',
      close: '17:15',
    };
    const cutOffs = ['2026-12-01', '2026-11-19'].map((from) => ({ from, ...times }));
    const text = calendarText({ ...PARAMETERS, cutOffs }, 2027);
    expect(text).toMatch(/DEFAULT +2000-01-01 +T\+2 +T\+1 to T\+30/);
    expect(text).toMatch(/2026-11-19 +09:00 +15:00 +15:15 +15:45 +17:15\s+2026-12-01 /);
    expect(calendarText(PARAMETERS, 2027)).toMatch(/by default +08:30 +15:15 +15:45 +16:30 +18:00/);
  });

  it('is the same for programs', () => {
    expect(calendarOf(PARAMETERS, 2026)).toEqual({
      closedDays: ['2026-11-27', '2026-12-25'],
      settlementRules: PARAMETERS.settlementRules,
      cutOffs: [],
      pace: { tolerance: 60, othersAfter: 30 },
      calendarChanges: PARAMETERS.calendarChanges,
    });
    expect(calendarOf(PARAMETERS, 2027)).toMatchObject({
      closedDays: ['2027-01-01'],
      calendarChanges: [],
    });
  });
});
