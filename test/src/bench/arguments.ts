import { parseArgs } from 'node:util';
import { UsageError } from 'jangbu';
import type { Bench } from './definition/bench';
import type { Scale } from './figures/scale';

/** What the command line asks for. */
export interface BenchArguments {
  readonly benches: readonly Bench[];
  readonly all: boolean;
  readonly scale: Scale;
  readonly json: boolean;
  readonly consortium: string | undefined;
  readonly state: string | undefined;
}

/** What `--help` says. */
export function helpText(benches: readonly Bench[]): string {
  const width = Math.max(...benches.map(({ name }) => name.length), 'all'.length);
  return [
    'Usage: npm run bench -- NAME [--short] [--json]',
    '',
    'Measures our way against the plain way in the same run, on a network of its own that is gone afterwards.',
    '',
    ...benches.map(({ name, about }) => `  ${name.padEnd(width)}  ${about}`),
    `  ${'all'.padEnd(width)}  each in turn, on one network`,
    '',
    '  --short             seconds each, with a few firms: a check that it works, no measurement',
    '  --json              one JSON object a line',
    '  --consortium FILE   another consortium, on the ports that it names',
    '  --state FOLDER      where the network lies while it runs (default: .jangbu/bench)',
    '',
    'Exits 0 only if each gave figures that are a result, 1 otherwise.',
  ].join('\n');
}

function parsed(args: readonly string[]): {
  readonly positionals: readonly string[];
  readonly values: { short?: boolean; json?: boolean; help?: boolean; consortium?: string; state?: string };
} {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        short: { type: 'boolean' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        consortium: { type: 'string' },
        state: { type: 'string' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/**
 * @param args what stands after the command's name
 * @returns undefined where help is asked for
 * @throws UsageError when the arguments cannot be followed
 */
export function readArguments(
  args: readonly string[],
  benches: readonly Bench[],
): BenchArguments | undefined {
  const { positionals, values } = parsed(args);
  if (values.help) return undefined;
  const [name, ...others] = positionals;
  const names = benches.map((bench) => bench.name).join(', ');
  if (name === undefined || others.length > 0) throw new UsageError(`name one bench, or all: ${names}`);
  const chosen = name === 'all' ? benches : benches.filter((bench) => bench.name === name);
  if (chosen.length === 0) throw new UsageError(`there is no bench ${name}: ${names}`);
  return {
    benches: chosen,
    all: name === 'all',
    scale: values.short ? 'SHORT' : 'FULL',
    json: values.json ?? false,
    consortium: values.consortium,
    state: values.state,
  };
}
