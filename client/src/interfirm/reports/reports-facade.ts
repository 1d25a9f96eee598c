import {
  accountEntries,
  deliveryOfTrade,
  instructionName,
  nettingSavings,
  type AccountEntry,
  type NettingSavings,
} from '@jangbu/model';
import type { Consortium } from '../../consortium/governance/consortium';
import type { Days } from '../../consortium/days/days';
import type { CallOptions } from '../../core/submit/submission';
import { InputError } from '../../core/errors';
import type { Holdings } from '../holdings/holdings';
import type { OutstandingSum } from '../holdings/lot-view';
import type { Settlement } from '../settlement/settlement';
import type { InstructionReader } from '../settlement/instruction-reader';
import { fromTradeStatement, type Statement } from '../pages/statement';
import type { Trades } from '../trades/trades';
import type { DayFacts } from './day-facts';
import type { SettlementInstruction } from '../settlement/instruction-view';
import type { HeldDays } from './held-days';
import { failLines, penaltySums, type FailLine } from './fail-report';
import { concerning, instructionSums, type InstructionSum } from './instruction-report';
import { fieldsOfMatched, fieldsOfStatement } from './own-trades';
import { reconcile, type Fields, type Reconciliation } from './reconcile';
import {
  breakLines,
  pairTrades,
  unmatchedLines,
  type BreakLine,
  type PairDayFacts,
  type PairTrades,
  type UnmatchedLine,
} from './trade-report';
import type { HeldDay, OwnPosition, DayReport, Reports } from './reports';

/** What the facade stands on. */
export interface ReportParts {
  readonly ownId: string;
  readonly consortium: Consortium;
  readonly days: Days;
  readonly trades: Trades;
  readonly holdings: Holdings;
  readonly settlement: Settlement;
  readonly instructions: InstructionReader;
  readonly facts: DayFacts;
  readonly held: HeldDays;
}

/** Before all business days, and after them. */
const [FIRST_DAY, LAST_DAY] = ['1900-01-01', '9999-12-31'];

/** Each instruction once, as it was read last: it may have ended meanwhile, or have failed on several days. */
function eachOnce(instructions: readonly SettlementInstruction[]): SettlementInstruction[] {
  return [...new Map(instructions.map((each) => [instructionName(each), each])).values()];
}

/** {@link Reports} over the other facades. */
export class ReportsFacade implements Reports {
  readonly #parts: ReportParts;

  constructor(parts: ReportParts) {
    this.#parts = parts;
  }

