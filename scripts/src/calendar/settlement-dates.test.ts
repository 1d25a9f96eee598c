import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { marketClosedDays, settlementDateOf } from '@jangbu/model';

const YEARS = [2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026];

/** The gazette's holidays of those years. The package is an ES module, which only a process of its own loads here. */
function holidaysOf(years: readonly number[]): string[] {
  const program = `
    const { gazetteHolidays } = require('./gazette.js');
    Promise.all(${JSON.stringify(years)}.map(gazetteHolidays)).then((all) =>
      console.log(JSON.stringify(all.flatMap((holidays) => [...holidays.keys()]))));`;
  const printed = execFileSync(process.execPath, ['-e', program], {
    cwd: join(__dirname),
    encoding: 'utf8',
  });
  return JSON.parse(printed) as string[];
}

/**
 * Trade dates and the dates two business days later, counted by hand on the calendars of those years: not
 * by the code under test.
 */
const SETTLED: readonly (readonly [what: string, tradeDate: string, settlementDate: string])[] = [
  ['over Seollal, 15 to 17 February 2018', '2018-02-13', '2018-02-19'],
  ['over Seollal 2018', '2018-02-14', '2018-02-20'],
  ['over Labour Day 2018, a Tuesday', '2018-04-27', '2018-05-02'],
  ["over the day for Children's Day 2018", '2018-05-03', '2018-05-08'],
  ['over the local elections of 13 June 2018', '2018-06-11', '2018-06-14'],
  ['over Chuseok 2018 and the Wednesday for its Sunday', '2018-09-20', '2018-09-27'],
  ['over Chuseok 2018', '2018-09-21', '2018-09-28'],
  ['before the end of 2018', '2018-12-26', '2018-12-28'],
  ['over the end of 2018: the exchange closes on Monday the 31st', '2018-12-27', '2019-01-02'],
  ['over Seollal, 4 to 6 February 2019', '2019-01-31', '2019-02-07'],
  ['over Labour Day 2019, a Wednesday', '2019-04-29', '2019-05-02'],
  ['over Chuseok, 12 to 14 September 2019', '2019-09-10', '2019-09-16'],
  ['over the end of 2019', '2019-12-27', '2020-01-02'],
  ['over Seollal 2020 and the Monday for its Sunday', '2020-01-22', '2020-01-28'],
  ['over the elections of 15 April 2020', '2020-04-13', '2020-04-16'],
  ["over Buddha's Birthday and Labour Day 2020", '2020-04-28', '2020-05-04'],
  ["over Buddha's Birthday, Labour Day and Children's Day 2020", '2020-04-29', '2020-05-06'],
  ['over 17 August 2020, declared a holiday in July', '2020-08-13', '2020-08-18'],
  ['over Chuseok, 30 September to 2 October 2020', '2020-09-28', '2020-10-05'],
  ['over the end of 2020, a Thursday', '2020-12-29', '2021-01-04'],
  ['over Seollal, 11 to 13 February 2021', '2021-02-09', '2021-02-15'],
  ['over the Monday for Liberation Day 2021', '2021-08-12', '2021-08-17'],
  ['over Chuseok, 20 to 22 September 2021', '2021-09-16', '2021-09-23'],
  ['over the Monday for National Foundation Day 2021', '2021-09-30', '2021-10-05'],
  ['before the end of 2021, the last in the old year', '2021-12-28', '2021-12-30'],
  ['over the end of 2021, a Friday', '2021-12-29', '2022-01-03'],
  ['over Seollal, 31 January to 2 February 2022', '2022-01-27', '2022-02-03'],
  ['over the election of 9 March 2022', '2022-03-07', '2022-03-10'],
  ['over the local elections of 1 June 2022', '2022-05-30', '2022-06-02'],
  ['over Chuseok 2022 and the Monday for its Sunday', '2022-09-07', '2022-09-13'],
  ['before the end of 2022, the last in the old year', '2022-12-27', '2022-12-29'],
  [
    'over the end of 2022: the 31st is a Saturday, so the exchange closes on the 30th',
    '2022-12-28',
    '2023-01-02',
  ],
  ["over the Monday for Buddha's Birthday 2023", '2023-05-25', '2023-05-30'],
  ['over Chuseok 2023 and 2 October, declared a holiday in September', '2023-09-26', '2023-10-04'],
  [
    'over the end of 2023: the 31st is a Sunday, so the exchange closes on the 29th',
    '2023-12-27',
    '2024-01-02',
  ],
  ['over the elections of 10 April 2024', '2024-04-08', '2024-04-11'],
  ['over Labour Day 2024, a Wednesday', '2024-04-29', '2024-05-02'],
  ['over 1 October 2024, declared a holiday in September', '2024-09-27', '2024-10-02'],
  ['over 1 and 3 October 2024', '2024-09-30', '2024-10-04'],
  ['over the end of 2024', '2024-12-27', '2025-01-02'],
  ['before 27 January 2025, declared a holiday two weeks earlier', '2025-01-22', '2025-01-24'],
  ['over 27 January 2025 and Seollal', '2025-01-23', '2025-01-31'],
  ['over 27 January 2025 and Seollal', '2025-01-24', '2025-02-03'],
  ['over Labour Day 2025, a Thursday', '2025-04-29', '2025-05-02'],
  ['over the election of 3 June 2025', '2025-05-30', '2025-06-04'],
  ['between the election of 3 June and Memorial Day 2025', '2025-06-02', '2025-06-05'],
  ['over Chuseok 2025, closed from 3 to 9 October', '2025-10-01', '2025-10-10'],
  ['over the end of 2025', '2025-12-29', '2026-01-02'],
  ['over Seollal, 16 to 18 February 2026', '2026-02-12', '2026-02-19'],
];

describe('a trade of a past year, by the gazette of that year, settles two business days later', () => {
  const holidays = holidaysOf(YEARS);
  const closedDays = YEARS.flatMap((year) =>
    marketClosedDays(
      year,
      holidays.filter((date) => date.startsWith(`${year}-`)),
    ),
  );
  const rules = [{ kind: 'DEFAULT', from: '2000-01-01', cycle: 2 }] as const;

  it.each(SETTLED)('%s: %s on %s', (_what, tradeDate, settlementDate) => {
    expect(settlementDateOf(tradeDate, 'EQUITY', rules, { closedDays })).toBe(settlementDate);
  });
});
