import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { withLock } from './lock';

let folder = '';
let lock = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lock-'));
  lock = join(folder, 'lock.json');
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe('the lock of a network', () => {
  it('refuses a second holder while the first is at work, and says which process it is', async () => {
    await withLock(lock, async () => {
      const second = withLock(lock, () => Promise.resolve());
      await expect(second).rejects.toMatchObject({ code: 'BUSY', facts: { pid: process.pid } });
      expect(existsSync(lock)).toBe(true);
    });
  });

  it('is free again afterwards, also after a failure, and leaves no file behind', async () => {
    await expect(withLock(lock, () => Promise.reject(new Error('work')))).rejects.toThrow('work');
    await expect(withLock(lock, () => Promise.resolve('done'))).resolves.toBe('done');
    expect(await readdir(folder)).toEqual([]);
  });

  it('is free when its holder has died, and when its file was cut short', async () => {
    await writeFile(lock, JSON.stringify({ pid: process.pid, started: 'at another time' }));
    await expect(withLock(lock, () => Promise.resolve('done'))).resolves.toBe('done');
    await writeFile(lock, '{"pid":');
    await expect(withLock(lock, () => Promise.resolve('done'))).resolves.toBe('done');
  });

  it('says of a folder that takes no writes which it is, and what to do', async () => {
    // Nobody makes a folder there, root neither.
    await expect(withLock('/sys/jangbu/lock.json', () => Promise.resolve())).rejects.toMatchObject({
      code: 'NOT_WRITABLE',
      message: expect.stringContaining('/sys/jangbu cannot be written to') as unknown,
    });
  });

  it('sweeps away what killed processes left of it, and nothing else', async () => {
    const dead = 2 ** 22 + 1;
    for (const name of [
      `lock.json.${dead}`,
      `lock.json.${dead}.${dead}`,
      `lock.json.${dead}.stale`,
      'lock.json.bak',
    ])
      await writeFile(join(folder, name), '');
    await withLock(lock, () => Promise.resolve());
    expect(await readdir(folder)).toEqual(['lock.json.bak']);
  });
});
