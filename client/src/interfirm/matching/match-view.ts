import {
  breaksOf,
  waitingOf,
  type AccountKind,
  type Difference,
  type MatchedTradeRecord,
  type MatchState,
  type ObligationRecord,
  type OpenStatement,
  type Pair,
  type Payment,
  type StatementSource,
} from '@jangbu/model';
import { bondAmounts, fromTradeStatement, type Statement } from '../pages/statement';

/** A trade on which both sides agree. */
export interface MatchedTrade {
  readonly uti: string;
  readonly seller: string;
  readonly buyer: string;
  readonly isin: string;
  readonly quantity: bigint;
  readonly price: bigint;
  /** Of a bond. */
  readonly cleanPrice?: bigint;
  /** Of a bond: the interest that `amount` contains. */
  readonly accruedInterest?: bigint;
  readonly currency: string;
  /** The seller's amount, which stands where the two differ within the tolerance. */
  readonly amount: bigint;
  /** That nothing is paid; both said so. */
  readonly payment?: Payment;
  /** Seller's amount minus buyer's. */
  readonly amountDifference: bigint;
  readonly settlementDate: string;
  /** Each side's own account kind, in the pair's order. */
  readonly accountKinds: readonly [AccountKind, AccountKind];
  /** Both statements' places, in the pair's order. */
  readonly sources: readonly [StatementSource, StatementSource];
}

/** A trade that both sides stated and on which they differ. */
export interface TradeBreak {
  readonly uti: string;
  /** The differing fields, each with what the two members stated, in the pair's order. */
  readonly differences: readonly Difference[];
  /** Both statements, in the pair's order. */
  readonly statements: readonly [Statement, Statement];
  readonly sources: readonly [StatementSource, StatementSource];
}

/** A trade that only one side has stated so far. */
export interface WaitingTrade {
  readonly uti: string;
  /** Who has stated it. */
  readonly statedBy: string;
  readonly statement: Statement;
  readonly source: StatementSource;
}

/** What a pair's members owe each other in one instrument for one settlement date, netted. */
export interface Obligation {
  readonly pair: Pair;
  readonly isin: string;
  readonly settlementDate: string;
  readonly currency: string;
  /** Each side's own account kind, in the pair's order. */
  readonly accountKinds: readonly [AccountKind, AccountKind];
  /** What the pair's first member receives of the instrument; negative where it delivers. */
  readonly quantity: bigint;
  /** What the pair's first member receives in money; negative where it pays. */
  readonly amount: bigint;
}

export function toMatchedTrade({ cleanPrice, accruedInterest, ...trade }: MatchedTradeRecord): MatchedTrade {
  return {
    ...trade,
    ...bondAmounts({ cleanPrice, accruedInterest }),
    quantity: BigInt(trade.quantity),
    price: BigInt(trade.price),
    amount: BigInt(trade.amount),
    amountDifference: BigInt(trade.amountDifference),
  };
}

function statementOf({ statement, source }: OpenStatement, { pair, tradeDate }: Viewed): Statement {
  const counterparty = source.submitter === pair[0] ? pair[1] : pair[0];
  return fromTradeStatement(statement, { counterparty, tradeDate });
}

function toObligation(pair: Pair, obligation: ObligationRecord): Obligation {
  return {
    ...obligation,
    pair,
    quantity: BigInt(obligation.quantity),
    amount: BigInt(obligation.amount),
  };
}

/** What is looked at of a pair's trade date. */
export type Viewed = Pick<MatchState, 'pair' | 'tradeDate' | 'open' | 'obligations'>;

/** Where the matching of a pair's trade date stands, as far as it is given. */
export class MatchView {
  readonly #state: Viewed;
  readonly #tolerance: bigint;

  constructor(state: Viewed, amountTolerance: bigint) {
    this.#state = state;
    this.#tolerance = amountTolerance;
  }

  breaks(): TradeBreak[] {
    const { pair, open } = this.#state;
    const stated = new Map(open.map((each) => [`${each.source.submitter}/${each.statement.uti}`, each]));
    return breaksOf([...pair], open, this.#tolerance).flatMap(({ uti, differences, sources }) => {
      const [first, second] = pair.map((member) => stated.get(`${member}/${uti}`));
      if (!first || !second) return [];
      const statements = [statementOf(first, this.#state), statementOf(second, this.#state)] as const;
      return [{ uti, differences, statements, sources }];
    });
  }

  waiting(): WaitingTrade[] {
    return waitingOf(this.#state.open).map((each) => ({
      uti: each.statement.uti,
      statedBy: each.source.submitter,
      statement: statementOf(each, this.#state),
      source: each.source,
    }));
  }

  obligations(): Obligation[] {
    const { pair, obligations } = this.#state;
    return obligations.map((each) => toObligation([...pair], each));
  }
}
