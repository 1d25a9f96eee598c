import { UsageError } from '../input/usage-error';

/** Public holidays of a year: names by date, `YYYY-MM-DD`, weekends included. */
export type Holidays = ReadonlyMap<string, string>;

/**
 * The public holidays of a year by the official gazette, as the package `@hyunbinseo/holidays-kr` has
 * them: from 2018 to the last year that the gazette announced when that package was made. Holidays
 * declared since then are not among them.
 *
 * @throws UsageError for a year that the package does not have
 */
export async function gazetteHolidays(year: number): Promise<Holidays> {
  // The package is an ES module, which a CommonJS one can only import while it runs.
  const { getHolidayPreset } = await import('@hyunbinseo/holidays-kr');
  try {
    const holidays = await getHolidayPreset(String(year));
    return new Map(Object.entries(holidays).map(([date, names]) => [date, names.join(', ')]));
  } catch (error) {
    if (error instanceof RangeError)
      throw new UsageError(`the gazette's holidays of ${year} are not known here`);
    throw error;
  }
}
