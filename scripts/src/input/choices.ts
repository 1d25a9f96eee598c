import type { AccountKind } from '@jangbu/model';
import { UsageError } from './usage-error';

/** Whose account it is: the firm's own, or its customers'. */
export const ACCOUNT_KINDS: readonly AccountKind[] = ['HOUSE', 'CLIENT'];

/**
 * One of a few words, in any case, with `-` for `_` where one likes.
 *
 * @param what what is chosen, with its article, as the refusal names it
 * @param allowed in upper case
 * @throws UsageError for another word; it says which are allowed
 */
export function choiceOf<T extends string>(what: string, allowed: readonly T[], given: string): T {
  const word = given.toUpperCase().replaceAll('-', '_');
  const chosen = allowed.find((each) => each === word);
  if (chosen !== undefined) return chosen;
  throw new UsageError(`${what} is ${allowed.join(' or ')}, not '${given}'`);
}

/** A kind of account, in any case. @throws UsageError */
export function readAccountKind(given: string): AccountKind {
  return choiceOf('an account', ACCOUNT_KINDS, given);
}
