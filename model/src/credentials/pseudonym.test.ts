import { createHash } from 'node:crypto';
import { pseudonymOf } from './pseudonym';

test('a pseudonym is the hash of firm, issuer and subject, in a domain of its own', () => {
  const expected = createHash('sha256').update('jangbu:pseudonym:2\nfirm-a\nissuer\nsubject').digest('hex');
  expect(pseudonymOf('firm-a', 'issuer', 'subject')).toBe(expected);
});

test('the same subject is someone else at another firm', () => {
  expect(pseudonymOf('firm-a', 'i', 'subject')).not.toBe(pseudonymOf('firm-b', 'i', 'subject'));
});

test('an issuer that copies the subject of another makes someone else of it', () => {
  expect(pseudonymOf('firm-a', 'issuer', 'subject')).not.toBe(pseudonymOf('firm-a', 'thief', 'subject'));
});