  #factsOf(date: string, options: CallOptions): Promise<PairDayFacts[]> {
    return this.#parts.facts.of(date, options);
  }

  async day(date: string, options: CallOptions = {}): Promise<DayReport> {
    const { ownId } = this.#parts;
    const facts = await this.#factsOf(date, options);
    const fails = await this.fails(date, date, options);
    return {
      date,
      member: ownId,
      trades: pairTrades(facts),
      breaks: breakLines(facts),
      unmatched: unmatchedLines(facts),
      instructions: await this.instructions(date, options),
      fails,
      penalties: penaltySums(fails),
      holdings: await this.holdings(date, options),
      netting: savingsOf(facts),
      outstanding: await this.#outstanding(options),
    };
  }

  async #outstanding(options: CallOptions): Promise<readonly OutstandingSum[]> {
    const { consortium, holdings, ownId } = this.#parts;
    const { members } = await consortium.members(options);
    const isSupervisor = members.some(({ id, roles }) => id === ownId && roles.includes('supervisor'));
    return isSupervisor ? holdings.outstanding(options) : [];
  }

  async trades(date: string, options: CallOptions = {}): Promise<readonly PairTrades[]> {
    return pairTrades(await this.#factsOf(date, options));
  }

  async breaks(date: string, options: CallOptions = {}): Promise<readonly BreakLine[]> {
    return breakLines(await this.#factsOf(date, options));
  }

  async unmatched(date: string, options: CallOptions = {}): Promise<readonly UnmatchedLine[]> {
    return unmatchedLines(await this.#factsOf(date, options));
  }

  async netting(date: string, options: CallOptions = {}): Promise<NettingSavings> {
    return savingsOf(await this.#factsOf(date, options));
  }

  async instructions(date: string, options: CallOptions = {}): Promise<readonly InstructionSum[]> {
    const { settlement } = this.#parts;
    const open = await settlement.instructions({ open: true }, options);
    const ended = await settlement.instructions({ ended: { from: date, to: date } }, options);
    return instructionSums(concerning(eachOnce([...open, ...ended]), date));
  }

  async fails(from: string, to: string, options: CallOptions = {}): Promise<readonly FailLine[]> {
    const failed = await this.#parts.settlement.instructions({ failed: { from, to } }, options);
    return failLines(eachOnce(failed), from, to);
  }

  async entries(options: CallOptions = {}): Promise<readonly AccountEntry[]> {
    return this.#entriesFrom(undefined, options);
  }

  async #entriesFrom(from: string | undefined, options: CallOptions): Promise<readonly AccountEntry[]> {
    const { ownId, holdings, instructions } = this.#parts;
    const ended = { from: from ?? FIRST_DAY, to: LAST_DAY };
    const [movements, all] = await Promise.all([
      holdings.movements(from === undefined ? {} : { from }, options),
      instructions.instructions({ ended }, options),
    ]);
    const settled = all.flatMap(({ instruction, settledOn }) =>
      settledOn === undefined ? [] : [{ instruction, businessDay: settledOn }],
    );
    return accountEntries(ownId, movements, settled);
  }

  async holdings(date: string, options: CallOptions = {}): Promise<readonly HeldDay[]> {
    const { days, holdings, held } = this.#parts;
    const [today, positions] = await Promise.all([days.current(options), holdings.positions(options)]);
    const entries = (from: string | undefined): Promise<readonly AccountEntry[]> =>
      this.#entriesFrom(from, options);
    return held.of(date, { today: today?.date, positions, entries });
  }

  async reconcileTrades(
    date: string,
    statements: readonly Statement[],
    options: CallOptions = {},
  ): Promise<Reconciliation> {
    const strange = statements.find(({ tradeDate }) => tradeDate !== date);
    if (strange) throw new InputError(`${strange.uti} is of ${strange.tradeDate}, not of ${date}`);
    const ledger = this.#onLedger(await this.#factsOf(date, options), date);
    const lacking = statements.filter(({ uti }) => !ledger.has(uti));
    for (const [uti, fields] of await this.#notTakenIn(lacking, date, options)) ledger.set(uti, fields);
    return reconcile(
      statements.map((statement) => [statement.uti, fieldsOfStatement(statement)]),
      ledger,
    );
  }

  /** The own sides of trades that a match has taken in, by UTI. */
  #onLedger(facts: readonly PairDayFacts[], date: string): Map<string, Fields> {
    const { ownId } = this.#parts;
    return new Map(
      facts.flatMap(({ pair, matched, breaks, waiting }) => [
        ...matched.map((trade) => [trade.uti, fieldsOfMatched(trade, ownId, pair[0], date)] as const),
        ...breaks.map(
          ({ uti, statements }) => [uti, fieldsOfStatement(statements[pair[0] === ownId ? 0 : 1])] as const,
        ),
        ...waiting
          .filter(({ statedBy }) => statedBy === ownId)
          .map(({ uti, statement }) => [uti, fieldsOfStatement(statement)] as const),
      ]),
    );
  }

  /** The own sides that are recorded, and which no match has taken in. */
  async #notTakenIn(
    statements: readonly Statement[],
    tradeDate: string,
    options: CallOptions,
  ): Promise<(readonly [string, Fields])[]> {
    const found: (readonly [string, Fields])[] = [];
    for (const counterparty of new Set(statements.map((each) => each.counterparty))) {
      const utis = statements.filter((each) => each.counterparty === counterparty).map(({ uti }) => uti);
      const sides = await this.#parts.trades.stated({ counterparty, tradeDate }, utis, options);
      for (const [uti, side] of sides) {
        if (side.status !== 'OPEN') continue;
        found.push([uti, fieldsOfStatement(fromTradeStatement(side.statement, { counterparty, tradeDate }))]);
      }
    }
    return found;
  }

  async reconcileHoldings(
    date: string,
    positions: readonly OwnPosition[],
    options: CallOptions = {},
  ): Promise<Reconciliation> {
    const keyOf = ({ instrument, accountKind }: Omit<OwnPosition, 'amount'>): string =>
      `${instrument}/${accountKind}`;
    const held = await this.holdings(date, options);
    const ledger = held
      .filter(({ closing }) => closing !== 0n)
      .map((row) => [keyOf(row), { amount: String(row.closing) }] as const);
    return reconcile(
      positions
        .filter(({ amount }) => amount !== 0n)
        .map((each) => [keyOf(each), { amount: String(each.amount) }]),
      new Map(ledger),
    );
  }
}

function savingsOf(facts: readonly PairDayFacts[]): NettingSavings {
  const trades = facts.flatMap(({ matched }) => matched);
  return nettingSavings(
    trades.map((trade) =>
      deliveryOfTrade({ ...trade, quantity: String(trade.quantity), amount: String(trade.amount) }),
    ),
  );
}
