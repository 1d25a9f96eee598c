import { exchangeClosedDays, marketClosedDays } from './exchange-calendar';
import { settlementDateOf } from '../business-days/settlement-rules';
import { GAZETTE } from '../../testing/gazette';

const calendar = {
  closedDays: Object.entries(GAZETTE).flatMap(([year, holidays]) => marketClosedDays(Number(year), holidays)),
};
const rules = [{ kind: 'DEFAULT', from: '2000-01-01', cycle: 2 }] as const;

describe("the exchange's own closed days", () => {
  it.each<[number, string[]]>([
    [2023, ['2023-05-01', '2023-12-29']],
    [2024, ['2024-05-01', '2024-12-31']],
    [2025, ['2025-05-01', '2025-12-31']],
    [2026, ['2026-05-01', '2026-12-31']],
    [2022, ['2022-12-30']],
    [2027, ['2027-12-31']],
  ])('of %d are 1 May and the last weekday of the year, none at a weekend', (year, days) => {
    expect(exchangeClosedDays(year)).toEqual(days);
  });

  it('stand once where the gazette has them, too, and no holiday at a weekend beside them', () => {
    expect(marketClosedDays(2026, ['2026-05-01', '2026-05-24', '2026-05-25'])).toEqual([
      '2026-05-01',
      '2026-05-25',
      '2026-12-31',
    ]);
  });
});

describe('a trade settles two business days later', () => {
  it.each([
    ['over Seollal 2023', '2023-01-19', '2023-01-25'],
    ['over Seollal 2023', '2023-01-20', '2023-01-26'],
    ['over Seollal 2024', '2024-02-07', '2024-02-13'],
    ['over Seollal 2025, with a holiday declared for it', '2025-01-23', '2025-01-31'],
    ['over Seollal 2026', '2026-02-12', '2026-02-19'],
    ['over Chuseok 2023, with a holiday declared for it', '2023-09-26', '2023-10-04'],
    ['over Chuseok 2023, with a holiday declared for it', '2023-09-27', '2023-10-05'],
    ['over Chuseok 2024', '2024-09-12', '2024-09-19'],
    ['over Chuseok 2025', '2025-10-01', '2025-10-10'],
    ['over Chuseok 2025', '2025-10-02', '2025-10-13'],
    ['over Chuseok 2026', '2026-09-22', '2026-09-28'],
    ['between two holidays of October 2024', '2024-09-30', '2024-10-04'],
    ['over Labour Day 2023', '2023-04-27', '2023-05-02'],
    ["over Labour Day and Children's Day 2025", '2025-04-30', '2025-05-07'],
    ['before the end of 2023, the last in the old year', '2023-12-26', '2023-12-28'],
    ['over the end of 2023', '2023-12-27', '2024-01-02'],
    ['over the end of 2023', '2023-12-28', '2024-01-03'],
    ['before the end of 2024, the last in the old year', '2024-12-26', '2024-12-30'],
    ['over the end of 2024', '2024-12-27', '2025-01-02'],
    ['before the end of 2025, the last in the old year', '2025-12-26', '2025-12-30'],
    ['over the end of 2025', '2025-12-29', '2026-01-02'],
  ])('%s: %s on %s', (_when, tradeDate, settlementDate) => {
    expect(settlementDateOf(tradeDate, 'EQUITY', rules, calendar)).toBe(settlementDate);
  });
});
