import { Command } from 'commander';
import type { BenchFigures } from '../bench/bench';
import { benches } from '../bench/benches';
import { openNetworkContext, withNetworkOptions, type NetworkOptions } from '../consortium/network-context';
import { UsageError } from '../terminal/failure';
import { withProgress } from '../terminal/progress';

function forPeople({ bench, ...figures }: BenchFigures): string {
  const width = Math.max(...Object.keys(figures).map((name) => name.length));
  const lines = Object.entries(figures).map(([name, value]) => `  ${name.padEnd(width)}  ${value}`);
  return [bench, ...lines].join('\n');
}

async function run(name: string, options: NetworkOptions & { json?: boolean }): Promise<void> {
  const bench = benches.find((each) => each.name === name);
  if (!bench)
    throw new UsageError(`there is no benchmark ${name}: ${benches.map((each) => each.name).join(', ')}`);
  const place = await openNetworkContext(options);
  const figures = await withProgress((progress) => bench.run({ place, progress }));
  process.stdout.write(`${options.json ? JSON.stringify(figures) : forPeople(figures)}\n`);
}

/** `jangbu bench`: our way against the plain way, in one run. */
export function benchCommand(): Command {
  const list = benches.map(({ name, about }) => `  ${name.padEnd(8)} ${about}`).join('\n');
  return withNetworkOptions(new Command('bench'))
    .description('measure our way against the plain way on the same network in the same run')
    .argument('<name>', benches.map(({ name }) => name).join(' or '))
    .option('--json', 'as one JSON object')
    .addHelpText('after', `\nBenchmarks:\n${list}`)
    .action(run);
}
