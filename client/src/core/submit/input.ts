import { canonicalJson, type Checker } from '@jangbu/model';
import type { TSchema } from '@sinclair/typebox';
import { InputError } from '../errors';

/**
 * Holds what a caller gave against its schema.
 *
 * @param what its name, for the message
 * @throws InputError when it does not fit
 */
export function requireFit<T extends TSchema>(value: unknown, checker: Checker<T>, what: string): void {
  if (!checker.fits(value)) throw new InputError(`the ${what} does not fit`, checker.problems(value));
}

/** What a caller gave, as it is sent: held against its schema, in canonical form. @throws InputError */
export function inputJson<T extends TSchema>(value: object, checker: Checker<T>, what: string): string {
  requireFit(value, checker, what);
  return canonicalJson(value);
}
