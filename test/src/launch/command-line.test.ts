import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandLine, RunningCommand } from '../network/command-line';

describe('how tests call the command line', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'jangbu-calls-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** Has it do something else, before it does anything. */
  function having(script: string): { env: Record<string, string> } {
    const file = join(folder, 'first.cjs');
    writeFileSync(file, script);
    return { env: { NODE_OPTIONS: `--require ${file}` } };
  }

  const GOES_ON = `process.stderr.write('at work');
    setInterval(() => undefined, 1000);`;

  it('tells success from an end by a signal', async () => {
    expect((await commandLine(['--help'])).code).toBe(0);
    const killed = having(`process.kill(process.pid, 'SIGKILL');`);
    expect(await commandLine(['--help'], killed)).toEqual({ code: 137, stdout: '', stderr: '' });
  });

  it('waits for what a command says, and never for one that has ended', async () => {
    const said = new RunningCommand(['--help'], having(GOES_ON));
    await said.says('at work');
    expect(await said.stop('SIGKILL')).toMatchObject({ code: 137, stderr: 'at work' });
    const silent = new RunningCommand(['--help']);
    await expect(silent.says('at work')).rejects.toThrow('jangbu --help has never said at work: Usage');
    await expect(silent.stop('SIGINT')).rejects.toThrow('has never been told to stop');
  });

  it('hands on where what was fetched lies and in which words to speak, and nothing of members', async () => {
    const shown = having(`
      const names = Object.keys(process.env).filter((name) => name.startsWith('JANGBU_'));
      console.log(names.sort().join());
      process.exit();`);
    const before = { ...process.env };
    Object.assign(process.env, { JANGBU_CACHE: folder, JANGBU_LANGUAGE: 'en', JANGBU_CONTEXT: 'nh' });
    try {
      expect((await commandLine([], shown)).stdout).toBe('JANGBU_CACHE,JANGBU_LANGUAGE\n');
    } finally {
      for (const name of ['JANGBU_CACHE', 'JANGBU_LANGUAGE', 'JANGBU_CONTEXT']) {
        const value = before[name];
        if (value === undefined) Reflect.deleteProperty(process.env, name);
        else process.env[name] = value;
      }
    }
  });
});
