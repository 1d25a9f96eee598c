import {
  type PageEntry,
  type Replacement,
  replacementChecker,
  type StatementWithdrawal,
  statementWithdrawalChecker,
  type TradeStatement,
  tradeStatementChecker,
} from '../documents/trade-statements';
import type { SchemaProblem } from '../schema/checker';

/** A replacement taken apart. */
function partsOf({ replaces, ...statement }: Replacement): {
  readonly replaces: number;
  readonly statement: TradeStatement;
} {
  return { replaces, statement };
}

/** The statement that an entry makes; undefined when it withdraws one. */
export function statementIn(entry: TradeStatement | Replacement): TradeStatement;
export function statementIn(entry: PageEntry): TradeStatement | undefined;
export function statementIn(entry: PageEntry): TradeStatement | undefined {
  if ('withdraws' in entry) return undefined;
  return 'replaces' in entry ? partsOf(entry).statement : entry;
}

/** Which word of its firm on the trade an entry is: 1 unless it corrects an earlier one. */
export function revisionOf(entry: PageEntry): number {
  if ('withdraws' in entry) return entry.withdraws + 1;
  return 'replaces' in entry ? partsOf(entry).replaces + 1 : 1;
}

/** Whether an entry corrects an earlier statement, and is not one of its own. */
export function isCorrection(entry: PageEntry): entry is Replacement | StatementWithdrawal {
  return revisionOf(entry) > 1;
}

/** What is wrong with an entry of a page, judged as the kind that its fields say it is. */
export function entryProblems(entry: unknown): SchemaProblem[] {
  const has = (field: string): boolean => typeof entry === 'object' && entry !== null && field in entry;
  if (has('withdraws')) return statementWithdrawalChecker.problems(entry);
  return (has('replaces') ? replacementChecker : tradeStatementChecker).problems(entry);
}
