import { types } from 'node:util';
import { JangbuError } from '../core/errors/jangbu-error';
import { ReadModelError, type ReadModelErrorReason } from '../core/errors/read-model-error';

/** What the driver says when there is no server, or the connection breaks (Node's own codes, and pg's messages). */
const AWAY_CODES = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'ECONNABORTED',
  'ENOENT',
];
const AWAY_MESSAGE =
  /connection terminated|connection ended|client has encountered a connection error|timeout expired|timeout exceeded|read timeout/i;
const CLOSED_MESSAGE = /cannot use a pool after calling end|PGlite is clos/i;

/** SQLSTATE by class or code (PostgreSQL's manual, appendix A), the longer ones first. */
const STATES: readonly (readonly [prefix: string, reason: ReadModelErrorReason])[] = [
  ['53100', 'DATABASE_FULL'],
  ['57P01', 'DATABASE_AWAY'],
  ['57P02', 'DATABASE_AWAY'],
  ['57P03', 'DATABASE_AWAY'],
  ['57P05', 'DATABASE_AWAY'],
  ['25P03', 'DATABASE_AWAY'],
  ['57014', 'DATABASE_BUSY'],
  ['25006', 'DATABASE_REFUSED'],
  ['42501', 'DATABASE_REFUSED'],
  ['08', 'DATABASE_AWAY'],
  ['28', 'DATABASE_REFUSED'],
  ['3D', 'DATABASE_REFUSED'],
  ['40', 'DATABASE_BUSY'],
  ['53', 'DATABASE_BUSY'],
  ['55', 'DATABASE_BUSY'],
];

const SAYS: { readonly [R in ReadModelErrorReason]?: string } = {
  DATABASE_AWAY: 'the database is away',
  DATABASE_BUSY: 'the database is busy',
  DATABASE_FULL: 'the database has no room left',
  DATABASE_REFUSED: "the database refuses; check the user, its rights and the database's name",
  DATABASE_FAILED: 'the database failed',
  CLOSED: 'the read model has been closed',
};

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Where the server would be, as Node says it of a connection: nothing of what was sent. */
function placeOf(error: Error): string {
  const { address, port } = error as { readonly address?: unknown; readonly port?: unknown };
  return typeof address === 'string' && typeof port === 'number' ? ` at ${address}:${port}` : '';
}

function reasonOf(error: Error): ReadModelErrorReason {
  const code = codeOf(error);
  if (CLOSED_MESSAGE.test(error.message)) return 'CLOSED';
  if (AWAY_CODES.includes(code) || AWAY_MESSAGE.test(error.message)) return 'DATABASE_AWAY';
  if (code === 'ENOSPC') return 'DATABASE_FULL';
  return STATES.find(([prefix]) => code.startsWith(prefix))?.[1] ?? 'DATABASE_FAILED';
}

/**
 * What a driver threw, as the read model says it. The driver's own words are under `cause`, and never in the message:
 * they may quote rows.
 */
export function databaseFailure(cause: unknown): Error {
  if (cause instanceof JangbuError) return cause;
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- Its successor, Error.isError, is not in Node 22.
  const isError = types.isNativeError(cause);
  const reason = isError ? reasonOf(cause) : 'DATABASE_FAILED';
  const code = isError ? codeOf(cause) : '';
  const message = `${SAYS[reason] ?? reason}${code === '' ? '' : ` (${code}${isError ? placeOf(cause) : ''})`}`;
  return new ReadModelError(reason, message, { cause });
}

/** Runs what a driver does, and says what it throws as {@link databaseFailure} does. */
export async function byDatabase<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw databaseFailure(error);
  }
}
