import {
  isBusinessDay,
  RefusalError,
  settlementWindowOf,
  tradeStatementChecker,
  type InstrumentKind,
  type InstrumentRegister,
  type Parameters,
  type SettlementWindow,
  type TradeProblem,
  type TradeProblemCode,
  type TradeStatement,
} from '@jangbu/model';

/** What trades are judged by. */
export interface TradeRules {
  readonly tradeDate: string;
  /** Currency, status and kind of all instruments, by ISIN. */
  readonly register: InstrumentRegister['instruments'];
  /** Closed days and settlement rules. */
  readonly calendar: Pick<Parameters, 'closedDays' | 'settlementRules'>;
}

type RegisterEntry = InstrumentRegister['instruments'][string];

/** So many wrong fields are told of one trade. */
const FIELDS_TOLD = 3;

/**
 * So many bytes of a refusal may go to its trades. Each endorser of a page refuses it by itself, and
 * what the gateway collects from all of them reaches the client in HTTP/2 trailers: beyond 48 KB of
 * them the client gets no answer at all.
 */
const BYTES_TOLD = 12_000;

/** The part of {@link TradeRules} that is worth remembering from trade to trade. */
class Judgement {
  readonly #rules: TradeRules;
  readonly #businessDays = new Map<string, boolean>();
  readonly #windows = new Map<InstrumentKind, SettlementWindow | undefined>();
  readonly #utis = new Set<string>();

  constructor(rules: TradeRules) {
    this.#rules = rules;
  }

  #isBusinessDay(date: string): boolean {
    let known = this.#businessDays.get(date);
    if (known === undefined) {
      known = isBusinessDay(date, this.#rules.calendar);
      this.#businessDays.set(date, known);
    }
    return known;
  }

  #isRepeated(uti: string): boolean {
    if (this.#utis.has(uti)) return true;
    this.#utis.add(uti);
    return false;
  }

  #problemOfInstrument({ currency }: TradeStatement, entry: RegisterEntry): TradeProblemCode | undefined {
    if (entry[1] !== 'ACTIVE') return 'INSTRUMENT_NOT_ACTIVE';
    return entry[0] === currency ? undefined : 'CURRENCY_NOT_OF_INSTRUMENT';
  }

  #windowOf(kind: InstrumentKind): SettlementWindow | undefined {
    if (!this.#windows.has(kind)) {
      const { tradeDate, calendar } = this.#rules;
      this.#windows.set(kind, settlementWindowOf(tradeDate, kind, calendar.settlementRules, calendar));
    }
    return this.#windows.get(kind);
  }

  #problemOfSettlementDate(date: string, kind: InstrumentKind): TradeProblemCode | undefined {
    if (date < this.#rules.tradeDate) return 'SETTLEMENT_DATE_BEFORE_TRADE_DATE';
    if (!this.#isBusinessDay(date)) return 'SETTLEMENT_DATE_NOT_BUSINESS_DAY';
    const window = this.#windowOf(kind);
    return window && date >= window.first && date <= window.last ? undefined : 'SETTLEMENT_DATE_NOT_BY_RULE';
  }

  problemOf(trade: TradeStatement): TradeProblemCode | undefined {
    if (this.#isRepeated(trade.uti)) return 'UTI_REPEATED';
    const { register } = this.#rules;
    const entry = Object.hasOwn(register, trade.isin) ? register[trade.isin] : undefined;
    if (!entry) return 'INSTRUMENT_UNKNOWN';
    return (
      this.#problemOfInstrument(trade, entry) ?? this.#problemOfSettlementDate(trade.settlementDate, entry[2])
    );
  }
}

function utiOf(trade: unknown): string | null {
  const uti = typeof trade === 'object' && trade !== null && 'uti' in trade ? trade.uti : null;
  return typeof uti === 'string' && uti.length <= 52 ? uti : null;
}

function invalidTrade(trade: unknown, position: number): TradeProblem {
  const problems = tradeStatementChecker.problems(trade).slice(0, FIELDS_TOLD);
  return { position, uti: utiOf(trade), code: 'INVALID', problems };
}

/** Everything that is wrong with the trades of a page: one problem a trade, in their order. */
export function problemsOf(trades: readonly unknown[], rules: TradeRules): TradeProblem[] {
  const judgement = new Judgement(rules);
  return trades.flatMap((trade, position): TradeProblem[] => {
    if (!tradeStatementChecker.fits(trade)) return [invalidTrade(trade, position)];
    const code = judgement.problemOf(trade);
    return code ? [{ position, uti: trade.uti, code }] : [];
  });
}

/** As many problems as an answer has room for. */
function told(problems: readonly TradeProblem[]): TradeProblem[] {
  let left = BYTES_TOLD;
  return problems.filter((problem) => {
    left -= Buffer.byteLength(JSON.stringify(problem)) + 1;
    return left >= 0;
  });
}

/**
 * Takes the trades of a page whole, or refuses the page with a reason for each bad trade.
 *
 * @throws RefusalError TRADES_REFUSED
 */
export function requireGoodTrades(trades: readonly unknown[], rules: TradeRules): void {
  const problems = problemsOf(trades, rules);
  if (problems.length === 0) return;
  const named = told(problems);
  throw new RefusalError('TRADES_REFUSED', { trades: named, untold: problems.length - named.length });
}
