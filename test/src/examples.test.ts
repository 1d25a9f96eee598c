import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Ledger } from '@jangbu/client';
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
import { ROOT, smallNetwork } from './network/networks';
import { agreedTrade, readMarket, type TestMarket } from './network/trading';

const run = promisify(execFile);
const [SELLER, BUYER] = ['nh', 'samsung'];

describe("the examples: two firms' desks and settlement services", () => {
  let context: NetworkContext;
  let market: TestMarket;
  let supervisor: Ledger;
  let folder: string;
  const services: ChildProcess[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jangbu-examples-'));
    context = await smallNetwork('examples', 31_000);
    await takeDown(context, silent, { purge: true });
    await bringUp(context, silent);
    supervisor = await connectAs(context, supervisorId(context.consortium), 'operator');
    await ensureOpenDay(supervisor);
    market = await readMarket(context);
  }, 300_000);

  afterAll(async () => {
    for (const service of services) service.kill('SIGKILL');
    await supervisor.close();
    await takeDown(context, silent, { purge: true });
    await rm(folder, { recursive: true, force: true });
  }, 120_000);

  function home(member: string): string {
    return join(context.stateDir, 'members', member);
  }

  async function desk(member: string, trades: readonly Statement[]): Promise<string> {
    const file = join(folder, `${member}.jsonl`);
    const line = (trade: Statement) =>
      JSON.stringify(trade, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
    await writeFile(file, trades.map(line).join('\n'));
    const script = join(ROOT, 'examples', 'traders-desk', 'desk.mjs');
    const args = [join(home(member), 'profile.json'), join(home(member), 'identities', 'trader'), file];
    const { stdout } = await run(process.execPath, [script, ...args, join(folder, `${member}-desk`)]);
    return stdout;
  }

  function serve(member: string): ChildProcess {
    const script = join(ROOT, 'examples', 'settlement-service', 'service.mjs');
    const args = [join(home(member), 'profile.json'), join(home(member), 'identities', 'trader')];
    const child = spawn(process.execPath, [script, ...args, join(folder, `${member}-service`)], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    services.push(child);
    return child;
  }

  test('a desk states its trades and says where the other firm differs, twice the same', async () => {
    const [agreed, broken] = [1, 2].map(() => agreedTrade(context, market, [SELLER, BUYER]));
    if (!agreed || !broken) throw new Error('no trades');
    expect(await desk(SELLER, [agreed.sell, broken.sell])).toContain('0 matched, 0 broken, 2 waiting');
    const said = await desk(BUYER, [agreed.buy, { ...broken.buy, quantity: 101n }]);
    expect(said).toContain('1 matched, 1 broken, 0 waiting');
    expect(said).toContain(`${broken.sell.uti} differs in QUANTITY`);
    expect(await desk(BUYER, [agreed.buy])).toContain('1 matched, 1 broken, 0 waiting');
  }, 120_000);

  test('the services of both firms settle what is due, one of them killed on the way', async () => {
    const house = { accountKind: 'HOUSE' } as const;
    await supervisor.holdings.deposit(SELLER, [{ instrument: 'KR7005930003', amount: 500n, ...house }]);
    await supervisor.holdings.deposit(BUYER, [{ instrument: 'KRW', amount: 90_000_000n, ...house }]);
    const first = serve(SELLER);
    serve(BUYER);
    await supervisor.days.openNext();
    await withLedger(context, SELLER, 'trader', async (ledger) => {
      const { sequence } = (await supervisor.days.current()) ?? { sequence: 0 };
      while (((await ledger.days.current())?.sequence ?? 0) < sequence) continue;
      await ledger.settlement.instructNet({ counterparty: BUYER, tradeDate: market.tradeDate });
    });
    first.kill('SIGKILL');
    await once(first, 'exit');
    await supervisor.days.openNext();
    const second = serve(SELLER);
    await withLedger(context, BUYER, 'trader', async (ledger) => {
      let open = -1;
      while (open !== 0) {
        const all = await ledger.settlement.instructions();
        open = all.filter(({ status }) => status !== 'SETTLED').length;
      }
      expect(await ledger.settlement.instructions()).toMatchObject([{ status: 'SETTLED' }]);
    });
    second.kill('SIGTERM');
    expect(await once(second, 'exit')).toEqual([0, null]);
  }, 300_000);
});
