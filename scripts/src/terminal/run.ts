import { CommanderError, type Command } from 'commander';
import { languageOf, type Language } from '../language/language';
import { EXIT } from './exit-codes';
import { reportFailure } from './failure';

/** Below what is said of a wrong call. */
const HELP_HINT: Readonly<Record<Language, string>> = {
  en: '(add --help for what can be said here)',
  ko: '(--help를 붙이면 쓸 수 있는 것을 보여 줍니다)',
};

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
 * @param language of what is said of a wrong call; by the environment unless given
 */
export async function runCommandLine(
  program: Command,
  argv: readonly string[],
  language: Language = languageOf(process.env),
): Promise<void> {
  endQuietlyWithReader(process.stdout);
  endQuietlyWithReader(process.stderr);
  process.on('uncaughtException', lastResort);
  process.on('unhandledRejection', lastResort);
  for (const command of allOf(program)) {
    command.exitOverride().showHelpAfterError(HELP_HINT[language]);
  }
  try {
    await program.parseAsync([...argv]);
  } catch (error) {
    tell(error);
  }
}
