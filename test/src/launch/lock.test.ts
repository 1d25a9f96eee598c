import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { runOn, startOn } from './launcher';

describe('the lock under which packages are installed and built', () => {
  let folder: string;
  let claims: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'jangbu-lock-'));
    claims = join(folder, 'lock');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function alone(work: string): string {
    return `await it.alone(${JSON.stringify(claims)}, 'testing', async (alsoFor) => { ${work} });`;
  }

  it('lets one in at a time, however many come at once', async () => {
    const log = JSON.stringify(join(folder, 'log'));
    const work = `
      const { appendFileSync } = await import('node:fs');
      appendFileSync(${log}, 'in ');
      await new Promise((done) => setTimeout(done, 20));
      appendFileSync(${log}, 'out ');`;
    const ended = await Promise.all(Array.from({ length: 5 }, () => runOn('lock', alone(work))));
    expect(ended.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0]);
    expect(readFileSync(join(folder, 'log'), 'utf8')).toBe('in out '.repeat(5));
    expect(readdirSync(claims)).toEqual([]);
  });

  it('says whom it waits for, and goes on when that one is killed', async () => {
    const holder = startOn(
      'lock',
      alone(`console.log('in'); await new Promise((done) => setTimeout(done, 1e6));`),
    );
    await once(holder.stdout ?? holder, 'data');
    const waiter = startOn('lock', alone(`console.log('in');`));
    const [words] = (await once(waiter.stderr ?? waiter, 'data')) as [Buffer];
    expect(String(words)).toContain(`waiting for process ${String(holder.pid)}, which is testing`);
    holder.kill('SIGKILL');
    expect(await once(waiter, 'exit')).toEqual([0, null]);
    expect(readdirSync(claims)).toEqual([]);
  });

  it('is not taken for a claim of another process that had the same number', async () => {
    const first = await runOn('lock', alone(''));
    expect(first.code).toBe(0);
    writeFileSync(join(claims, `${String(process.pid)}-another.start`), '1\n');
    expect((await runOn('lock', alone(`console.log('in')`))).stdout).toBe('in\n');
  });

  it('is kept for a process that the holder started, although the holder is killed', async () => {
    const done = join(folder, 'done');
    const child = `setTimeout(() => require('node:fs').writeFileSync(${JSON.stringify(done)}, ''), 1500)`;
    const holder = startOn(
      'lock',
      alone(`
        const { spawn } = await import('node:child_process');
        alsoFor(spawn(process.execPath, ['-e', ${JSON.stringify(child)}], { detached: true, stdio: 'ignore' }).pid);
        console.log('in');
        await new Promise((done) => setTimeout(done, 1e6));`),
    );
    await once(holder.stdout ?? holder, 'data');
    holder.kill('SIGKILL');
    expect((await runOn('lock', alone(''))).code).toBe(0);
    expect(existsSync(done)).toBe(true);
  });

  it('is not kept for a process that was over before it could be told of', async () => {
    const over = await runOn(
      'lock',
      alone(`
        const { spawnSync } = await import('node:child_process');
        alsoFor(spawnSync(process.execPath, ['-e', '']).pid);`),
    );
    expect(over.code).toBe(0);
    expect(readdirSync(claims)).toEqual([]);
  });

  it('takes a claim for nobody that names no process which lives', async () => {
    mkdirSync(claims);
    for (const name of ['2147483647-undefined', '2147483647-1', 'garbage'])
      writeFileSync(join(claims, name), '0\n');
    expect((await runOn('lock', alone(''))).code).toBe(0);
    expect(readdirSync(claims)).toEqual([]);
  });
});
