import {
  Checker,
  closed,
  DateText,
  MemberId,
  paymentStated,
  tradeStatementChecker,
  type SchemaProblem,
  type TradeProblem,
  type TradeProblemCode,
} from '@jangbu/model';
import { TradeGroups, type TradeGroup } from '../pages/paging';
import type { TradeResult } from './results';
import { toTradeStatement, type Statement } from '../pages/statement';

const pageChecker = new Checker(closed({ counterparty: MemberId, tradeDate: DateText }));

/** What the SDK's own check leaves: groups to be sent, and results for what is wrong. */
export interface CheckedStatements {
  readonly groups: readonly TradeGroup[];
  /** By place in the input; undefined where the statement may be sent. */
  readonly results: readonly (TradeResult | undefined)[];
}

function refused(
  uti: unknown,
  position: number,
  code: TradeProblemCode,
  problems: readonly SchemaProblem[],
): TradeResult {
  const told = typeof uti === 'string' ? uti : '';
  const problem: TradeProblem = { position, uti: told === '' ? null : told, code, problems };
  return { status: 'REFUSED', uti: told, problem };
}

/**
 * Judges statements as far as it can be done without the ledger: their schema, a trade with
 * oneself, what is paid or that nothing is, and a UTI given twice for one counterparty and trade date (the first one stands).
 *
 * @param ownId the stating member
 */
export function checkStatements(statements: readonly Statement[], ownId: string): CheckedStatements {
  const groups = new TradeGroups();
  const seen = new Set<string>();
  const results = statements.map((statement, place): TradeResult | undefined => {
    const { uti, counterparty, tradeDate } = statement;
    const trade = toTradeStatement(statement);
    const problems = [
      ...pageChecker.problems({ counterparty, tradeDate }),
      ...tradeStatementChecker.problems(trade),
      ...(counterparty === ownId ? [{ path: '/counterparty', message: 'the member itself' }] : []),
    ];
    if (problems.length > 0) return refused(uti, place, 'INVALID', problems);
    const unpaid = paymentStated(trade);
    if (unpaid) return refused(uti, place, unpaid, []);
    const name = `${counterparty}/${tradeDate}/${uti}`;
    if (seen.has(name)) return refused(uti, place, 'UTI_REPEATED', []);
    seen.add(name);
    groups.add(counterparty, tradeDate, { trade, place });
    return undefined;
  });
  return { groups: groups.all(), results };
}
