import type { TradeResult } from '@jangbu/client/interfirm';
import type { StatementRow } from '../../input/trade-file';
import { rowProblem } from '../../input/trade-problems';
import type { TradeResults } from '../../outputs/trades';
import { EXIT, failWith } from '../../terminal/exit-codes';
import { news, tell } from '../../terminal/output';
import { grouped, table } from '../../terminal/table';
import type { MemberOptions } from '../member-options';

type Problem = Extract<TradeResult, { status: 'REFUSED' }>['problem'];

/** A trade's problem in words. */
type TellProblem = (problem: Problem) => string;

function wrongOf(results: readonly TradeResult[]): readonly TradeResult[] {
  return results.filter(({ status }) => status !== 'RECORDED');
}

/** A trade's problem on one line: its code, and the fields that are wrong. */
export function toldProblem({ code, problems = [] }: Problem): string {
  const fields = problems.map(({ path, message }) => `${path} ${message}`);
  return fields.length === 0 ? code : `${code}: ${fields.join('; ')}`;
}

function reasonOf(result: TradeResult, tellProblem: TellProblem): string {
  switch (result.status) {
    case 'RECORDED':
      return '';
    case 'REFUSED':
      return tellProblem(result.problem);
    case 'FAILED':
      return result.error.message;
  }
}

function describe(results: readonly TradeResult[], done: string, tellProblem: TellProblem): string {
  const wrong = wrongOf(results);
  const columns = ['uti', 'result', 'why'].map((title) => ({ title }));
  const rows = wrong.map((each) => [each.uti, each.status, reasonOf(each, tellProblem)]);
  const told = `${grouped(results.length - wrong.length)} of ${grouped(results.length)} ${done}`;
  return wrong.length > 0 ? `${table(columns, rows)}\n\n${told}` : told;
}

/** Shows results trade by trade; where one is wrong the command fails. */
export function tellResults(
  results: readonly TradeResult[],
  done: string,
  options: MemberOptions,
  tellProblem: TellProblem = toldProblem,
): void {
  tell<typeof TradeResults>(options, results, () => describe(results, done, tellProblem));
  const wrong = wrongOf(results);
  if (wrong.length === 0) return;
  failWith(wrong.map((each) => (each.status === 'FAILED' ? each.error : undefined)));
  if (process.exitCode === EXIT.UNSURE)
    news(
      'Some may be on the ledger or not: run the same command again, which finds out and records nothing twice.',
    );
}

/** As {@link tellResults} for the trades of a file: what is wrong is told by line and column. */
export function tellResultsOf(
  rows: readonly StatementRow[],
  results: readonly TradeResult[],
  done: string,
  options: MemberOptions,
): void {
  tellResults(results, done, options, (problem) => {
    const row = rows[problem.position];
    return row === undefined ? toldProblem(problem) : rowProblem(row, problem);
  });
}
