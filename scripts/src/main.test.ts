import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MAIN = join(__dirname, 'main.js');

describe('the command line as a process', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'jangbu-main-'));
    writeFileSync(join(folder, 'config.yaml'), 'contexts:\n  - {name: nh, folder: nowhere}\n');
    writeFileSync(join(folder, 'wrong.yaml'), 'contexts: 1\n');
    writeFileSync(join(folder, 'no.json'), '{');
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const env = (given: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv => ({
    PATH: process.env['PATH'],
    HOME: folder,
    JANGBU_CONFIG: join(folder, 'config.yaml'),
    ...given,
  });
  const jangbu = (args: readonly string[], given: Readonly<Record<string, string>> = {}) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
      cwd: folder,
      env: env(given),
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  };

  it.each([
    ['no command', ['network'], 'Usage: jangbu network'],
    ['an unknown command', ['day', 'shw'], 'Did you mean show?'],
    ['an argument that is missing', ['trades', 'submit'], "missing required argument 'file'"],
    ['a file of trades that is none', ['trades', 'submit', 'no.json'], 'no.json: line 1'],
    [
      'a file that is not there',
      ['trades', 'submit', 'nofile.csv', '--context', 'nh'],
      'nofile.csv cannot be read',
    ],
    ['a receipt that is not there', ['trades', 'verify', 'nofile'], 'nofile cannot be read'],
    [
      'a file that is no JSON',
      ['proposals', 'propose', 'no.json', '--title', 'x'],
      'no.json does not read as JSON',
    ],
    [
      'a context without its profile',
      ['day', 'show', '--context', 'nh'],
      '/nowhere/profile.json cannot be read',
    ],
    ['nobody to act for', ['day', 'show'], '--context, or --profile'],
    ['two formats at once', ['report', 'day', '--csv', '--json'], "cannot be used with option '--json'"],
  ])('is called wrongly: %s', (_what, args, says) => {
    const { status, stdout, stderr } = jangbu(args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(says);
    expect(stderr).not.toMatch(/^ +at /m);
  });

  it('is given a file of contexts that is wrong: file, line and field are told', () => {
    const { status, stderr } = jangbu(['context', 'list'], { JANGBU_CONFIG: 'wrong.yaml' });
    expect(status).toBe(2);
    expect(stderr).toMatch(/wrong\.yaml:1:11: contexts must be a list/);
  });

  it('fails where nobody foresaw it, in a line; whoever asks gets the stack', () => {
    const args = ['context', 'list'];
    const broken = { NODE_OPTIONS: `--require ${join(folder, 'broken.cjs')}` };
    writeFileSync(
      join(folder, 'broken.cjs'),
      `const { stringify } = JSON;
      JSON.stringify = (value, ...rest) => {
        if (value?.contexts) throw new TypeError('nobody foresaw this');
        return stringify(value, ...rest);
      };`,
    );
    const { status, stderr } = jangbu([...args, '--json'], broken);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^jangbu: nobody foresaw this\n.*JANGBU_DEBUG=1.*\n$/);
    expect(jangbu([...args, '--json'], { ...broken, JANGBU_DEBUG: '1' }).stderr).toMatch(
      /^ +at .*broken\.cjs/m,
    );
  });

  it('ends without a word when nobody reads it any more', async () => {
    const child = spawn(process.execPath, [MAIN, 'context', 'list'], {
      cwd: folder,
      env: env(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.destroy();
    let said = '';
    child.stderr.on('data', (text: Buffer) => (said += text.toString()));
    const [code] = (await once(child, 'close')) as [number | null];
    expect([code, said]).toEqual([0, '']);
  });

  it('manages contexts', () => {
    const listed = jangbu(['context', 'list', '--json']);
    expect(JSON.parse(listed.stdout)).toMatchObject({ current: null, contexts: [{ name: 'nh' }] });
    const used = jangbu(['context', 'use', 'nh']);
    expect(used).toMatchObject({ status: 0, stdout: 'the current context is nh\n' });
    const removed = jangbu(['context', 'remove', 'nh', '--json']);
    expect(JSON.parse(removed.stdout)).toMatchObject({ removed: 'nh' });
    expect(JSON.parse(jangbu(['context', 'list', '--json']).stdout)).toMatchObject({
      current: null,
      contexts: [],
    });
  });

  it('makes no context of what does not work', () => {
    const wrong = jangbu(['context', 'set', 'sk', '--identity-for', 'boss=x']);
    expect(wrong).toMatchObject({ status: 2, stdout: '' });
    expect(wrong.stderr).toContain('roles are admin, operator');
    const lacking = jangbu(['context', 'set', 'sk', '--profile', 'none.json']);
    expect(lacking).toMatchObject({ status: 2, stdout: '' });
    expect(lacking.stderr).toContain('none.json cannot be read');
  });
});
