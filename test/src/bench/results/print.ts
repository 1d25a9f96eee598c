import type { BenchOutcome } from './outcome';

/** Figures with what they consist of, under names with dots. */
function flat(figures: object, prefix = ''): [name: string, value: string][] {
  return Object.entries(figures).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? flat(value, `${prefix}${name}.`)
      : [[`${prefix}${name}`, String(value)] as [string, string]],
  );
}

/** One line, for programs. */
export function asJson(outcome: BenchOutcome): string {
  const { bench } = outcome;
  return JSON.stringify(
    outcome.ok ? { bench, ...outcome.figures } : { bench, error: outcome.error, said: outcome.said },
  );
}

/** One line, for people who look at several benchmarks: what is measured, not what it consists of. */
export function asLine(outcome: BenchOutcome): string {
  const { bench } = outcome;
  if (!outcome.ok) return `${bench}: FAILED: ${[outcome.error, ...outcome.said].join(' | ')}`;
  const told = Object.entries(outcome.figures).filter(([, value]) => typeof value !== 'object');
  return `${bench}: ${told.map(([name, value]) => `${name} ${String(value)}`).join(', ')}`;
}

/** Everything, a line a figure, for people who look at one. */
export function asTable(outcome: BenchOutcome): string {
  if (!outcome.ok) return [`${outcome.bench}: FAILED: ${outcome.error}`, ...outcome.said].join('\n  ');
  const rows = flat(outcome.figures);
  const width = Math.max(...rows.map(([name]) => name.length));
  return [outcome.bench, ...rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`)].join('\n');
}
