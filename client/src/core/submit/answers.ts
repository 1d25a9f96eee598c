import type { Checker } from '@jangbu/model';
import type { Static, TSchema } from '@sinclair/typebox';
import { PeerError } from '../errors';

/** A contract's answer as JSON. */
export function parseAnswer(answer: string, what: string): unknown {
  try {
    return JSON.parse(answer);
  } catch (cause) {
    throw new PeerError(`the answer to ${what} is not JSON`, { cause });
  }
}

/**
 * A contract's answer as the document that it should be.
 *
 * @throws PeerError when it is something else: another version of the contracts, perhaps
 */
export function readDocument<T extends TSchema>(
  answer: string,
  checker: Checker<T>,
  what: string,
): Static<T> {
  return asDocument(parseAnswer(answer, what), checker, what);
}

/** Like {@link readDocument}, for a value that has been parsed. */
export function asDocument<T extends TSchema>(value: unknown, checker: Checker<T>, what: string): Static<T> {
  if (checker.fits(value)) return value;
  const told = checker.problems(value).map(({ path, message }) => `${path || '/'} ${message}`);
  throw new PeerError(`the answer to ${what} is not the document expected: ${told.join('; ')}`);
}
