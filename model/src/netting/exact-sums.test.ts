import fc from 'fast-check';
import { anyDecimal } from '../../testing/deliveries';
import { Decimal } from './decimal';
import { ExactSums } from './exact-sums';

function sumOf(texts: readonly string[], direction: 'add' | 'subtract' = 'add'): bigint {
  const sums = new ExactSums();
  const decimal = new Decimal();
  const sum = sums.begin();
  for (const text of texts) {
    decimal.read(text);
    sums[direction](sum, decimal);
  }
  return sums.total(sum);
}

describe('a decimal', () => {
  it.each(['', '-', '+1', '1.5', '1e3', ' 1', '0x10', '12a4567890123456789', '1'.repeat(40) + 'x', '--1'])(
    '"%s" is none',
    (text) => {
      expect(() => {
        new Decimal().read(text);
      }).toThrow(RangeError);
    },
  );

  it.each([
    '0',
    '-0',
    '999999999999999',
    '1000000000000000',
    '-999999999999999999999999999999',
    '1000000000000000000000000000000',
  ])('%s is read as it is', (text) => {
    expect(sumOf([text])).toBe(BigInt(text));
  });
});

describe('a running sum', () => {
  it('is what bigints make of it, at any size', () => {
    fc.assert(
      fc.property(fc.array(anyDecimal, { maxLength: 60 }), (texts) => {
        const expected = texts.reduce((sum, text) => sum + BigInt(text), 0n);
        expect(sumOf(texts)).toBe(expected);
        expect(sumOf(texts, 'subtract')).toBe(-expected);
      }),
    );
  });

  it.each(['9'.repeat(15), '9'.repeat(30)])('of a thousand times %s overflows nowhere', (text) => {
    expect(sumOf(Array.from({ length: 1000 }, () => text))).toBe(1000n * BigInt(text));
  });

  it('stands apart from thousands of others', () => {
    const sums = new ExactSums();
    const decimal = new Decimal();
    const numbers = Array.from({ length: 3000 }, () => sums.begin());
    for (const sum of numbers) {
      decimal.read(String(sum));
      sums.add(sum, decimal);
    }
    expect(numbers.map((sum) => sums.total(sum))).toEqual(numbers.map(BigInt));
  });
});
