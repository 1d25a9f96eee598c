import { CommanderError, type Command } from 'commander';
import { EXIT } from './exit-codes';
import { reportFailure } from './failure';

/** Every command below one, and itself. */
function* allOf(command: Command): Iterable<Command> {
  yield command;
  for (const each of command.commands) yield* allOf(each);
}

/** Whoever reads our output has enough of it (`jangbu … | head`): that is no failure. */
function endQuietlyWithReader(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    process.exit(reportFailure(error, process.stderr));
  });
}

/** Whatever nobody has caught is told like any other failure. */
function lastResort(error: unknown): void {
  process.exit(reportFailure(error, process.stderr));
}

function tell(error: unknown): void {
  // Commander has written its own message before it throws; asking for help or the version is no mistake.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.DONE : EXIT.USAGE;
  else process.exitCode = reportFailure(error, process.stderr);
}

/**
 * Runs a command line to its end, and sets this process's exit code. No failure shows a stack, and a reader that leaves
 * ends it quietly.
 *
 * @param argv as `process.argv`
 */
export async function runCommandLine(program: Command, argv: readonly string[]): Promise<void> {
  endQuietlyWithReader(process.stdout);
  endQuietlyWithReader(process.stderr);
  process.on('uncaughtException', lastResort);
  process.on('unhandledRejection', lastResort);
  for (const command of allOf(program)) {
    command.exitOverride().showHelpAfterError('(add --help for what can be said here)');
  }
  try {
    await program.parseAsync([...argv]);
  } catch (error) {
    tell(error);
  }
}
