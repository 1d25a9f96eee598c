import { AuditedRead, Checker, pairOf, type Pair } from '@jangbu/model';
import { InputError } from '../errors';

const checker = new Checker(AuditedRead);

/**
 * A pair in the order of its ids, in which the ledger names it.
 *
 * @throws InputError when it is one member twice
 */
export function pairNamed([a, b]: Pair): [string, string] {
  if (a === b) throw new InputError('a pair is two members');
  return [...pairOf(a, b)];
}

/**
 * What is to be read, as the ledger would name it.
 *
 * @throws InputError when it does not fit
 */
export function toAuditedRead(read: AuditedRead): AuditedRead {
  if (!checker.fits(read)) throw new InputError('what is to be read does not fit', checker.problems(read));
  return 'pair' in read ? { ...read, pair: pairNamed(read.pair) } : read;
}
