import { createHash } from 'node:crypto';
import { killTagOf, recordIdOf } from './record-id';

test('a record id is the hash of what the issuer signed, in a domain of its own', () => {
  const expected = createHash('sha256').update('jangbu:credential-record:1\nhead.body').digest('hex');
  expect(recordIdOf('head.body')).toBe(expected);
});

test('a kill tag tells its key apart from a record id of the same bytes', () => {
  expect(killTagOf(Buffer.from('head.body'))).not.toBe(recordIdOf('head.body'));
});
