import { RefusedError } from '@jangbu/client';
import { json } from './output';

test('what JSON has no form for: amounts are decimal strings, errors say what they are, without a stack', () => {
  const error = new RefusedError({ code: 'NOT_FOUNDED', facts: {} }, [], { cause: new Error('below') });
  const written = json([{ amount: 12_345_678_901_234_567_890n, error, map: new Map([['a', 1n]]) }]);
  expect(JSON.parse(written)).toEqual([
    {
      amount: '12345678901234567890',
      error: expect.objectContaining({
        name: 'RefusedError',
        code: 'NOT_FOUNDED',
        message: expect.stringContaining('NOT_FOUNDED') as string,
        retryable: expect.any(Boolean) as boolean,
      }) as object,
      map: { a: '1' },
    },
  ]);
  expect(written).not.toMatch(/stack|below|\bat /);
  expect(written.endsWith('\n')).toBe(true);
});
