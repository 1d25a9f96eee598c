import { AuditedRead, Checker } from '@jangbu/model';
import { InputError } from '../../core/errors';
import { pairNamed } from '../matching/pair-day';

const checker = new Checker(AuditedRead);

/**
 * What is to be read, as the ledger would name it.
 *
 * @throws InputError when it does not fit
 */
export function toAuditedRead(read: AuditedRead): AuditedRead {
  if (!checker.fits(read)) throw new InputError('what is to be read does not fit', checker.problems(read));
  return 'pair' in read ? { ...read, pair: pairNamed(read.pair) } : read;
}
