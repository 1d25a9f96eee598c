import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { runOn } from './launcher';

const PLATFORM = `${process.platform}-${process.arch}`;

describe('the Node that the launcher chooses', () => {
  let folder: string;
  let cache: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'jangbu-node-'));
    cache = join(folder, 'cache');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** An `npm` that stands in for the real one. */
  function npm(script: string): NodeJS.ProcessEnv {
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'npm'), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, 'npm'), 0o755);
    return { PATH: `${bin}:/usr/bin:/bin` };
  }

  function lineNinetyNine(env: NodeJS.ProcessEnv): ReturnType<typeof runOn> {
    const pin = { name: 'node-here', version: '99.1.0', integrity: 'sha512-AAAA' };
    const options = JSON.stringify({ cache, nodes: { 99: { [PLATFORM]: pin } } });
    return runOn('node', `console.log(await it.nodeOfLine(99, ${options}));`, env);
  }

  const WORKING_NPM = `
    mkdir -p node_modules/node-here/bin
    printf '#!/bin/sh\\necho v99.1.0\\n' > node_modules/node-here/bin/node
    chmod +x node_modules/node-here/bin/node`;

  it.each([
    ['18.20.8', false],
    ['20.20.2', false],
    ['22.11.0', false],
    ['22.12.0', true],
    ['24.0.0', true],
    ['26.1.0', true],
  ])('%s is new enough: %s', async (version, enough) => {
    const { stdout } = await runOn('node', `console.log(it.isNewEnough('${version}'));`);
    expect(stdout).toBe(`${String(enough)}\n`);
  });

  it('is the running one where that is of the line asked for', async () => {
    const line = process.versions.node.split('.')[0] ?? '';
    const { stdout } = await runOn('node', `console.log(await it.nodeOfLine(${line}));`, { PATH: '' });
    expect(stdout).toBe(`${process.execPath}\n`);
  });

  it('is fetched once, although two ask at the same time, and leaves nothing half done', async () => {
    const env = npm(WORKING_NPM);
    const [one, other] = await Promise.all([lineNinetyNine(env), lineNinetyNine(env)]);
    const program = join(cache, `node-99.1.0-${PLATFORM}`, 'bin', 'node');
    expect([one.stdout, other.stdout]).toEqual([`${program}\n`, `${program}\n`]);
    expect(`${one.stderr}${other.stderr}`.match(/fetching Node 99\.1\.0 through npm/g)).toHaveLength(1);
    expect(readdirSync(cache).sort()).toEqual([`node-99.1.0-${PLATFORM}`, `node-99.1.0-${PLATFORM}.lock`]);
    // Here already: nothing is asked of npm.
    expect((await lineNinetyNine({ PATH: '' })).stdout).toBe(`${program}\n`);
  });

  it.each([
    ['there is no npm', undefined, /npm could not fetch Node 99\.1\.0: spawn npm ENOENT/],
    ['npm fails', 'echo no network >&2; exit 1', /npm could not fetch Node 99\.1\.0: no network/],
    ['what was fetched does not run', WORKING_NPM.replace('v99.1.0', 'v1'), /does not run here: v1/],
  ])('says what to install where %s', async (_, script, reason) => {
    const { code, stderr } = await lineNinetyNine(script === undefined ? { PATH: folder } : npm(script));
    expect(code).toBe(1);
    expect(stderr).toMatch(reason);
    expect(stderr).toContain('install Node 24 (https://nodejs.org/en/download)');
    expect(readdirSync(cache)).toEqual([`node-99.1.0-${PLATFORM}.lock`]);
  });

  it('says what to install where the platform has none', async () => {
    const { stderr } = await runOn('node', `await it.nodeOfLine(99, { cache: '${cache}', nodes: {} });`);
    expect(stderr).toContain(`no Node 99 can be fetched for ${PLATFORM}`);
  });

  it.each([
    [{ JANGBU_CACHE: '/own' }, '/own'],
    [{ HOME: '/home/a', XDG_CACHE_HOME: '/x' }, '/x/jangbu'],
    [{ HOME: '/home/a', XDG_CACHE_HOME: 'relative' }, '/home/a/.cache/jangbu'],
  ])("lies in the user's cache: %j", async (env, expected) => {
    if (process.platform !== 'linux') return;
    const { stdout } = await runOn('node', `console.log(it.cacheFolder(${JSON.stringify(env)}));`);
    expect(stdout).toBe(`${expected}\n`);
  });
});
