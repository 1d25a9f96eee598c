import {
  calendarsSince,
  entryProblems,
  isBusinessDay,
  paymentProblem,
  RefusalError,
  settlementWindowOf,
  type Instrument,
  type InstrumentKind,
  type InstrumentsInShort,
  type PageEntry,
  type ClosedDays,
  type SettlementCalendar,
  type SettlementWindow,
  type TradeProblem,
  type TradeProblemCode,
  type TradeStatement,
} from '@jangbu/model';
import { told } from '../records/items';
import type { GivenEntry } from './page';

/** What trades are checked by. */
export interface TradeRules {
  readonly tradeDate: string;
  /** Currency, status, kind and scales of all instruments, by ISIN. */
  readonly register: InstrumentsInShort;
  /** Closed days with their history, and settlement rules. */
  readonly calendar: SettlementCalendar;
  /** By how much an amount may be off its price, in basis points. */
  readonly priceTolerance: number;
}

type RegisterEntry = InstrumentsInShort[string];

/** So many wrong fields are told of one trade. */
const FIELDS_TOLD = 3;

/** Clean price and accrued interest are stated of bonds, both of them, and of nothing else. */
function problemOfKind(trade: TradeStatement, kind: Instrument['kind']): TradeProblemCode | undefined {
  const stated = [trade.cleanPrice, trade.accruedInterest].filter((field) => field !== undefined);
  if (kind === 'BOND') return stated.length < 2 ? 'BOND_FIELDS_MISSING' : undefined;
  return stated.length > 0 ? 'BOND_FIELDS_UNFIT' : undefined;
}

/** The part of {@link TradeRules} that is worth remembering from trade to trade. */
class TradeChecks {
  readonly #rules: TradeRules;
  /** Those by which the firms may have counted: a holiday may have been declared since they agreed. */
  readonly #calendars: readonly ClosedDays[];
  readonly #openBy = new Map<string, readonly boolean[]>();
  readonly #windows = new Map<InstrumentKind, readonly (SettlementWindow | undefined)[]>();
  readonly #utis = new Set<string>();

  constructor(rules: TradeRules) {
    this.#rules = rules;
    this.#calendars = calendarsSince(rules.tradeDate, rules.calendar);
  }

  /** By each of the calendars, whether the market opens on a date. */
  #isOpen(date: string): readonly boolean[] {
    let known = this.#openBy.get(date);
    if (known === undefined) {
      known = this.#calendars.map((calendar) => isBusinessDay(date, calendar));
      this.#openBy.set(date, known);
    }
    return known;
  }

  #isRepeated(uti: string): boolean {
    if (this.#utis.has(uti)) return true;
    this.#utis.add(uti);
    return false;
  }

  problemOf(entry: PageEntry): TradeProblemCode | undefined {
    if (this.#isRepeated(entry.uti)) return 'UTI_REPEATED';
    // A withdrawal says nothing else: it is good even where the instrument has been suspended since.
    return 'withdraws' in entry ? undefined : this.#problemOfStatement(entry);
  }

  #problemOfStatement(trade: TradeStatement): TradeProblemCode | undefined {
    const { register } = this.#rules;
    const entry = Object.hasOwn(register, trade.isin) ? register[trade.isin] : undefined;
    if (!entry) return 'INSTRUMENT_UNKNOWN';
    return (
      this.#problemOfInstrument(trade, entry) ?? this.#problemOfSettlementDate(trade.settlementDate, entry[2])
    );
  }

  #problemOfInstrument(
    trade: TradeStatement,
    [currency, status, kind, quantityScale, priceScale]: RegisterEntry,
  ): TradeProblemCode | undefined {
    if (status !== 'ACTIVE') return 'INSTRUMENT_NOT_ACTIVE';
    if (currency !== trade.currency) return 'CURRENCY_NOT_OF_INSTRUMENT';
    const convention = { kind, quantityScale, priceScale };
    return problemOfKind(trade, kind) ?? paymentProblem(trade, convention, this.#rules.priceTolerance);
  }

  /** By each of the calendars, which settlement dates are allowed. */
  #windowsOf(kind: InstrumentKind): readonly (SettlementWindow | undefined)[] {
    let known = this.#windows.get(kind);
    if (known === undefined) {
      const { tradeDate, calendar } = this.#rules;
      known = this.#calendars.map((each) =>
        settlementWindowOf(tradeDate, kind, calendar.settlementRules, each),
      );
      this.#windows.set(kind, known);
    }
    return known;
  }

  #problemOfSettlementDate(date: string, kind: InstrumentKind): TradeProblemCode | undefined {
    if (date < this.#rules.tradeDate) return 'SETTLEMENT_DATE_BEFORE_TRADE_DATE';
    const isOpen = this.#isOpen(date);
    if (!isOpen.includes(true)) return 'SETTLEMENT_DATE_NOT_BUSINESS_DAY';
    const isAllowed = this.#windowsOf(kind).some(
      (window, i) => isOpen[i] && window && date >= window.first && date <= window.last,
    );
    return isAllowed ? undefined : 'SETTLEMENT_DATE_NOT_BY_RULE';
  }
}

function utiOf(trade: unknown): string | null {
  const uti = typeof trade === 'object' && trade !== null && 'uti' in trade ? trade.uti : null;
  return typeof uti === 'string' && uti.length <= 52 ? uti : null;
}

function invalidTrade(trade: unknown, position: number): TradeProblem {
  const problems = entryProblems(trade).slice(0, FIELDS_TOLD);
  return { position, uti: utiOf(trade), code: 'INVALID', problems };
}

/** Everything that is wrong with the trades of a page: one problem a trade, in their order. */
export function problemsOf(entries: readonly GivenEntry[], rules: TradeRules): TradeProblem[] {
  const checks = new TradeChecks(rules);
  return entries.flatMap((given, position): TradeProblem[] => {
    if (!given.fits) return [invalidTrade(given.entry, position)];
    const code = checks.problemOf(given.entry);
    return code ? [{ position, uti: given.entry.uti, code }] : [];
  });
}

/**
 * Takes the trades of a page whole, or refuses the page with a reason for each bad trade.
 *
 * @throws RefusalError TRADES_REFUSED
 */
export function requireGoodTrades(entries: readonly GivenEntry[], rules: TradeRules): void {
  const problems = problemsOf(entries, rules);
  if (problems.length === 0) return;
  const named = told(problems);
  throw new RefusalError('TRADES_REFUSED', { trades: named, untold: problems.length - named.length });
}
