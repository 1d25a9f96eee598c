import { DEFAULT_CUT_OFFS, type DayTimes } from './cut-offs';
import { earlyMove, inTurn, isDayOver } from './pace';

const DATE = '2026-11-18';
const CLOSE = { date: DATE, phase: 'CLOSED' } as const;
const LATE: DayTimes = {
  closedDays: [],
  cutOffs: [{ from: '2026-01-02', ...DEFAULT_CUT_OFFS, close: '23:50' }],
  pace: { tolerance: 5, othersAfter: 20 },
};

function inKorea(time: string, date = DATE): Date {
  return new Date(`${date}T${time}+09:00`);
}

describe('the pace of the business day', () => {
  it("puts others' turn after the supervisor's, past midnight too", () => {
    const due = { to: CLOSE, at: { date: DATE, time: '23:50' } };
    expect(inTurn(due, 'SUPERVISOR', LATE)).toEqual(due);
    expect(inTurn(due, 'OTHER', LATE)).toEqual({ ...due, at: { date: '2026-11-19', time: '00:10' } });
    expect(earlyMove(CLOSE, 'OTHER', LATE, inKorea('23:59:59'))).toEqual({
      cutOff: { date: DATE, time: '23:50' },
      from: { date: '2026-11-19', time: '00:10' },
    });
    expect(earlyMove(CLOSE, 'OTHER', LATE, inKorea('00:10:00', '2026-11-19'))).toBeUndefined();
  });

  it('tolerates what the members have set, to the second, or a minute', () => {
    expect(earlyMove(CLOSE, 'SUPERVISOR', LATE, inKorea('23:49:54'))).toBeDefined();
    expect(earlyMove(CLOSE, 'SUPERVISOR', LATE, inKorea('23:49:55'))).toBeUndefined();
    const byDefault = { closedDays: [] };
    expect(earlyMove(CLOSE, 'SUPERVISOR', byDefault, inKorea('17:58:59'))).toBeDefined();
    expect(earlyMove(CLOSE, 'SUPERVISOR', byDefault, inKorea('17:59:00'))).toBeUndefined();
    expect(earlyMove(CLOSE, 'OTHER', byDefault, inKorea('18:28:59'))).toBeDefined();
    expect(earlyMove(CLOSE, 'OTHER', byDefault, inKorea('18:29:00'))).toBeUndefined();
  });

  it('counts a day as over from its close on', () => {
    expect(isDayOver(DATE, LATE, inKorea('23:49:59'))).toBe(false);
    expect(isDayOver(DATE, LATE, inKorea('23:50:00'))).toBe(true);
  });
});
