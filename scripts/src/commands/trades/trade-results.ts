import type { TradeResult } from '@jangbu/client/interfirm';
import type { TradeResults } from '../../outputs/trades';
import { EXIT, failWith } from '../../terminal/exit-codes';
import { news, tell } from '../../terminal/output';
import { grouped, table } from '../../terminal/table';
import type { MemberOptions } from '../member-options';

type Problem = Extract<TradeResult, { status: 'REFUSED' }>['problem'];

/** A trade's problem on one line: its code, and the fields that are wrong. */
export function toldProblem({ code, problems = [] }: Problem): string {
  const fields = problems.map(({ path, message }) => `${path} ${message}`);
  return fields.length === 0 ? code : `${code}: ${fields.join('; ')}`;
}

function reasonOf(result: TradeResult): string {
  switch (result.status) {
    case 'RECORDED':
      return '';
    case 'REFUSED':
      return toldProblem(result.problem);
    case 'FAILED':
      return result.error.message;
  }
}

function describe(results: readonly TradeResult[], wrong: readonly TradeResult[], done: string): string {
  const columns = ['uti', 'result', 'why'].map((title) => ({ title }));
  const rows = wrong.map((each) => [each.uti, each.status, reasonOf(each)]);
  const told = `${grouped(results.length - wrong.length)} of ${grouped(results.length)} ${done}`;
  return wrong.length > 0 ? `${table(columns, rows)}\n\n${told}` : told;
}

/** Shows results trade by trade; where one is wrong the command fails. */
export function tellResults(results: readonly TradeResult[], done: string, options: MemberOptions): void {
  const wrong = results.filter(({ status }) => status !== 'RECORDED');
  tell<typeof TradeResults>(options, results, () => describe(results, wrong, done));
  if (wrong.length === 0) return;
  failWith(wrong.map((each) => (each.status === 'FAILED' ? each.error : undefined)));
  if (process.exitCode === EXIT.UNSURE)
    news(
      'Some may be on the ledger or not: run the same command again, which finds out and records nothing twice.',
    );
}
