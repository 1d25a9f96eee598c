import { pool } from './pool';

test('results come in the order of the items, whoever is first', async () => {
  const waits: (() => void)[] = [];
  const done = pool([1, 2, 3], 3, async (n) => {
    await new Promise<void>((resolve) => waits.push(resolve));
    return n * 10;
  });
  for (const go of waits.reverse()) go();
  await expect(done).resolves.toEqual([10, 20, 30]);
});

test('no more than so many run at a time', async () => {
  let running = 0;
  let most = 0;
  await pool(Array.from({ length: 20 }), 4, async () => {
    most = Math.max(most, (running += 1));
    await Promise.resolve();
    running -= 1;
  });
  expect(most).toBe(4);
});

test('after a failure nothing new is begun', async () => {
  const begun: number[] = [];
  const work = async (n: number): Promise<void> => {
    begun.push(n);
    await Promise.resolve();
    if (n === 2) throw new Error('no');
  };
  await expect(pool([1, 2, 3, 4], 1, work)).rejects.toThrow('no');
  expect(begun).toEqual([1, 2]);
});
