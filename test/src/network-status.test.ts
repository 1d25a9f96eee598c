import type { NetworkContext } from 'jangbu';
import { jangbu } from './network/command-line';
import { sharedNetwork } from './network/networks';

interface Status {
  readonly members: readonly {
    readonly id: string;
    readonly mspId: string;
    readonly peers: readonly { readonly height: number; readonly lag: number; readonly running: boolean }[];
  }[];
}

describe('`jangbu network status` of 22 members', () => {
  let context: NetworkContext;

  beforeAll(async () => {
    context = await sharedNetwork();
  });

  async function status(): Promise<Status> {
    const { code, stdout } = await jangbu(context, 'network', 'status', '--json');
    expect(code).toBe(0);
    return JSON.parse(stdout) as Status;
  }

  test('lists every member with its peer, all at the same height', async () => {
    // A block may be on its way to some peers while we ask: ask until all have it.
    let heights = new Set<number>();
    let found = await status();
    for (let tries = 0; tries < 20; tries += 1) {
      heights = new Set(found.members.flatMap(({ peers }) => peers.map(({ height }) => height)));
      if (heights.size === 1) break;
      found = await status();
    }
    expect(found.members.map(({ id }) => id)).toEqual(context.consortium.members.map(({ id }) => id));
    expect(found.members.map(({ mspId }) => mspId)).toEqual(
      context.consortium.members.map(({ mspId }) => mspId),
    );
    expect(
      found.members.every(({ peers }) => peers.length === 1 && peers.every(({ running }) => running)),
    ).toBe(true);
    expect([...heights]).toHaveLength(1);
    expect([...heights][0]).toBeGreaterThan(1);
  });

  test('for people it names the members and says that all is well', async () => {
    const { code, stdout } = await jangbu(context, 'network', 'status');
    expect(code).toBe(0);
    expect(stdout).toContain('NH투자증권');
    expect(stdout).toContain('kofia');
    expect(stdout).toContain('TIME IS FREE');
  });
});
