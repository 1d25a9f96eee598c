import fc from 'fast-check';
import { addBusinessDays, addDays, isBusinessDay } from '../calendar/calendar';
import { calendarChangesBetween } from './calendar-history';
import { dueDateOf, type SettlementCalendar } from './due-date';
import { settlementDateOf } from './settlement-rules';

const settlementRules = [
  { kind: 'DEFAULT', from: '2000-01-01', cycle: 2, window: { earliest: 1, latest: 30 } },
  { kind: 'BOND', from: '2000-01-01', cycle: 1, window: { earliest: 1, latest: 30 } },
] as const;

/** A calendar after votes, each carried on its day with the closed days that it left. */
function voted(
  founding: readonly string[],
  ...votes: readonly (readonly [declared: string, closedDays: readonly string[]])[]
): SettlementCalendar {
  return votes.reduce<SettlementCalendar>(
    (before, [declared, closedDays]) => ({
      settlementRules,
      closedDays,
      calendarChanges: [
        ...(before.calendarChanges ?? []),
        ...calendarChangesBetween(before, { closedDays }, declared),
      ],
    }),
    { settlementRules, closedDays: founding },
  );
}

describe('what is due when a holiday is declared after the trade', () => {
  // Seollal 2025 was on Tuesday 28 to Thursday 30 January; that Monday was declared a holiday, too.
  const seollal = ['2025-01-28', '2025-01-29', '2025-01-30'];
  const calendar = voted(seollal, ['2025-01-24', ['2025-01-27', ...seollal]]);

  it.each([
    ['two business days before it', '2025-01-23', '2025-01-27', '2025-01-31'],
    ['one business day before it: T+2 counts on', '2025-01-24', '2025-01-31', '2025-02-03'],
    ['of which nothing is left to count', '2025-01-22', '2025-01-24', '2025-01-24'],
    ['that knew it already', '2025-01-24', '2025-02-03', '2025-02-03'],
  ])('of a trade %s: made on %s for %s, due on %s', (_when, tradeDate, settlementDate, due) => {
    expect(dueDateOf({ tradeDate, settlementDate }, 'EQUITY', calendar)).toBe(due);
  });

  it('is, where the firms had agreed on a date, that date, or the first one after it that is open', () => {
    const agreed = (settlementDate: string): string =>
      dueDateOf({ tradeDate: '2025-01-23', settlementDate }, 'BOND', calendar);
    expect(agreed('2025-01-27')).toBe('2025-01-31');
    expect(agreed('2025-01-31')).toBe('2025-01-31');
    expect(agreed('2025-02-05')).toBe('2025-02-05');
  });
});

describe('what is due when a holiday is taken back', () => {
  it('is not due earlier than the firms had stated', () => {
    const calendar = voted(['2026-03-12'], ['2026-03-11', []]);
    const trade = { tradeDate: '2026-03-10', settlementDate: '2026-03-13' };
    expect(dueDateOf(trade, 'EQUITY', calendar)).toBe('2026-03-13');
    expect(dueDateOf({ ...trade, settlementDate: '2026-03-12' }, 'EQUITY', calendar)).toBe('2026-03-12');
  });

  it('goes back to where it was, when the holiday had been declared after the trade', () => {
    const trade = { tradeDate: '2026-03-10', settlementDate: '2026-03-12' };
    const declared = voted([], ['2026-03-10', ['2026-03-11']]);
    expect(dueDateOf(trade, 'EQUITY', declared)).toBe('2026-03-13');
    const takenBack = voted([], ['2026-03-10', ['2026-03-11']], ['2026-03-10', []]);
    expect(dueDateOf(trade, 'EQUITY', takenBack)).toBe('2026-03-12');
  });
});

describe('a due date, whatever the members vote', () => {
  const date = fc.integer({ min: 0, max: 60 }).map((days) => addDays('2026-03-01', days));
  const closedDays = fc.uniqueArray(date, { maxLength: 20 });
  const vote = fc.tuple(date, closedDays);
  const votes = fc
    .array(vote, { maxLength: 5 })
    .map((all) => all.sort(([a], [b]) => (a < b ? -1 : Number(a > b))));
  const kind = fc.constantFrom('EQUITY' as const, 'BOND' as const, 'FUND' as const);

  it('is a business day of the calendar in force, and not before the stated date', () => {
    fc.assert(
      fc.property(closedDays, votes, date, date, kind, (founding, all, tradeDate, settlementDate, of) => {
        const calendar = voted(founding, ...all);
        const due = dueDateOf({ tradeDate, settlementDate }, of, calendar);
        expect(isBusinessDay(due, calendar)).toBe(true);
        expect(due >= settlementDate).toBe(true);
      }),
    );
  });

  it('is the stated one while the calendar stays as it was known', () => {
    fc.assert(
      fc.property(closedDays, date, kind, (founding, tradeDate, of) => {
        const calendar = voted(founding, ['2026-02-27', founding]);
        const settlementDate = settlementDateOf(tradeDate, of, settlementRules, calendar);
        expect(dueDateOf({ tradeDate, settlementDate }, of, calendar)).toBe(settlementDate);
      }),
    );
  });

  it('is T+n by the calendar in force, when days were only closed since the trade', () => {
    fc.assert(
      fc.property(closedDays, closedDays, date, kind, (founding, more, tradeDate, of) => {
        const settlementDate = settlementDateOf(tradeDate, of, settlementRules, { closedDays: founding });
        const calendar = voted(founding, [tradeDate, [...new Set([...founding, ...more])]]);
        const cycle = of === 'BOND' ? 1 : 2;
        expect(dueDateOf({ tradeDate, settlementDate }, of, calendar)).toBe(
          addBusinessDays(tradeDate, cycle, calendar),
        );
      }),
    );
  });

  it('does not depend on when a trade was told, before the vote or after it', () => {
    fc.assert(
      fc.property(closedDays, closedDays, date, kind, (founding, more, tradeDate, of) => {
        const calendar = voted(founding, [tradeDate, [...new Set([...founding, ...more])]]);
        const [before, after] = [{ closedDays: founding }, calendar].map((known) => ({
          tradeDate,
          settlementDate: settlementDateOf(tradeDate, of, settlementRules, known),
        })) as [{ tradeDate: string; settlementDate: string }, { tradeDate: string; settlementDate: string }];
        expect(dueDateOf(before, of, calendar)).toBe(dueDateOf(after, of, calendar));
      }),
    );
  });
});
