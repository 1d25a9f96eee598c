import colours from 'picocolors';
import type { AuditedPair } from './audit-pair';
import type { CorrectedDay } from './correct-day';
import type { CustodyEntry } from './custody';
import type { EndOfDay } from './end-of-day';
import type { InvestorsDay } from './investors/live-investors';
import { discrepancies, uncorrected, type Discrepancy, type ExpectedRow } from './expected';
import { total, type TradedDay } from './traded-day';
import type { SettlementDays } from './settlement-days';

/** A trade date from its opening to the day on which its last trade has settled. */
export interface LivedDay {
  /** As it stood after the first match. */
  readonly traded: TradedDay;
  readonly corrected: CorrectedDay;
  /** What is wrong with the files. */
  readonly expected: readonly ExpectedRow[];
  /** What reached custody a day late. */
  readonly late: readonly CustodyEntry[];
  /** Lots that the custodian issued at first. */
  readonly lots: number;
  readonly instructions: number;
  readonly settlement: SettlementDays;
  /** Matched trades that both firms cancelled before they were instructed. */
  readonly cancelled: number;
  /** The supervisor's reports, once all has settled. */
  readonly endOfDay: EndOfDay;
  readonly investors: InvestorsDay;
  /** What the supervisor read of one pair. */
  readonly audited: AuditedPair | undefined;
}

/** Something that has to hold of a day, and whether it does. */
export interface DayCheck {
  readonly what: string;
  readonly holds: boolean;
  /** What speaks against it. */
  readonly details: readonly string[];
}

/** So many details are told of one thing. */
const DETAILS_TOLD = 20;

function checked(what: string, details: readonly string[]): DayCheck {
  return { what, holds: details.length === 0, details };
}

function told(found: readonly Discrepancy[]): string[] {
  return found.map(({ what, row }) => `${what === 'MISSING' ? 'not found' : 'unexpected'}: ${row}`);
}

function wrongFails({ settlement, late }: LivedDay): string[] {
  const faulty = new Set(settlement.days.flatMap(({ fails }) => fails.flatMap(({ atFault }) => atFault)));
  const expected = new Set(late.map(({ firm }) => firm));
  return [
    ...[...expected].filter((firm) => !faulty.has(firm)).map((firm) => `${firm} is not found at fault`),
    ...[...faulty].filter((firm) => !expected.has(firm)).map((firm) => `${firm} is found at fault`),
  ];
}

function unsettled({ settlement, instructions }: LivedDay): string[] {
  const settled = settlement.days.reduce((sum, day) => sum + day.settled, 0);
  const missing = [
    ...(settled === instructions ? [] : [`${settled} of ${instructions} instructions settled`]),
    ...(settlement.left === 0 ? [] : [`${settlement.left} instructions have not settled`]),
  ];
  return missing;
}

function miscounted({ endOfDay: { traded }, corrected, cancelled }: LivedDay): string[] {
  const reported = traded.trades.reduce((sum, { matched }) => sum + matched, 0);
  const matched = total(corrected.report, (pair) => pair.matched) - cancelled;
  return reported === matched ? [] : [`the report has ${reported} matched trades, the day had ${matched}`];
}

function unbalanced({ endOfDay }: LivedDay): string[] {
  return outstandingOf(endOfDay)
    .filter((sum) => sum.outstanding !== sum.deposited - sum.withdrawn)
    .map((sum) => `${sum.instrument}: ${sum.outstanding} of ${sum.deposited} - ${sum.withdrawn}`);
}

function outstandingOf({ settled, traded }: EndOfDay): EndOfDay['traded']['outstanding'] {
  return (settled.at(-1) ?? traded).outstanding;
}

/** Whether a day went as its files say it must. */
export function checkDay(day: LivedDay): DayCheck[] {
  const { traded, corrected, expected, cancelled, endOfDay } = day;
  const after = uncorrected(expected);
  return [
    checked(
      `the ${expected.length} things wrong with the files were found, and nothing else`,
      told(discrepancies(traded, expected)),
    ),
    checked(
      `after the corrections ${after.length} of them are left`,
      told(discrepancies(corrected.report, after)),
    ),
    checked(
      `the end-of-day report has what was matched, less ${cancelled} trades cancelled by both firms`,
      miscounted(day),
    ),
    checked('what reached custody late failed on its day, at the fault of whoever owed it', wrongFails(day)),
    checked('every instruction has settled, once', unsettled(day)),
    checked(
      `of each of ${outstandingOf(endOfDay).length} instruments there is what was deposited and not withdrawn`,
      unbalanced(day),
    ),
    checked(
      `of ${day.investors.investors} investors each got in where it may, three were refused where they may not`,
      day.investors.wrong,
    ),
    checked(
      'the supervisor was answered once its inquiry was on the ledger, and proved to the firm what it had read',
      day.audited?.wrong ?? ['no pair was read'],
    ),
  ];
}

/** The checks as lines that a person reads. */
export function renderChecks(checks: readonly DayCheck[]): string {
  return checks
    .flatMap(({ what, holds, details }) =>
      holds
        ? [colours.green(`✓ ${what}`)]
        : [colours.red(`✗ ${what}`), ...details.slice(0, DETAILS_TOLD).map((detail) => `    ${detail}`)],
    )
    .join('\n');
}
