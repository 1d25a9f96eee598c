import fc from 'fast-check';
import { addBusinessDays, isBusinessDay } from '../calendar/calendar';
import type { SettlementRule } from '../documents/parameters';
import {
  isAllowedSettlementDate,
  settlementDateOf,
  settlementRuleFaults,
  settlementRuleOf,
  settlementWindowOf,
} from './settlement-rules';

const calendar = { closedDays: ['2027-10-04', '2027-10-11'] };

/** T+2 until 8 October 2027, T+1 from the trade date of the 12th on; bonds from the next day to 30 days. */
const rules: readonly SettlementRule[] = [
  { kind: 'DEFAULT', from: '2027-10-12', cycle: 1 },
  { kind: 'DEFAULT', from: '2000-01-01', cycle: 2 },
  { kind: 'BOND', from: '2010-01-01', cycle: 1, window: { earliest: 1, latest: 30 } },
  { kind: 'FUND', from: '2028-01-03', cycle: 3 },
];

describe('a settlement rule', () => {
  it.each([
    ['2027-10-08', '2027-10-13'],
    ['2027-10-12', '2027-10-13'],
    ['2027-10-13', '2027-10-14'],
  ])('takes over from the one before at its trade date: %s settles on %s', (tradeDate, settlementDate) => {
    expect(settlementDateOf(tradeDate, 'EQUITY', rules, calendar)).toBe(settlementDate);
  });

  it("is the class's own once that is in force, and the default before", () => {
    expect(settlementRuleOf('2027-12-30', 'FUND', rules)).toMatchObject({ kind: 'DEFAULT', cycle: 1 });
    expect(settlementRuleOf('2028-01-03', 'FUND', rules)).toMatchObject({ kind: 'FUND', cycle: 3 });
  });

  it('without a window allows its cycle alone', () => {
    const allowed = (date: string): boolean =>
      isAllowedSettlementDate(date, '2026-03-11', 'EQUITY', rules, calendar);
    expect(['2026-03-12', '2026-03-13', '2026-03-16'].map(allowed)).toEqual([false, true, false]);
  });

  it('with a window allows every business day in it, and no other', () => {
    expect(settlementWindowOf('2026-03-11', 'BOND', rules, calendar)).toEqual({
      first: '2026-03-12',
      usual: '2026-03-12',
      last: '2026-04-22',
    });
    const allowed = (date: string): boolean =>
      isAllowedSettlementDate(date, '2026-03-11', 'BOND', rules, calendar);
    expect(['2026-03-11', '2026-03-12', '2026-03-14', '2026-04-22', '2026-04-23'].map(allowed)).toEqual([
      false,
      true,
      false,
      true,
      false,
    ]);
  });

  it('that has not begun settles nothing', () => {
    expect(isAllowedSettlementDate('1999-12-30', '1999-12-28', 'EQUITY', rules, calendar)).toBe(false);
    expect(() => settlementDateOf('1999-12-28', 'EQUITY', rules, calendar)).toThrow(RangeError);
  });

  it('is the same in whatever order the rules stand', () => {
    const tradeDate = fc
      .date({ min: new Date('2027-09-01'), max: new Date('2028-02-28'), noInvalidDate: true })
      .map((day) => day.toISOString().slice(0, 10));
    const kind = fc.constantFrom('EQUITY' as const, 'FUND' as const, 'BOND' as const);
    const turned = fc.shuffledSubarray([...rules], { minLength: rules.length });
    fc.assert(
      fc.property(tradeDate, kind, turned, (day, of, others) => {
        const settles = settlementDateOf(day, of, rules, calendar);
        expect(settlementDateOf(day, of, others, calendar)).toBe(settles);
        expect(isBusinessDay(settles, calendar)).toBe(true);
        expect(isAllowedSettlementDate(settles, day, of, rules, calendar)).toBe(true);
        expect(settles).toBe(addBusinessDays(day, settlementRuleOf(day, of, rules)?.cycle ?? -1, calendar));
      }),
    );
  });
});

describe('settlement rules together', () => {
  it('can be followed', () => {
    expect(settlementRuleFaults(rules)).toEqual([]);
  });

  it.each<[string, SettlementRule[], number | undefined]>([
    ['has no DEFAULT', [{ kind: 'EQUITY', from: '2026-01-01', cycle: 2 }], undefined],
    [
      'second rule',
      [
        { kind: 'DEFAULT', from: '2026-01-01', cycle: 2 },
        { kind: 'DEFAULT', from: '2026-01-01', cycle: 1 },
      ],
      1,
    ],
    [
      'outside its own window',
      [{ kind: 'DEFAULT', from: '2026-01-01', cycle: 2, window: { earliest: 3, latest: 4 } }],
      0,
    ],
    [
      'outside its own window',
      [{ kind: 'DEFAULT', from: '2026-01-01', cycle: 2, window: { earliest: 1, latest: 1 } }],
      0,
    ],
  ])('cannot be followed where one %s', (message, wrong, position) => {
    const [fault, ...more] = settlementRuleFaults(wrong);
    expect(more).toEqual([]);
    expect(fault?.message).toContain(message);
    expect(fault?.position).toBe(position);
  });
});
