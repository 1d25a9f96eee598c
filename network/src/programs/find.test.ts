import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { fabricCache } from './cache';
import { writeFabric, writeGo, writeScript } from '../../testing/programs';
import { findFabric, searchFabric } from './find';
import { fabricStatus } from './status';

describe("finding Fabric's programs", () => {
  let folder: string;
  let env: NodeJS.ProcessEnv;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'jangbu-find-'));
    env = { PATH: '/usr/bin:/bin', JANGBU_CACHE: join(folder, 'cache') };
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('finds nothing on a machine that has none', async () => {
    expect(await findFabric({ env })).toBeUndefined();
  });

  it('takes FABRIC_BIN before all others', async () => {
    env['FABRIC_BIN'] = writeFabric(join(folder, 'named'), 'v3.1.4');
    env['PATH'] = `${writeFabric(join(folder, 'onpath'), 'v3.1.1')}:/bin`;
    const found = await findFabric({ env });
    expect(found).toMatchObject({ directory: join(folder, 'named'), version: '3.1.4', source: 'FABRIC_BIN' });
    expect(found?.path('orderer')).toBe(join(folder, 'named', 'orderer'));
  });

  it.each([
    ['is not there', () => undefined, /no program peer and no orderer and no configtxgen/],
    [
      'lacks a program',
      (at: string) => writeFabric(at, 'v3.1.1', ['peer', 'orderer']),
      /no program configtxgen/,
    ],
    [
      'is of version 2.5',
      (at: string) => writeFabric(at, 'v2.5.4'),
      /version 2\.5\.4, and the network needs 3\.x/,
    ],
    ['is of version 30', (at: string) => writeFabric(at, 'v30.1.0'), /version 30\.1\.0/],
    ['names no version', (at: string) => writeFabric(at, ''), /names no version/],
  ])('refuses a FABRIC_BIN that %s, although the PATH would do', async (_, make, reason) => {
    env['FABRIC_BIN'] = join(folder, 'named');
    make(env['FABRIC_BIN']);
    env['PATH'] = `${writeFabric(join(folder, 'onpath'), 'v3.1.1')}:/bin`;
    await expect(findFabric({ env })).rejects.toMatchObject({ code: 'FABRIC_BIN_UNUSABLE' });
    await expect(findFabric({ env })).rejects.toThrow(reason);
  });

  it('refuses a FABRIC_BIN whose peer does not run', async () => {
    env['FABRIC_BIN'] = writeFabric(join(folder, 'named'), 'v3.1.1');
    writeScript(join(folder, 'named', 'peer'), 'echo "exec format error" >&2; exit 126');
    await expect(findFabric({ env })).rejects.toThrow(/peer version. fails there/);
  });

  it('takes an empty FABRIC_BIN as not set', async () => {
    env['FABRIC_BIN'] = '';
    expect(await findFabric({ env })).toBeUndefined();
  });

  it('takes the first complete set of 3.x on the PATH, and says why it took no other', async () => {
    const older = writeFabric(join(folder, 'older'), '2.5.4');
    const partial = writeFabric(join(folder, 'partial'), 'v3.1.1', ['peer']);
    const fitting = writeFabric(join(folder, 'fitting'), 'v3.0.0');
    env['PATH'] = [older, partial, fitting, '/bin'].join(':');
    const { programs, refused } = await searchFabric(env);
    expect(programs).toMatchObject({ directory: fitting, version: '3.0.0', source: 'PATH' });
    expect(refused.map(({ directory }) => directory)).toEqual([older, partial]);
    expect(refused[0]?.reason).toMatch(/2\.5\.4/);
  });

  it('takes what was built before when the PATH has nothing that fits', async () => {
    env['PATH'] = `${writeFabric(join(folder, 'older'), '2.5.4')}:/bin`;
    const { target } = await fabricCache(env);
    writeFabric(target, 'v3.1.1');
    expect(await findFabric({ env })).toMatchObject({ directory: target, source: 'cache', version: '3.1.1' });
  });

  it('does not take a cache from which a program was deleted', async () => {
    writeFabric((await fabricCache(env)).target, 'v3.1.1', ['peer', 'configtxgen']);
    expect(await findFabric({ env })).toBeUndefined();
  });

  it('keeps the cache where the platform and the user want it', async () => {
    const target = async (own: NodeJS.ProcessEnv): Promise<string> => (await fabricCache(own)).root;
    expect(await target({ JANGBU_CACHE: '/x', HOME: '/home/k' })).toBe('/x');
    const custom = process.platform === 'darwin' ? '/home/k/Library/Caches/jangbu' : '/home/k/.cache/jangbu';
    expect(await target({ HOME: '/home/k', XDG_CACHE_HOME: 'relative' })).toBe(custom);
    if (process.platform !== 'darwin') {
      expect(await target({ HOME: '/home/k', XDG_CACHE_HOME: '/var/k' })).toBe('/var/k/jangbu');
    }
  });

  it('tells the status without building or failing', async () => {
    env['FABRIC_BIN'] = writeFabric(join(folder, 'named'), 'v2.5.4');
    env['PATH'] = `${writeGo(join(folder, 'go'), { version: '1.25.0' })}:/bin`;
    const status = await fabricStatus({ env });
    expect(status.programs).toBeUndefined();
    expect(status.problem).toMatch(/2\.5\.4/);
    expect(status.cache.filled).toBe(false);
    expect(status.go).toEqual({ program: join(folder, 'go', 'go'), version: '1.25.0' });
    expect(status.goNeeded).toMatch(/^1\.\d+/);
  });
});
