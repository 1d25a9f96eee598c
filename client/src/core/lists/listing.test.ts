import { listing, mapped, paged } from './listing';

/** Numbers in pages, which tells what was asked for. */
function numbers(count: number, size: number) {
  const asked: (number | undefined)[] = [];
  const list = paged<number>(size, (after = 0) => {
    asked.push(after);
    const page = Array.from({ length: size }, (_, i) => after + i + 1).filter((each) => each <= count);
    return Promise.resolve(page);
  });
  return { list, asked };
}

describe('a list', () => {
  test.each([
    [0, [0]],
    [1, [0]],
    [2, [0, 2]],
    [5, [0, 2, 4]],
  ])('of %i in pages of two is whole when it is awaited', async (count, pages) => {
    const { list, asked } = numbers(count, 2);
    expect(asked).toEqual([]);
    expect(await list).toEqual(Array.from({ length: count }, (_, i) => i + 1));
    expect(asked).toEqual(pages);
  });

  test('reads on only as far as it is asked for', async () => {
    const { list, asked } = numbers(1_000_000, 3);
    const seen: number[] = [];
    for await (const each of list) {
      seen.push(each);
      if (each === 4) break;
    }
    expect([seen, asked]).toEqual([
      [1, 2, 3, 4],
      [0, 3],
    ]);
  });

  test('is read anew by each who asks', async () => {
    const { list, asked } = numbers(1, 2);
    expect([await list, await list]).toEqual([[1], [1]]);
    expect(asked).toHaveLength(2);
  });

  test('throws what reading throws, like a promise', async () => {
    const broken = mapped(
      listing<number>(async function* () {
        yield await Promise.resolve(1);
        throw new Error('away');
      }),
      (each) => each * 2,
    );
    await expect(broken).rejects.toThrow('away');
    expect(await broken.catch(() => 'caught')).toBe('caught');
    const seen: number[] = [];
    const loop = async () => {
      for await (const each of broken) seen.push(each);
    };
    await expect(loop()).rejects.toThrow('away');
    expect(seen).toEqual([2]);
    let ended = false;
    await numbers(1, 2).list.finally(() => {
      ended = true;
    });
    expect(ended).toBe(true);
  });
});
