import { createHash } from 'node:crypto';
import { pseudonymOf } from './pseudonym';

test('a pseudonym is the hash of firm and subject, in a domain of its own', () => {
  const expected = createHash('sha256').update('jangbu:pseudonym:1\nfirm-a\nsubject').digest('hex');
  expect(pseudonymOf('firm-a', 'subject')).toBe(expected);
});

test('the same subject is someone else at another firm', () => {
  expect(pseudonymOf('firm-a', 'subject')).not.toBe(pseudonymOf('firm-b', 'subject'));
});
