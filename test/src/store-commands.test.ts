import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { until } from '@jangbu/network';
import { withLedger, type NetworkContext } from 'jangbu';
import { jangbu, RunningCommand, whereIs, type CommandResult } from './network/command-line';
import { sharedNetwork } from './network/networks';

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
  async function followAWhile(): Promise<CommandResult> {
    const args = ['store', 'follow', '--as', MEMBER, '--store', folder];
    const follower = new RunningCommand([...args, ...whereIs(context)]);
    await follower.says('follow:');
    const second = await store('status');
    expect(second.code).not.toBe(0);
    expect(second.stderr).toContain('is in use by process');
    await wait(2000);
    return follower.stop('SIGINT');
  }

  async function blocks(): Promise<bigint> {
    const { stdout } = await store('status');
    return BigInt(/^([0-9]+) blocks/.exec(stdout)?.[1] ?? '0');
  }

  test('follows, is stopped, goes on where it was, and tells how far it is', async () => {
    const beat = await withLedger(context, MEMBER, 'trader', (ledger) => ledger.credentials.beat());
    const wanted = beat.status === 'RECORDED' ? beat.blockNumber : 0n;
    const arrived = async (): Promise<boolean> => {
      const { code, stderr } = await followAWhile();
      expect([code, stderr]).toEqual([0, expect.stringMatching(/✓.* follow: [0-9]+ blocks/)]);
      return (await blocks()) > wanted;
    };
    expect(await until(arrived, 240_000)).toBe(true);
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
