import type { TradeResult } from '@jangbu/client';
import { grouped, table } from '../../terminal/table';
import type { AsOptions } from '../member-options';

/** Shows bigints as the decimal strings that documents hold. */
export function json(value: unknown): string {
  return `${JSON.stringify(value, (_key, each: unknown) => (typeof each === 'bigint' ? String(each) : each), 2)}\n`;
}

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
export function tell(results: readonly TradeResult[], done: string, options: AsOptions): void {
  const wrong = results.filter(({ status }) => status !== 'RECORDED');
  if (options.json)
    process.stdout.write(json(results.map(({ uti, status, ...rest }) => ({ uti, status, ...rest }))));
  else {
    const columns = ['uti', 'result', 'why'].map((title) => ({ title }));
    if (wrong.length > 0)
      process.stdout.write(
        `${table(
          columns,
          wrong.map((each) => [each.uti, each.status, reasonOf(each)]),
        )}\n\n`,
      );
    process.stdout.write(`${grouped(results.length - wrong.length)} of ${grouped(results.length)} ${done}\n`);
  }
  if (wrong.length > 0) process.exitCode = 1;
}
