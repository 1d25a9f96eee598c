import { bestAtOnce } from './concurrency';

const silent = (): void => undefined;

test('the concurrency that gave most a second is taken', async () => {
  const measure = (_: number, atOnce: number): Promise<{ perSecond: number; latenciesMs: number[] }> =>
    Promise.resolve({ perSecond: 10 - Math.abs(atOnce - 4), latenciesMs: [] });
  expect(await bestAtOnce({ atOnce: [1, 4, 8], trial: 5, measured: 9 }, measure, silent)).toBe(4);
});

test('where there is no choice nothing is tried', async () => {
  const measure = jest.fn();
  expect(await bestAtOnce({ atOnce: [4], trial: 5, measured: 9 }, measure, silent)).toBe(4);
  expect(measure).not.toHaveBeenCalled();
});
