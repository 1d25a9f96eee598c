import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Ledger } from '@jangbu/client';
import type { Progress } from '@jangbu/network';
import { connectAs, moveToNextDay, type NetworkContext, supervisorId, UsageError, withLedger } from 'jangbu';
import { liveInvestors } from './investors/live-investors';
import { renderInvestors } from './investors/render-investors';
import { auditPair, renderAudit, type AuditedPair } from './audit-pair';
import { cancelMatchedTrades, readCancellations } from './cancel-trades';
import { correctDay } from './correct-day';
import { deposit, readCustody } from './custody';
import { readEndOfDay, renderEndOfDay } from './end-of-day';
import { readExpected } from './expected';
import { firmFile, pairsOf, readFirmDay, type FirmDay, type TradeDate, type TradingFirm } from './firm-day';
import { checkDay, renderChecks, type LivedDay } from './check-day';
import { redateUti } from './redate';
import { closeMatching, closeRest, sealDay, type SealedDay } from './seal-day';
import { liveToSettlement } from './settlement-days';
import { renderSettlement } from './settlement-summary';
import { instructDay } from './settle-day';
import { renderDay } from './summary';
import { tradeDay } from './trade-day';

/** A day that was run: what to show, and whether the files' known mistakes were found and nothing else. */
export interface FinishedDay {
  readonly text: string;
  readonly asExpected: boolean;
}

/** The files beside this program. */
const EXAMPLE_FILES = join(__dirname, '..', 'files');

/** Trade date that the example files have; a run moves them to the ledger's business day. */
const FILES_DATE = '2026-11-24';

function examplesFolder(given: string | undefined): string {
  const folder = given ?? EXAMPLE_FILES;
  if (!existsSync(join(folder, 'expected.csv'))) {
    throw new UsageError(`there are no trade files in ${folder}; name their folder by --examples`);
  }
  return folder;
}

/** Closes the day in force, if there is one, and has the members seal it. */
async function closeAndSeal(context: NetworkContext, progress: Progress): Promise<SealedDay | undefined> {
  const supervisor = supervisorId(context.consortium);
  const closed = await withLedger(context, supervisor, 'operator', async (ledger) =>
    (await ledger.days.current()) ? closeRest(ledger) : undefined,
  );
  return closed === undefined ? undefined : sealDay(context, closed, progress);
}

function sealLine({ date, members, transactions, root }: SealedDay): string {
  return `${date} is closed, and sealed by ${members} members: ${transactions} transactions under the root ${root.slice(0, 16)}…`;
}

async function openDay(context: NetworkContext): Promise<TradeDate> {
  return withLedger(context, supervisorId(context.consortium), 'operator', async (ledger) => {
    const { date } = await moveToNextDay(ledger);
    const { parameters } = await ledger.consortium.parameters();
    return { date, calendar: parameters };
  });
}

/** How to run a day. */
export interface DayOptions {
  /** Folder with a trade file for each firm and `expected.csv`; those beside this program when left out. */
  readonly examples?: string | undefined;
  /** Whether the last day stays open, for whoever wants to look around, or is closed and sealed. */
  readonly afterwards: 'LEAVE_OPEN' | 'SEAL';
}

/** Connects each firm of which the folder has a file. */
async function connectFirms(
  context: NetworkContext,
  folder: string,
  ledgers: Ledger[],
): Promise<TradingFirm[]> {
  const ids = context.consortium.members.map(({ id }) => id).filter((id) => existsSync(firmFile(folder, id)));
  const firms: TradingFirm[] = [];
  for (const id of ids) {
    const ledger = await connectAs(context, id, 'trader');
    ledgers.push(ledger);
    firms.push({ id, ledger });
  }
  return firms;
}

/** Reads the firms' files of a folder; firms without one are left out. */
function readFiles(folder: string, firms: readonly TradingFirm[], tradeDate: TradeDate): Promise<FirmDay[]> {
  return Promise.all(
    firms
      .filter(({ id }) => existsSync(firmFile(folder, id)))
      .map((firm) => readFirmDay(firm, firmFile(folder, firm.id), tradeDate)),
  );
}

