import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { ROOT } from '../network/networks';
import { runOn, startOn } from './launcher';

describe('a command that the launcher runs', () => {
  /** Says who it is, and ends half a second after the first signal, or at once on a second. */
  const counting = `
    let count = 0;
    const end = () => process.exit(40 + count);
    process.on('SIGTERM', () => ((count += 1) === 1 ? setTimeout(end, 500) : end()));
    console.log('ready');
    setInterval(() => undefined, 1000);`;

  it('is sent on what the launcher is sent, once, and awaited before that ends by it', async () => {
    const launcher = startOn(
      'processes',
      `process.on('exit', () => console.log('left by exit'));
       try {
         await it.run(process.execPath, ['-e', ${JSON.stringify(counting)}], { stdio: ['ignore', 1, 2] });
       } catch (error) {
         console.log(error instanceof it.Interruption, error.signal);
       }`,
    );
    let told = '';
    launcher.stdout?.on('data', (text) => (told += String(text)));
    await once(launcher.stdout ?? launcher, 'data');
    launcher.kill('SIGTERM');
    expect(await once(launcher, 'close')).toEqual([0, null]);
    expect(told).toBe('ready\ntrue SIGTERM\nleft by exit\n');
  });

  it('is told apart by how it ended where nothing interrupted', async () => {
    const { stdout } = await runOn(
      'processes',
      `console.log((await it.run(process.execPath, ['-e', 'process.exit(7)'], {})).status);
       console.log((await it.run('/no/such/program', [], {})).error.code);`,
    );
    expect(stdout).toBe('7\nENOENT\n');
  });
});

describe("a script of npm's", () => {
  it('ends as by SIGTERM when the shell is gone that npm runs it in', async () => {
    const url = pathToFileURL(join(ROOT, 'launch', 'processes.mjs')).href;
    const script = `import * as it from ${JSON.stringify(url)};
      it.endWithNpm();
      process.on('SIGTERM', () => { console.log('told'); process.exit(); });
      setInterval(() => undefined, 1000);
      console.log('ready');`;
    // The second command keeps the shell from becoming the first.
    const shell = spawn('sh', ['-c', '"$0" --input-type=module -e "$1"; true', process.execPath, script], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, npm_lifecycle_event: 'start' },
    });
    await once(shell.stdout, 'data');
    const told = once(shell.stdout, 'data');
    shell.kill('SIGKILL');
    expect(String((await told)[0])).toBe('told\n');
  });
});

describe('what the launcher is asked for', () => {
  it.each([
    ['nothing', [], /what to do is one of build, install, test, run, node/],
    ['a name that every object has', ['toString'], /and not 'toString'/],
    ['a line of Node that is not pinned', ['node', '23'], /no Node 23 can be fetched/],
  ])('is refused in words: %s', async (_, args, words) => {
    const { code, stderr } = await runOn('main', `await it.main('.', '', ${JSON.stringify(args)});`);
    expect([code, stderr]).toEqual([1, expect.stringMatching(words) as string]);
    expect(stderr).not.toContain('    at ');
  });
});
