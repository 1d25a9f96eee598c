import { Type, type Static } from '@sinclair/typebox';
import { hmacSha256 } from '../format/hash';
import { canonicalJson } from '../format/canonical';
import { Checker } from '../schema/checker';
import { closed, oneOf, Salt } from '../schema/fields';

/**
 * What stands at a key that says all by itself: that an instruction is open, that it ended or failed to settle on a
 * business day, that a movement was made on one. So these are found among themselves, however much else there was.
 */
export const Mark = closed({
  type: oneOf('open-instruction', 'ended-instruction', 'failed-instruction', 'day-movement'),
  version: Type.Literal(1),
  /** Derived from that of the record: nobody else tells by its hash what is marked. */
  salt: Salt,
});
export type Mark = Static<typeof Mark>;

export const markChecker = new Checker(Mark);

/**
 * The canonical text of a mark of a record with this salt.
 *
 * @param day where a record may have several marks of one type: no two of them have the same hash
 */
export function markText(type: Mark['type'], salt: string, day?: string): string {
  const label = `jangbu/mark/1/${type}${day === undefined ? '' : `/${day}`}`;
  const derived = hmacSha256(Buffer.from(salt, 'hex'), label).toString('hex');
  const mark: Mark = { type, version: 1, salt: derived };
  return canonicalJson(mark);
}
