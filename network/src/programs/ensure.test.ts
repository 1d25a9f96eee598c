import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

import { identify } from '../processes/process-identity';
import { writePidFile } from '../processes/pid-file';
import type { ProgressEvent } from '../long-work/progress';
import { fabricCache } from './cache';
import { ensureFabric } from './ensure';
import { writeFabric, writeGo, writeScript, type FakeGo } from '../../testing/programs';
import { isOlder } from './go';
import type { FabricPrograms } from './programs';

/** Asks for the programs in a process of its own; answers with the lines it was told, the last one the folder. */
async function ensureInProcess(
  env: NodeJS.ProcessEnv,
  hear: (line: string) => void = () => undefined,
): Promise<string[]> {
  const script = `require(${JSON.stringify(join(__dirname, 'index.js'))})
    .ensureFabric({ progress: ({ text }) => console.log(text) })
    .then(({ directory }) => console.log(directory));`;
  const child = spawn(process.execPath, ['-e', script], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    hear(line);
  }
  return lines;
}

describe("building Fabric's programs", () => {
  let folder: string;
  let env: NodeJS.ProcessEnv;
  let news: ProgressEvent[];
  const progress = (event: ProgressEvent): void => void news.push(event);
  const ensure = (signal?: AbortSignal): Promise<FabricPrograms> =>
    ensureFabric({ env, progress, ...(signal === undefined ? {} : { signal }) });
  const withGo = (fake: FakeGo): void => void writeGo(join(folder, 'go'), fake);
  const installs = (): number =>
    readFileSync(join(folder, 'go', 'calls'), 'utf8')
      .trim()
      .split('\n').length;
  const left = (): string[] => readdirSync(join(folder, 'cache')).sort();

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'jangbu-build-'));
    env = { PATH: `${writeGo(join(folder, 'go'))}:/usr/bin:/bin`, JANGBU_CACHE: join(folder, 'cache') };
    news = [];
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('builds them once, and finds them from then on', async () => {
    const { target, key } = await fabricCache(env);
    expect(await ensure()).toMatchObject({ directory: target, source: 'cache', version: '3.1.1' });
    expect(await ensure()).toMatchObject({ directory: target });
    expect(installs()).toBe(1);
    expect(left()).toEqual([key]);
  });

  it('does not build when FABRIC_BIN has them', async () => {
    env['FABRIC_BIN'] = writeFabric(join(folder, 'named'), 'v3.1.1');
    expect(await ensure()).toMatchObject({ source: 'FABRIC_BIN' });
    expect(existsSync(join(folder, 'cache'))).toBe(false);
  });

  it('says which older programs on the PATH it does not use, and builds', async () => {
    env['PATH'] = `${writeFabric(join(folder, 'older'), 'v2.5.4')}:${env['PATH'] ?? ''}`;
    expect(await ensure()).toMatchObject({ source: 'cache' });
    expect(news[0]?.text).toMatch(/older is not used: it holds version 2\.5\.4/);
  });

  it('counts what is downloaded and compiled', async () => {
    withGo({
      list: 'echo "go: downloading example v1" >&2; echo a; echo b; echo "go: downloading b v1" >&2',
    });
    await ensure();
    expect(news.filter(({ text }) => text === 'downloading modules').at(-1)?.done).toBe(2);
    expect(news.filter(({ text }) => text === 'compiling packages').at(-1)).toMatchObject({
      done: 1,
      total: 2,
    });
  });

  it('builds what is pinned, whatever the user has set for own work', async () => {
    Object.assign(env, {
      GOOS: 'plan9',
      GOARCH: 'mips',
      GOFLAGS: '-mod=vendor',
      GOWORK: '/w',
      CGO_ENABLED: '1',
    });
    withGo({ list: `echo "$GOOS|$GOARCH|$GOFLAGS|$GOWORK|$CGO_ENABLED" >"${join(folder, 'seen')}"; echo a` });
    await ensure();
    expect(readFileSync(join(folder, 'seen'), 'utf8')).toBe('||-mod=readonly -buildvcs=false|off|0\n');
  });

  it('builds again when a program was deleted', async () => {
    const { directory } = await ensure();
    rmSync(join(directory, 'orderer'));
    await ensure();
    expect(readdirSync(directory).sort()).toEqual(['configtxgen', 'orderer', 'peer']);
    expect(installs()).toBe(2);
  });

  it('lets one of several processes build and the others wait for it', async () => {
    // Go holds on, for a minute at most, until both others have said that they wait.
    const release = join(folder, 'release');
    const hold = `i=0; while [ ! -e ${release} ] && [ $i -lt 1200 ]; do sleep 0.05; i=$((i+1)); done`;
    withGo({ list: `${hold}; echo example/a` });
    let waiting = 0;
    const hear = (line: string): void => {
      if (!line.includes('is building them; waiting for it')) return;
      waiting += 1;
      if (waiting === 2) writeFileSync(release, '');
    };
    const told = await Promise.all([1, 2, 3].map(() => ensureInProcess(env, hear)));
    const { target } = await fabricCache(env);
    expect(told.map((lines) => lines.at(-1))).toEqual([target, target, target]);
    expect(installs()).toBe(1);
    // One that waits may meet the lock again, for the moment in which the other one looks.
    expect(waiting).toBeGreaterThanOrEqual(2);
  });

  it('does not wait for a builder that died, and removes what it left', async () => {
    const { root, key, lock, target } = await fabricCache(env);
    const left1 = join(root, `.building-${key}`);
    mkdirSync(join(left1, 'bin'), { recursive: true });
    writeFileSync(join(left1, 'bin', 'peer'), 'half a program');
    mkdirSync(join(root, '.building-fabric-0.0.0-of-another-time'));
    // This process's number, and a start that was not its own: the number has been given out again.
    writePidFile(lock, { pid: process.pid, started: 'long ago' });
    writePidFile(`${lock}.4194305`, { pid: 4194305, started: 'long ago' });
    expect((await ensureInProcess(env)).at(-1)).toBe(target);
    expect(left()).toEqual([key]);
  });

  it('stops the compiler that a killed builder left running', async () => {
    const { root, key } = await fabricCache(env);
    const orphan = spawn('sleep', ['600']);
    const identity = identify(orphan.pid ?? 0);
    if (identity === undefined) throw new Error('the orphan does not run');
    mkdirSync(join(root, `.building-${key}`), { recursive: true });
    writePidFile(join(root, `.building-${key}`, 'go.pid'), identity);
    const ended = once(orphan, 'exit');
    await ensure();
    expect((await ended)[1]).toBe('SIGKILL');
  });

  it('leaves nothing behind when it is interrupted, and works the next time', async () => {
    withGo({ install: `touch ${join(folder, 'begun')}; exec sleep 600` });
    const controller = new AbortController();
    const attempt = ensureFabric({
      env,
      signal: controller.signal,
      progress: ({ text }) => {
        if (text === 'compiling packages') controller.abort();
      },
    });
    await expect(attempt).rejects.toMatchObject({ code: 'INTERRUPTED' });
    expect(left()).toEqual([]);
    withGo({});
    expect(await ensure()).toMatchObject({ source: 'cache' });
  });

  it('is interrupted by SIGINT when nobody else listens for the user', async () => {
    withGo({ install: 'exec sleep 600' });
    const attempt = ensureFabric({
      env,
      progress: ({ text }) => {
        if (text === 'compiling packages') process.emit('SIGINT');
      },
    });
    await expect(attempt).rejects.toMatchObject({ code: 'INTERRUPTED' });
    expect(process.listenerCount('SIGINT')).toBe(0);
  });

  it.each([
    ['GO_TOO_OLD', { version: '1.19.8' }, /version 1\.19\.8, and they need 1\.\d+/],
    [
      'GO_TOO_OLD',
      { version: '1.22.0', list: 'echo "toolchain not available" >&2; exit 1' },
      /version 1\.22\.0/,
    ],
    [
      'DOWNLOAD_FAILED',
      { list: 'echo "dial tcp: lookup proxy: no such host" >&2; exit 1' },
      /could not fetch/,
    ],
    [
      'CHECKSUM_MISMATCH',
      { list: 'echo "verifying x: checksum mismatch" >&2; exit 1' },
      /not the one that is pinned/,
    ],
    ['DISK_FULL', { install: 'echo "write x: no space left on device" >&2; exit 1' }, /disk is full/],
    ['BUILD_FAILED', { install: 'echo "internal compiler error" >&2; exit 2' }, /building them failed/],
    ['BUILD_FAILED', { install: 'true' }, /built no peer/],
  ] as const)('says %s when that is the cause, and lists the ways out', async (code, fake, words) => {
    withGo(fake);
    const failure: unknown = await ensure().catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'FabricProgramsError', code });
    const message = failure instanceof Error ? failure.message : '';
    expect(message).toMatch(words);
    expect(message).toMatch(/FABRIC_BIN set to a folder/);
    expect(message).toMatch(/go\.dev\/dl/);
    expect(left()).toEqual([]);
  });

  it('lists the ways out, and the older programs that are there, where there is no Go', async () => {
    rmSync(join(folder, 'go', 'go'));
    const bare = join(folder, 'bare');
    mkdirSync(bare);
    env['PATH'] = `${writeFabric(join(folder, 'older'), 'v2.5.4')}:${bare}`;
    // The stand-ins' shell is named by its full path; nothing else is needed on the PATH.
    await expect(ensure()).rejects.toMatchObject({ code: 'GO_MISSING' });
    await expect(ensure()).rejects.toThrow(/2\.5\.4, and the network needs 3\.x[\s\S]*FABRIC_BIN set/);
  });

  it('does not keep a peer that says another version', async () => {
    writeScript(
      join(folder, 'go', 'go'),
      `case "$1" in
version) echo "go version go1.26.8 linux/amd64" ;;
list) echo a ;;
install) for p in peer orderer configtxgen; do printf '#!/bin/sh\\necho " Version: v3.0.0"\\n' >"$GOBIN/$p"; chmod +x "$GOBIN/$p"; done ;;
esac`,
    );
    await expect(ensure()).rejects.toThrow(/says version 3\.0\.0, not 3\.1\.1/);
    expect(left()).toEqual([]);
  });

  it('says so when the cache cannot be written', async () => {
    env['JANGBU_CACHE'] = join(folder, 'go', 'go');
    await expect(ensure()).rejects.toMatchObject({ code: 'CACHE_UNWRITABLE' });
  });

  it('compares versions of Go by number', () => {
    expect(isOlder('1.9', '1.21')).toBe(true);
    expect(isOlder('1.24.2', '1.24.2')).toBe(false);
    expect(isOlder('1.24', '1.24.2')).toBe(true);
    expect(isOlder('2.0', '1.24.2')).toBe(false);
  });
});
