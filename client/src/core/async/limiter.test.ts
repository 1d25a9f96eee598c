import { Limiter } from './limiter';

/** Work that ends when it is told to. */
function work(): { run: () => Promise<void>; end: () => void; begun: () => boolean } {
  let begun = false;
  let end: () => void = () => undefined;
  const done = new Promise<void>((resolve) => {
    end = resolve;
  });
  return {
    run: () => {
      begun = true;
      return done;
    },
    end: () => {
      end();
    },
    begun: () => begun,
  };
}

test('lets so many run at a time, the others in the order in which they came', async () => {
  const limiter = new Limiter(2);
  const { signal } = new AbortController();
  const all = [work(), work(), work(), work()];
  const done = all.map(({ run }) => limiter.run(run, signal));
  await Promise.resolve();
  expect(all.map(({ begun }) => begun())).toEqual([true, true, false, false]);
  all[1]?.end();
  await done[1];
  await Promise.resolve();
  expect(all.map(({ begun }) => begun())).toEqual([true, true, true, false]);
  for (const { end } of all) end();
  await Promise.all(done);
  expect(all.every(({ begun }) => begun())).toBe(true);
});

test('lanes take turns, however many wait in one of them', async () => {
  const limiter = new Limiter(1);
  const { signal } = new AbortController();
  const order: string[] = [];
  const queue = (name: string, lane: string) =>
    limiter.run(
      () => {
        order.push(name);
        return Promise.resolve();
      },
      signal,
      lane,
    );
  const held = work();
  const first = limiter.run(held.run, signal, 'trades');
  const many = Array.from({ length: 5 }, (_, i) => queue(`trade ${i}`, 'trades'));
  const few = [queue('kill', 'credentials'), queue('move', 'holdings'), queue('beat', 'credentials')];
  held.end();
  await Promise.all([first, ...many, ...few]);
  expect(order).toEqual([
    ...['trade 0', 'kill', 'move'],
    ...['trade 1', 'beat'],
    ...['trade 2', 'trade 3', 'trade 4'],
  ]);
});

test('a lane that everybody has left is gone', async () => {
  const limiter = new Limiter(1);
  const { signal } = new AbortController();
  const controller = new AbortController();
  const held = work();
  const first = limiter.run(held.run, signal, 'a');
  const left = limiter.run(() => Promise.resolve(), controller.signal, 'b');
  controller.abort();
  await expect(left).rejects.toMatchObject({ name: 'AbortedError' });
  const last = limiter.run(() => Promise.resolve('done'), signal, 'a');
  held.end();
  await first;
  await expect(last).resolves.toBe('done');
});

test('one that is aborted while it waits leaves the queue and never runs', async () => {
  const limiter = new Limiter(1);
  const controller = new AbortController();
  const first = work();
  const waiting = work();
  const last = work();
  const running = limiter.run(first.run, new AbortController().signal);
  const aborted = limiter.run(waiting.run, controller.signal);
  const after = limiter.run(last.run, new AbortController().signal);
  controller.abort();
  await expect(aborted).rejects.toMatchObject({ name: 'AbortedError' });
  first.end();
  last.end();
  await Promise.all([running, after]);
  expect(waiting.begun()).toBe(false);
});

test('work that fails frees its place', async () => {
  const limiter = new Limiter(1);
  const { signal } = new AbortController();
  await expect(limiter.run(() => Promise.reject(new Error('no')), signal)).rejects.toThrow('no');
  await expect(limiter.run(() => Promise.resolve('yes'), signal)).resolves.toBe('yes');
});
