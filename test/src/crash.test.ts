import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, FileDocumentStore, identityFromFolder, type Ledger } from '@jangbu/client';
import type { Statement } from '@jangbu/client/interfirm';
import { silent } from '@jangbu/network';
import {
  bringUp,
  connectAs,
  ensureOpenDay,
  supervisorId,
  takeDown,
  withLedger,
  type NetworkContext,
} from 'jangbu';
import { runningNodes, type RunningNode } from './network/nodes';
import { smallNetwork } from './network/networks';
import { agreedTrade, readMarket, type TestMarket } from './network/trading';

describe('a network that is killed', () => {
  let context: NetworkContext;
  let market: TestMarket;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jangbu-crash-'));
    context = await smallNetwork('crash', 22_000);
    await takeDown(context, silent, { purge: true });
    await bringUp(context, silent);
    await withLedger(context, supervisorId(context.consortium), 'operator', ensureOpenDay);
    market = await readMarket(context);
  }, 300_000);

  afterAll(async () => {
    await takeDown(context, silent, { purge: true });
    await rm(folder, { recursive: true, force: true });
  }, 120_000);

  function trades(count: number): Statement[] {
    return Array.from({ length: count }, () => agreedTrade(context, market, ['nh', 'samsung']).sell);
  }

  async function withStore<T>(work: (ledger: Ledger) => Promise<T>): Promise<T> {
    const member = join(context.stateDir, 'members', 'nh');
    const store = await FileDocumentStore.open(join(folder, 'store'));
    const identity = await identityFromFolder(join(member, 'identities', 'trader'));
    const ledger = await connect(join(member, 'profile.json'), identity, { store });
    try {
      return await work(ledger);
    } finally {
      await ledger.close();
      await store.close();
    }
  }

  /** UTIs that Samsung's own peer holds of NH's pages: what really stands on the ledger. */
  async function utisAtSamsung(): Promise<string[]> {
    return withLedger(context, 'samsung', 'trader', async (ledger) => {
      const pair = { counterparty: 'nh', tradeDate: market.tradeDate };
      await ledger.trades.match(pair);
      return (await ledger.trades.waiting(pair)).map(({ uti }) => uti);
    });
  }

  test('one peer killed is healed by `up`', async () => {
    const before = await runningNodes(context);
    const victim = before.find(({ name }) => name.startsWith('peer0.samsung'));
    if (!victim) throw new Error('no such peer');
    process.kill(victim.pid, 'SIGKILL');
    await bringUp(context, silent);
    const after = await runningNodes(context);
    expect(after.map(({ name }) => name).sort()).toEqual(before.map(({ name }) => name).sort());
    expect(after.find(({ name }) => name === victim.name)?.pid).not.toBe(victim.pid);
    // The others were left alone.
    const others = (list: RunningNode[]) =>
      list.filter(({ name }) => name !== victim.name).map(({ pid }) => pid);
    expect(others(after)).toEqual(others(before));
    const ledger = await connectAs(context, 'samsung', 'trader');
    await expect(ledger.consortium.ping()).resolves.toMatchObject({ chaincode: 'jangbu' });
    await ledger.close();
  }, 120_000);

  test('everything killed under load goes on, and nothing that was acknowledged is missing', async () => {
    const acknowledged: string[] = [];
    const all: string[] = [];
    await withStore(async (ledger) => {
      let killed = false;
      const stop = new AbortController();
      const { signal } = stop;
      const submitOne = async (): Promise<void> => {
        const page = trades(20);
        all.push(...page.map(({ uti }) => uti));
        const results = await ledger.trades.submit(page, { signal });
        for (const { status, uti } of results) if (status === 'RECORDED') acknowledged.push(uti);
      };
      const killWhenLoaded = async (): Promise<void> => {
        const victims = await runningNodes(context);
        while (acknowledged.length < 100) await new Promise((resolve) => setImmediate(resolve));
        for (const { pid } of victims) process.kill(pid, 'SIGKILL');
        killed = true;
        stop.abort();
      };
      const load = async (): Promise<void> => {
        while (!killed) await submitOne();
      };
      await Promise.all([killWhenLoaded(), load(), load(), load(), load()]);
    });
    expect(acknowledged.length).toBeGreaterThanOrEqual(100);

    await bringUp(context, silent);
    const standing = await utisAtSamsung();
    expect(acknowledged.filter((uti) => !standing.includes(uti))).toEqual([]);

    // What was in doubt is sent again, and everything stands exactly once.
    await withStore((ledger) => ledger.trades.resume());
    const resumed = await utisAtSamsung();
    expect(new Set(resumed).size).toBe(resumed.length);
    expect(all.filter((uti) => !resumed.includes(uti))).toEqual([]);
  }, 300_000);
});