/** Trades, corrects, instructs and settles what the folder's files say. */
async function liveThrough(
  context: NetworkContext,
  folder: string,
  firms: readonly TradingFirm[],
  progress: Progress,
): Promise<LivedDay> {
  progress({ phase: 'business day', text: 'the supervisor opens the next business day' });
  const tradeDate = await openDay(context);
  const { date } = tradeDate;
  progress({ phase: 'business day', text: date });
  const days = await readFiles(folder, firms, tradeDate);
  const traded = await tradeDay(days, date, progress);
  const corrections = await readFiles(join(folder, 'corrections'), firms, tradeDate);
  const corrected = await correctDay(traded, firms, corrections, progress);
  const pairs = pairsOf(days);
  const cancellations = (await readCancellations(join(folder, 'cancellations.csv'))).map((row) => ({
    ...row,
    uti: redateUti(row.uti, FILES_DATE, date),
  }));
  const cancelled = await cancelMatchedTrades(firms, cancellations, date, progress);
  const custody = await readCustody(join(folder, 'custody.csv'));
  const [onTime, late] = [
    custody.filter(({ arrives }) => arrives === 0),
    custody.filter(({ arrives }) => arrives > 0),
  ];
  const lots = await withLedger(context, supervisorId(context.consortium), 'operator', (custodian) =>
    deposit(custodian, onTime, progress),
  );
  progress({ phase: 'business day', text: 'matching closes: what each owes each is known' });
  await withLedger(context, supervisorId(context.consortium), 'operator', closeMatching);
  const instructions = await instructDay(firms, pairs, date, progress);
  const settlement = await liveToSettlement(context, { firms, pairs, instructions, late }, progress);
  const investors = await liveInvestors(context, progress);
  const audited = await auditFirst(context, pairs, date, firms, progress);
  progress({ phase: 'reporting', text: "the supervisor's end-of-day reports" });
  const endOfDay = await readEndOfDay(
    context,
    date,
    settlement.days.map((day) => day.date),
  );
  const expected = (await readExpected(join(folder, 'expected.csv'))).map((row) => ({
    ...row,
    uti: redateUti(row.uti, FILES_DATE, date),
  }));
  return {
    traded,
    corrected,
    expected,
    cancelled,
    late,
    lots,
    instructions,
    settlement,
    endOfDay,
    investors,
    audited,
  };
}

/** The supervisor looks into what one pair has traded; none where nobody trades. */
async function auditFirst(
  context: NetworkContext,
  pairs: readonly (readonly [string, string])[],
  tradeDate: string,
  firms: readonly TradingFirm[],
  progress: Progress,
): Promise<AuditedPair | undefined> {
  const supervisor = supervisorId(context.consortium);
  const pair = pairs.find((each) => !each.includes(supervisor));
  const firm = firms.find(({ id }) => id === pair?.[0]);
  if (!pair || !firm) return undefined;
  return auditPair(context, { pair, tradeDate }, firm.ledger, progress);
}

/**
 * Opens the next business day (the one before is closed and sealed first), trades it from files, each
 * firm under its own identity through its own peer, corrects what was wrong, and lives on to the day on
 * which all of it has settled.
 */
export async function runDay(
  context: NetworkContext,
  progress: Progress,
  { examples, afterwards }: DayOptions,
): Promise<FinishedDay> {
  const folder = examplesFolder(examples);
  const before = await closeAndSeal(context, progress);
  const ledgers: Ledger[] = [];
  try {
    const firms = await connectFirms(context, folder, ledgers);
    const lived = await liveThrough(context, folder, firms, progress);
    const sealed = afterwards === 'SEAL' ? await closeAndSeal(context, progress) : undefined;
    const checks = checkDay(lived);
    return {
      text: [
        ...(before ? [sealLine(before), ''] : []),
        renderDay(lived, context.consortium),
        '',
        renderSettlement(lived, context.consortium),
        ...[...lived.settlement.sealed, ...(sealed ? [sealed] : [])].map(sealLine),
        '',
        renderEndOfDay(lived.endOfDay, context.consortium),
        '',
        renderInvestors(lived.investors, context.consortium),
        '',
        ...(lived.audited ? [renderAudit(lived.audited, context.consortium), ''] : []),
        renderChecks(checks),
      ].join('\n'),
      asExpected: checks.every(({ holds }) => holds),
    };
  } finally {
    await Promise.all(ledgers.map((ledger) => ledger.close()));
  }
}
