import { eachOf } from './each-of';

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

  it('gives the results in the order of the items, whoever is first', async () => {
    const ends: (() => void)[] = [];
    const work = eachOf([1, 2, 3], 3, async (item) => {
      await new Promise<void>((resolve) => ends.push(resolve));
      return item * 10;
    });
    for (const end of ends.reverse()) end();
    await expect(work).resolves.toEqual([10, 20, 30]);
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

  it.each([1, 2])('begins nothing new after a failure, %i at once', async (atOnce) => {
    const begun: number[] = [];
    const work = eachOf([1, 2, 3, 4, 5, 6], atOnce, async (item) => {
      begun.push(item);
      await Promise.resolve();
      if (item === 2) throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    // Of two at once, the other may have ended its own first and taken the next before the failure.
    expect(Math.max(...begun)).toBeLessThanOrEqual(2 + atOnce - 1);
  });

  it('takes work that throws before it awaits anything for failed, too', async () => {
    const work = eachOf([1], 1, () => {
      throw new Error('at once');
    });
    await expect(work).rejects.toThrow('at once');
  });

  it('is done at once with nothing', async () => {
    expect(await eachOf([], 4, () => Promise.resolve(1))).toEqual([]);
  });
});
