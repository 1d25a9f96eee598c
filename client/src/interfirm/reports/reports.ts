import type { AccountDay, AccountEntry, AccountKind, HeldInstrument, NettingSavings } from '@jangbu/model';
import type { CallOptions } from '../../core/submit/submission';
import type { OutstandingSum } from '../holdings/lot-view';
import type { Statement } from '../pages/statement';
import type { FailLine, PenaltySum } from './fail-report';
import type { InstructionSum } from './instruction-report';
import type { Reconciliation } from './reconcile';
import type { BreakLine, PairTrades, UnmatchedLine } from './trade-report';

/** What a firm held on a business day: opening, what came and went, closing. */
export interface HeldDay extends AccountDay {
  /** What the firm's lots come to now; only on the business day in force. It is the closing, or something is wrong. */
  readonly lots: bigint | undefined;
}

/** A firm's own record of what it holds. */
export interface OwnPosition {
  readonly instrument: HeldInstrument;
  readonly accountKind: AccountKind;
  /** In the instrument's smallest unit. */
  readonly amount: bigint;
}

/** Everything that operations staff look at when a business day ends. */
export interface DayReport {
  readonly date: string;
  /** Whose report: what this member's own peer holds. */
  readonly member: string;
  readonly trades: readonly PairTrades[];
  readonly breaks: readonly BreakLine[];
  readonly unmatched: readonly UnmatchedLine[];
  readonly instructions: readonly InstructionSum[];
  readonly fails: readonly FailLine[];
  readonly penalties: readonly PenaltySum[];
  readonly holdings: readonly HeldDay[];
  readonly netting: NettingSavings;
  /** The proof of the whole, now; the supervisor's only. */
  readonly outstanding: readonly OutstandingSum[];
}

/**
 * Reports of a business day, from what the member's own peer holds: a firm's own for any role, of all firms for the
 * supervisor's operator (RefusedError `INQUIRY_REQUIRED` for its others). Dates are `YYYY-MM-DD`; amounts in the smallest unit.
 */
export interface Reports {
  /** All reports of a day at once. A query for each pair, one for each match, and ten more. */
  day(date: string, options?: CallOptions): Promise<DayReport>;
  /** A line for each pair that traded on the date. A query for each pair, one for each match, and two more. */
  trades(date: string, options?: CallOptions): Promise<readonly PairTrades[]>;
  /** A line for each field on which two firms differ. Costs as {@link trades}. */
  breaks(date: string, options?: CallOptions): Promise<readonly BreakLine[]>;
  /** A line for each trade whose other side is not stated. Costs as {@link trades}. */
  unmatched(date: string, options?: CallOptions): Promise<readonly UnmatchedLine[]>;
  /** What netting saves of the date's matched trades, within pairs and among all. Costs as {@link trades}. */
  netting(date: string, options?: CallOptions): Promise<NettingSavings>;
  /** How instructions stand that settled on the date, or were due by then and have not ended. A query for 200 of these. */
  instructions(date: string, options?: CallOptions): Promise<readonly InstructionSum[]>;
  /** Fails recorded from a business day to another, both included. A query for 200 of these. */
  fails(from: string, to: string, options?: CallOptions): Promise<readonly FailLine[]>;
  /** All that ever changed what the own member holds, oldest business day first. Two queries for 1,000. */
  entries(options?: CallOptions): Promise<readonly AccountEntry[]>;
  /**
   * Opening, movements and closing of any business day, per instrument and kind of account: the closing is the
   * position as of that day. What the day in force began with is kept in the store once it is proved by the lots, and later
   * days are counted from it; where they do not fit, and with a new store, from the beginning. Four queries.
   */
  holdings(date: string, options?: CallOptions): Promise<readonly HeldDay[]>;
  /**
   * Compares a firm's own statements of a trade date with what stands on the ledger of them. Of matched trades all is
   * compared but the reference, which matching does not keep. Costs as {@link trades}, and two queries more for each
   * counterparty of which the ledger lacks some.
   *
   * @param statements the firm's own, of this trade date
   * @throws InputError when one is of another date
   */
  reconcileTrades(
    date: string,
    statements: readonly Statement[],
    options?: CallOptions,
  ): Promise<Reconciliation>;
  /** Compares a firm's own positions at a business day's end with the ledger's. Four queries. */
  reconcileHoldings(
    date: string,
    positions: readonly OwnPosition[],
    options?: CallOptions,
  ): Promise<Reconciliation>;
}
