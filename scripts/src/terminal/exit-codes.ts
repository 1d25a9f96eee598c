import {
  AbortedError,
  DeadlineError,
  IdentityError,
  InputError,
  OverloadedError,
  ProfileError,
  ReadModelError,
  UnavailableError,
  UncertainCommitError,
  WalletError,
} from '@jangbu/client';
import {
  ConsortiumFileError,
  FabricProgramsError,
  MemberFileError,
  NetworkError,
  type NetworkErrorCode,
} from '@jangbu/network';
import { ContextFileError } from '../contexts/context-file-error';
import { TableFileError } from '../input/table-file';
import { UsageError } from '../input/usage-error';

/** What a command's exit code tells; docs/command-line.md has them for whoever writes scripts. */
export const EXIT = {
  DONE: 0,
  /** Refused, failed, or not as it should be: the ledger or the command says why. */
  FAILED: 1,
  /** The command was called wrongly, or a file that it was given is wrong. Nothing was sent. */
  USAGE: 2,
  /** It was sent, and may stand on the ledger or not. The same command again finds out, and does nothing twice. */
  UNSURE: 3,
  /** A peer, another member or a server does not answer, or has too much to do. Nothing was sent. */
  UNREACHABLE: 4,
  /** It was broken off by Ctrl-C or a signal: 128 + 2, as shells have it. */
  INTERRUPTED: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const OF_THE_CALL = [
  UsageError,
  InputError,
  ProfileError,
  IdentityError,
  TableFileError,
  ContextFileError,
  ConsortiumFileError,
  MemberFileError,
];

/** What of a network's errors is about a file that was given. */
const WRONG_FILES: ReadonlySet<NetworkErrorCode> = new Set([
  'DESCRIPTOR_INVALID',
  'FOUNDING_LIST_INVALID',
  'MEMBER_FOLDER_INVALID',
  'PACKAGE_INVALID',
]);

function isUnsure(error: unknown): boolean {
  if (error instanceof NetworkError) return error.code === 'IN_DOUBT';
  if (error instanceof UncertainCommitError) return true;
  const late =
    error instanceof DeadlineError || error instanceof AbortedError || error instanceof UnavailableError;
  return late && error.transactionId !== undefined;
}

/** What of a network's errors is that a node, or a member's peers, do not answer; nothing was sent then. */
const NO_ANSWER: ReadonlySet<NetworkErrorCode> = new Set(['NODE_NOT_READY']);

function isAway(error: unknown): boolean {
  if (error instanceof NetworkError) return NO_ANSWER.has(error.code);
  if (error instanceof ReadModelError) return error.reason === 'DATABASE_AWAY';
  return (
    error instanceof UnavailableError || error instanceof DeadlineError || error instanceof OverloadedError
  );
}

function isInterruption(error: unknown): boolean {
  if (error instanceof NetworkError) return error.code === 'CANCELLED';
  if (error instanceof FabricProgramsError) return error.code === 'INTERRUPTED';
  return error instanceof AbortedError && error.by === 'SIGNAL';
}

function isOfTheCall(error: unknown): boolean {
  if (error instanceof NetworkError) return WRONG_FILES.has(error.code);
  if (error instanceof WalletError) return error.reason === 'RECOVERY_CODE';
  return OF_THE_CALL.some((kind) => error instanceof kind);
}

/** The exit code for what a command has thrown. */
export function exitCodeOf(error: unknown): ExitCode {
  if (isOfTheCall(error)) return EXIT.USAGE;
  if (isUnsure(error)) return EXIT.UNSURE;
  if (isAway(error)) return EXIT.UNREACHABLE;
  return isInterruption(error) ? EXIT.INTERRUPTED : EXIT.FAILED;
}

/**
 * Sets this process's exit code for a command of which some parts failed and others did not: what is in doubt is told
 * first, then what is out of reach.
 */
export function failWith(errors: readonly unknown[]): void {
  const codes = errors.map(exitCodeOf);
  process.exitCode = [EXIT.UNSURE, EXIT.UNREACHABLE].find((code) => codes.includes(code)) ?? EXIT.FAILED;
}

/** Errors of the language itself: a defect, most likely, and their words were not written for an operator. */
const OF_THE_LANGUAGE = [
  'Error',
  'TypeError',
  'RangeError',
  'SyntaxError',
  'ReferenceError',
  'EvalError',
  'URIError',
];

/** Whether an error's message says all that a person needs; the system's own (no such file, no room) do. */
export function isForeseen(error: Error): boolean {
  return 'syscall' in error || !OF_THE_LANGUAGE.includes(error.name);
}
