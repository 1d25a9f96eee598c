import type { TradeResult } from '@jangbu/client/interfirm';
import { json, say } from '../../terminal/output';
import { grouped, table } from '../../terminal/table';
import type { MemberOptions } from '../member-options';

function reasonOf(result: TradeResult): string {
  switch (result.status) {
    case 'RECORDED':
      return '';
    case 'REFUSED':
      return [
        result.problem.code,
        ...(result.problem.problems ?? []).map(({ path, message }) => `${path} ${message}`),
      ].join(': ');
    case 'FAILED':
      return result.error.message;
  }
}

/** Shows results trade by trade; where one is wrong the command fails. */
export function tellResults(results: readonly TradeResult[], done: string, options: MemberOptions): void {
  const wrong = results.filter(({ status }) => status !== 'RECORDED');
  if (options.json)
    process.stdout.write(json(results.map(({ uti, status, ...rest }) => ({ uti, status, ...rest }))));
  else {
    const columns = ['uti', 'result', 'why'].map((title) => ({ title }));
    const rows = wrong.map((each) => [each.uti, each.status, reasonOf(each)]);
    if (wrong.length > 0) say(`${table(columns, rows)}\n`);
    say(`${grouped(results.length - wrong.length)} of ${grouped(results.length)} ${done}`);
  }
  if (wrong.length > 0) process.exitCode = 1;
}
