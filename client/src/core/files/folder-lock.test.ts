import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { temporaryFolder } from '../../../testing/temporary-folder';
import { FolderLock } from './folder-lock';

const folder = temporaryFolder();

/** A process that takes the lock and holds it until it is killed. */
async function otherHolder(): Promise<{ kill: () => Promise<void> }> {
  const script = `
    const { FolderLock } = require(${JSON.stringify(join(__dirname, 'folder-lock.js'))});
    FolderLock.take(${JSON.stringify(folder())}).then(() => { process.stdout.write('held'); setInterval(() => {}, 1000); });
  `;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return {
    kill: async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

describe('a folder in use', () => {
  test('is refused to another object of the same process, until it is released', async () => {
    const lock = await FolderLock.take(folder());
    await expect(FolderLock.take(folder())).rejects.toMatchObject({ reason: 'LOCKED', retryable: true });
    await lock.release();
    const next = await FolderLock.take(folder());
    await next.release();
  });

  test('is refused while another process lives, and free when it was killed', async () => {
    const other = await otherHolder();
    await expect(FolderLock.take(folder())).rejects.toMatchObject({ reason: 'LOCKED' });
    await other.kill();
    const lock = await FolderLock.take(folder());
    await lock.release();
  });

  test("is refused when another machine's process holds it, for that one cannot be asked after", async () => {
    const holder = { host: `not-${hostname()}`, pid: 1, started: '' };
    writeFileSync(join(folder(), 'lock.1'), JSON.stringify(holder));
    await expect(FolderLock.take(folder())).rejects.toMatchObject({ reason: 'LOCKED' });
  });

  test('is free when a power cut has left the lock without its bytes', async () => {
    writeFileSync(join(folder(), 'lock.1'), '');
    const lock = await FolderLock.take(folder());
    await lock.release();
  });

  test('that cannot be made is told by a type of its own', async () => {
    const file = join(folder(), 'file');
    writeFileSync(file, '');
    await expect(FolderLock.take(join(file, 'below'))).rejects.toMatchObject({
      ...{ name: 'StoreError', reason: 'IO' },
    });
  });

  test('is free when the process number now belongs to another process', async () => {
    const holder = { host: hostname(), pid: process.pid, started: 'long ago' };
    writeFileSync(join(folder(), 'lock.1'), JSON.stringify(holder));
    const lock = await FolderLock.take(folder());
    await lock.release();
  });
});

test('of many who find a dead holder, one succeeds it', async () => {
  const other = await otherHolder();
  await other.kill();
  const takers = await Promise.allSettled(Array.from({ length: 20 }, () => FolderLock.take(folder())));
  expect(takers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('taking and releasing leaves one small file behind', async () => {
  for (let i = 0; i < 5; i += 1) await (await FolderLock.take(folder())).release();
  expect(readdirSync(folder())).toHaveLength(1);
});
