import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { GAZETTE } from '@jangbu/model/dist/testing/gazette';
import { closingsOf } from './closing';

const holidays = new Map([
  ['2023-09-29', '추석'],
  ['2023-09-30', '추석 다음 날'],
  ['2023-10-02', '임시공휴일'],
]);

/** What a program of its own prints: Jest cannot load the ES module that has the holidays. */
function printed(program: string): string {
  return execFileSync(process.execPath, ['-e', program], { cwd: join(__dirname), encoding: 'utf8' }).trim();
}

describe('the days of a year to be closed', () => {
  it("are the gazette's holidays and the exchange's own closed days, each with its reason", () => {
    expect(closingsOf(2023, holidays, { closedDays: [] })).toEqual([
      { date: '2023-05-01', reason: "the exchange's own closed day" },
      { date: '2023-09-29', reason: '추석' },
      { date: '2023-10-02', reason: '임시공휴일' },
      { date: '2023-12-29', reason: "the exchange's own closed day" },
    ]);
  });

  it('are only those that the calendar in force does not close', () => {
    const closedDays = ['2023-05-01', '2023-09-29', '2023-11-16', '2023-12-29'];
    expect(closingsOf(2023, holidays, { closedDays }).map(({ date }) => date)).toEqual(['2023-10-02']);
    expect(closingsOf(2023, holidays, { closedDays: [...closedDays, '2023-10-02'] })).toEqual([]);
  });
});

describe("the gazette's holidays", () => {
  it.each([2023, 2024, 2025, 2026])(
    'of %d are those of the list by which settlement dates are tested',
    (year) => {
      const program = `require('./gazette.js').gazetteHolidays(${year}).then((h) => console.log([...h.keys()].join()))`;
      expect(printed(program).split(',')).toEqual(GAZETTE[year]);
    },
  );

  it('of a year that is not announced are asked for in vain', () => {
    const program =
      "require('./gazette.js').gazetteHolidays(2099).catch((e) => console.log(e.name, e.message))";
    expect(printed(program)).toBe("UsageError the gazette's holidays of 2099 are not known here");
  });
});
