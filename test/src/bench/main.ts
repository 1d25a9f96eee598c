import { untilInterrupted } from '@jangbu/network';
import { reportFailure, UsageError } from 'jangbu';
import { helpText, readArguments } from './arguments';
import { benches } from './benches';
import { asJson, asLine, asTable } from './results/print';
import { InterruptedError, leftOut, runBenches } from './run';

async function main(args: readonly string[]): Promise<number> {
  const asked = readArguments(args, benches);
  if (!asked) {
    process.stdout.write(`${helpText(benches)}\n`);
    return 0;
  }
  if (leftOut !== undefined) process.stderr.write(`${leftOut}\n`);
  const form = asked.json ? asJson : asked.all ? asLine : asTable;
  const ok = await untilInterrupted((signal, forced) =>
    runBenches(asked, (outcome) => process.stdout.write(`${form(outcome)}\n`), { signal, forced }),
  );
  return ok ? 0 : 1;
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    // What a bench had begun still waits for answers that cannot come.
    if (error instanceof InterruptedError) process.exit(130);
    process.exitCode = reportFailure(error, process.stderr);
    if (error instanceof UsageError) process.stderr.write('(add --help for what can be said here)\n');
  },
);
