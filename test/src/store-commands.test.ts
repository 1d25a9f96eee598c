import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { withLedger, type NetworkContext } from 'jangbu';
import { jangbu } from './network/command-line';
import { ROOT, sharedNetwork } from './network/networks';

const MEMBER = 'sk';

describe("an operator and a member's read model", () => {
  let context: NetworkContext;
  let folder: string;

  beforeAll(async () => {
    context = await sharedNetwork();
    folder = await mkdtemp(join(tmpdir(), 'jangbu-store-commands-'));
  });

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  const store = (command: string) => jangbu(context, 'store', command, '--as', MEMBER, '--store', folder);

  /** Follows for a while, and is stopped as by Ctrl-C. */
  async function followAWhile(): Promise<{ code: number | null; said: string }> {
    const program = join(ROOT, 'scripts', 'dist', 'main.js');
    const where = ['--consortium', context.consortiumFile, '--state', context.stateDir];
    const args = ['store', 'follow', '--as', MEMBER, '--store', folder, ...where];
    const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    const begun = new Promise<void>((resolve) => {
      child.stderr.on('data', (text: Buffer) => {
        said += text.toString();
        if (said.includes('follow:')) resolve();
      });
    });
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    await Promise.race([begun, ended]);
    const second = await store('status');
    expect(second.code).not.toBe(0);
    expect(second.stderr).toContain('is in use by process');
    await wait(2000);
    child.kill('SIGINT');
    return { code: await ended, said };
  }

  async function blocks(): Promise<bigint> {
    const { stdout } = await store('status');
    return BigInt(/^([0-9]+) blocks/.exec(stdout)?.[1] ?? '0');
  }

  test('follows, is stopped, goes on where it was, and tells how far it is', async () => {
    const beat = await withLedger(context, MEMBER, 'trader', (ledger) => ledger.credentials.beat());
    const wanted = beat.status === 'RECORDED' ? beat.blockNumber : 0n;
    while ((await blocks()) <= wanted) {
      const { code, said } = await followAWhile();
      expect([code, said]).toEqual([0, expect.stringMatching(/✓.* follow: [0-9]+ blocks/)]);
    }
    const status = await store('status');
    expect(status.stdout).toMatch(/ blocks, 0 private documents missing\n/);
    expect(status.stdout).toMatch(/^members\t[0-9]+\t[0-9a-f]+$/m);
  }, 300_000);

  test('what is filled anew from block zero is the same', async () => {
    const before = await store('status');
    const rebuilt = await store('rebuild');
    expect(rebuilt.code).toBe(0);
    expect((await store('status')).stdout).toBe(before.stdout);
  }, 300_000);

  test('another member is refused the folder', async () => {
    const { code, stderr } = await jangbu(context, 'store', 'rebuild', '--as', 'nh', '--store', folder);
    expect(code).not.toBe(0);
    expect(stderr).toContain("sk's view");
  });
});
