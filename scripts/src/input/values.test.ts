import { readAccountKind, choiceOf } from './choices';
import { UsageError } from './usage-error';
import { amountOf, countOf, positiveAmountOf } from './whole-numbers';

describe('a word out of a few', () => {
  it.each(['HOUSE', 'house', 'House'])('is taken in any case: %s', (given) => {
    expect(readAccountKind(given)).toBe('HOUSE');
  });

  it('may have hyphens for underscores', () => {
    expect(choiceOf('a phase', ['OPEN', 'MATCHING_CLOSED'], 'matching-closed')).toBe('MATCHING_CLOSED');
  });

  it.each(['', 'omnibus', 'HOUSES'])(
    'is refused where it is another, with those that are allowed: %j',
    (given) => {
      expect(() => readAccountKind(given)).toThrow(UsageError);
      expect(() => readAccountKind(given)).toThrow('an account is HOUSE or CLIENT');
    },
  );
});

describe('an amount', () => {
  it('is a whole number, in full', () => {
    expect(amountOf('0')).toBe(0n);
    expect(positiveAmountOf('123456789012345678901234567890')).toBe(123456789012345678901234567890n);
  });

  it.each(['-1', '1.5', '1,000', '', '1e3', ' 1', '1'.repeat(31)])('is not %j', (given) => {
    expect(() => amountOf(given)).toThrow(UsageError);
    expect(() => positiveAmountOf(given)).toThrow(UsageError);
  });

  it('above zero is not zero', () => {
    expect(() => positiveAmountOf('0')).toThrow(UsageError);
  });
});

test('a count is exact as a number', () => {
  expect(countOf('100')).toBe(100);
  for (const given of ['-1', '1.5', '', '1'.repeat(16)]) expect(() => countOf(given)).toThrow(UsageError);
});
