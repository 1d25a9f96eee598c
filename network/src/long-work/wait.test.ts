import { eachOf, until } from './wait';

describe('waiting', () => {
  it('ends when the fact is true', async () => {
    let asked = 0;
    expect(await until(() => (asked += 1) === 3, 60_000)).toBe(true);
    expect(asked).toBe(3);
  });

  it('ends at the deadline, but asks at least once', async () => {
    let asked = 0;
    expect(await until(() => (asked += 1) > 99, 0)).toBe(false);
    expect(asked).toBe(1);
  });

  it('ends when the caller has given up', async () => {
    const gone = AbortSignal.abort();
    await expect(until(() => false, 60_000, gone)).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});

describe('work on each of many', () => {
  it('keeps the order of the results, and to the number at once', async () => {
    let running = 0;
    let most = 0;
    const results = await eachOf([3, 1, 2, 5, 4], 2, async (item) => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
      return item * 10;
    });
    expect(results).toEqual([30, 10, 20, 50, 40]);
    expect(most).toBe(2);
  });

  it('fails with the first failure, after what runs has ended', async () => {
    const ended: number[] = [];
    const work = eachOf([1, 2], 2, async (item) => {
      await Promise.resolve();
      ended.push(item);
      if (item === 1) throw new Error('the first');
    });
    await expect(work).rejects.toThrow('the first');
    expect(ended).toEqual([1, 2]);
  });
});
