import type { Ledger } from '@jangbu/client';
import type {
  ClaimResult,
  ReservationResult,
  SettlementInstruction,
  SettlementResult,
} from '@jangbu/client/interfirm';
import { instructionName, MATCHING_PHASES, type InstructionName } from '@jangbu/model';
import { type Progress, eachOf } from '@jangbu/network';
import { beginPhase } from './begin-phase';
import type { TradingFirm } from './firm-day';
import { ledgerOf } from './match-pairs';

/** Firms, or pairs, at work at the same time. */
const AT_ONCE = 6;

/** So long a peer may be behind the others before that is a failure. */
const LAG_MAX_MS = 60_000;

type Pair = readonly [string, string];

/** What came of one day's settlement. */
export interface SettledDay {
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly settled: number;
  /** What was due and did not settle. */
  readonly failed: readonly InstructionName[];
  /** Firms that had too little of something. */
  readonly short: readonly string[];
  readonly seconds: { readonly reserve: number; readonly settle: number };
}

/** Waits until a firm's own peer has seen that matching of a day has closed: its peer may be a block behind. */
async function seenMatchingClosed({ days, member }: Ledger, date: string): Promise<void> {
  const until = performance.now() + LAG_MAX_MS;
  for (;;) {
    const day = await days.current();
    if (day && (day.date > date || !MATCHING_PHASES.some((phase) => phase === day.phase))) return;
    if (performance.now() > until)
      throw new Error(`${member.id}'s peer does not see that matching has closed`);
  }
}

/**
 * Has each pair turn what it owes by its matched trades into instructions, once matching of the trade date has closed.
 *
 * @returns how many there are
 */
export async function instructDay(
  firms: readonly TradingFirm[],
  pairs: readonly Pair[],
  tradeDate: string,
  progress: Progress,
): Promise<number> {
  const done = beginPhase(progress, 'instructing', 'pairs instruct what they owe, net', pairs.length);
  const made = await eachOf(pairs, AT_ONCE, async ([first, counterparty]) => {
    const ledger = ledgerOf(firms, first);
    await seenMatchingClosed(ledger, tradeDate);
    const instructions = await ledger.settlement.instructNet({ counterparty, tradeDate });
    done();
    return instructions.length;
  });
  return made.reduce((sum, count) => sum + count, 0);
}

async function dueAt(ledger: Ledger, date: string): Promise<SettlementInstruction[]> {
  return (await ledger.settlement.instructions({ open: true })).filter(({ dueDate }) => dueDate <= date);
}

function requireNoFailure(results: readonly (ClaimResult | ReservationResult | SettlementResult)[]): void {
  for (const result of results) if (result.status === 'FAILED') throw result.error;
}

/** What the firms have too little of. */
interface Shortage {
  /** Names of the instructions concerned. */
  readonly instructions: ReadonlySet<string>;
  readonly firms: readonly string[];
}

/** Has each firm reserve what it delivers today. */
async function reserveDue(
  firms: readonly TradingFirm[],
  date: string,
  progress: Progress,
): Promise<Shortage> {
  const done = beginPhase(progress, 'reserving', 'firms reserve what they deliver', firms.length);
  const lacking = await eachOf(firms, AT_ONCE, async ({ id, ledger }) => {
    requireNoFailure(await ledger.settlement.claimAll());
    const results = await ledger.settlement.reserveAll(await dueAt(ledger, date));
    requireNoFailure(results);
    done();
    return { id, short: results.filter(({ status }) => status === 'SHORT').map(instructionName) };
  });
  return {
    instructions: new Set(lacking.flatMap(({ short }) => short)),
    firms: lacking.filter(({ short }) => short.length > 0).map(({ id }) => id),
  };
}

/**
 * What a pair has due, once the reading firm's own peer has seen all that both have reserved: the other
 * firm's reservations were recorded at the other firm's peer first.
 */
async function reservedBetween(
  ledger: Ledger,
  pair: Pair,
  date: string,
  short: Shortage,
): Promise<SettlementInstruction[]> {
  const until = performance.now() + LAG_MAX_MS;
  for (;;) {
    const due = (await dueAt(ledger, date)).filter((each) =>
      pair.every((party) => each.pair.includes(party)),
    );
    const isReady = due.every(
      (each) => short.instructions.has(instructionName(each)) || each.legs.every(({ reserved }) => reserved),
    );
    if (isReady) return due;
    if (performance.now() > until) throw new Error(`${pair[0]}'s peer does not see what ${pair[1]} reserved`);
  }
}

/** Settles, pair by pair, what is due. @returns what came of each instruction */
async function settlePairs(
  firms: readonly TradingFirm[],
  pairs: readonly Pair[],
  date: string,
  short: Shortage,
  progress: Progress,
): Promise<SettlementResult[]> {
  const done = beginPhase(progress, 'settling', 'pairs settle, delivery against payment', pairs.length);
  const results = await eachOf(pairs, AT_ONCE, async (pair) => {
    const ledger = ledgerOf(firms, pair[0]);
    const settled = await ledger.settlement.settle(await reservedBetween(ledger, pair, date, short));
    requireNoFailure(settled);
    done();
    return settled;
  });
  return results.flat();
}

/**
 * Settles all that is due on a business day: each firm reserves its own lots, cut to the exact amounts,
 * then one firm of each pair settles.
 *
 * @throws the first failure that is no shortage
 */
export async function settleDay(
  firms: readonly TradingFirm[],
  pairs: readonly Pair[],
  date: string,
  progress: Progress,
): Promise<SettledDay> {
  const started = performance.now();
  const short = await reserveDue(firms, date, progress);
  const reservedAt = performance.now();
  const results = await settlePairs(firms, pairs, date, short, progress);
  // A firm whose peer was not quick enough to sign was left out.
  await eachOf(firms, AT_ONCE, async ({ ledger }) => {
    requireNoFailure(await ledger.settlement.claimAll());
  });
  return {
    date,
    settled: results.filter(({ status }) => status === 'SETTLED').length,
    failed: results.filter(({ status }) => status !== 'SETTLED'),
    short: short.firms,
    seconds: {
      reserve: (reservedAt - started) / 1000,
      settle: (performance.now() - reservedAt) / 1000,
    },
  };
}

/** A fail that was recorded. */
export interface RecordedFail {
  readonly instruction: string;
  /** Member ids. */
  readonly atFault: readonly string[];
  /** The business day to which it rolls. */
  readonly rollsTo: string;
}

/**
 * Records for what was due and did not settle that it failed, and at whose fault. To be called once
 * settlement has closed.
 *
 * @param supervisor a connection under the supervisor's operator identity
 * @returns the fails, as they stand on the supervisor's ledger
 */
export async function recordFails(
  supervisor: Ledger,
  { failed, date }: SettledDay,
): Promise<readonly RecordedFail[]> {
  for (const instruction of failed) await supervisor.settlement.recordFail(instruction);
  const names = new Set(failed.map(instructionName));
  if (names.size === 0) return [];
  const instructions = await supervisor.settlement.instructions({ failed: { from: date, to: date } });
  return instructions
    .filter((each) => names.has(instructionName(each)))
    .flatMap((each) =>
      each.fails
        .filter(({ businessDay }) => businessDay === date)
        .map(({ atFault, rollsTo }) => ({ instruction: instructionName(each), atFault, rollsTo })),
    );
}
