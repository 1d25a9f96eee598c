import type { Ledger } from '@jangbu/client';
import type { Checkpoint } from '@jangbu/client/follow';
import { openReadModel, type ReadModel } from '@jangbu/client/read-model';
import { silent } from '@jangbu/network';
import { bringUp, connectAs, ensureOpenDay, supervisorId, takeDown, type NetworkContext } from 'jangbu';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { smallNetwork } from './network/networks';
import { agreedTrade, agreeOnGross, readMarket, type TestMarket } from './network/trading';

const ISIN = 'KR7005930003';
const TERMS = { isin: ISIN, quantity: 10n, price: 98_700n, amount: 987_000n, accountKind: 'HOUSE' } as const;

describe('the read model of NH, which follows live while it trades with Samsung', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jangbu-read-model-'));
  const ended = new AbortController();
  let context: NetworkContext;
  let market: TestMarket;
  let supervisor: Ledger;
  let nh: Ledger;
  let samsung: Ledger;
  let store: ReadModel;
  let following: Promise<Checkpoint>;

  beforeAll(async () => {
    context = await smallNetwork('read-model', 32_000);
    await takeDown(context, silent, { purge: true });
    await bringUp(context, silent);
    supervisor = await connectAs(context, supervisorId(context.consortium), 'operator');
    await ensureOpenDay(supervisor);
    market = await readMarket(context);
    [nh, samsung] = (await Promise.all(['nh', 'samsung'].map((id) => connectAs(context, id, 'trader')))) as [
      Ledger,
      Ledger,
    ];
    store = await openReadModel({ folder });
    following = store.follow(nh, { signal: ended.signal, missingEveryMs: 1000 });
  }, 300_000);

  afterAll(async () => {
    ended.abort();
    await following;
    await store.close();
    rmSync(folder, { recursive: true, force: true });
    await Promise.all([supervisor, nh, samsung].map((ledger) => ledger.close()));
    await takeDown(context, silent, { purge: true });
  }, 120_000);

  /** Moves the business day to the next one, and waits for both firms' peers. */
  async function nextDay(): Promise<void> {
    await supervisor.days.openNext();
    const { sequence } = (await supervisor.days.current()) ?? { sequence: 0 };
    for (const ledger of [nh, samsung]) {
      while (((await ledger.days.current())?.sequence ?? 0) < sequence) continue;
    }
  }

  test('tells of trades, breaks, obligations, settlement and holdings what the ledger tells', async () => {
    const house = { accountKind: 'HOUSE' } as const;
    await supervisor.holdings.deposit('nh', [{ instrument: ISIN, amount: 100n, ...house }]);
    await supervisor.holdings.deposit('samsung', [{ instrument: 'KRW', amount: 9_000_000n, ...house }]);
    // What differs is within the tolerance of a price.
    const larger = { ...TERMS, quantity: 200n, amount: 19_740_000n };
    const [agreed, differing] = [TERMS, larger].map((terms) =>
      agreedTrade(context, market, ['nh', 'samsung'], terms),
    );
    if (!agreed || !differing) throw new Error('no trades');
    await nh.trades.submit([agreed.sell, differing.sell]);
    await samsung.trades.submit([agreed.buy, { ...differing.buy, quantity: 201n }]);
    const day = { counterparty: 'samsung', tradeDate: market.tradeDate };
    const { sequence } = await nh.trades.match(day);
    await agreeOnGross(nh, samsung);
    const [instruction] = await nh.settlement.instructGross(day, sequence);
    if (!instruction) throw new Error('no instruction');
    await nextDay();
    await nextDay();
    await nh.settlement.reserve(instruction);
    await samsung.settlement.reserve(instruction);
    while (
      !(await nh.settlement.instructions()).every(({ legs }) => legs.every(({ reserved }) => reserved))
    ) {
      continue;
    }
    await expect(nh.settlement.settle([instruction])).resolves.toMatchObject([{ status: 'SETTLED' }]);
    while ((await store.instructions({ status: 'SETTLED' })).length === 0) {
      await store.waitFor((await store.checkpoint()).next);
    }
    await store.fetchMissing(nh);

    expect(await store.missing()).toBe(0);
    expect((await store.trades()).map(({ uti }) => uti).sort()).toEqual(
      [agreed, agreed, differing, differing].map(({ sell }) => sell.uti).sort(),
    );
    expect(await store.matches()).toMatchObject([{ uti: agreed.sell.uti, amount: 987_000n }]);
    expect(await store.breaks()).toMatchObject([
      { uti: differing.sell.uti, code: 'QUANTITY', firstStated: '200', secondStated: '201' },
    ]);
    const owed = await nh.trades.obligations(day);
    expect((await store.obligations()).map(({ quantity, amount }) => [quantity, amount])).toEqual(
      owed.map(({ quantity, amount }) => [quantity, amount]),
    );
    const held = await nh.holdings.positions();
    expect(
      (await store.holdings()).map(({ instrument, free, reserved }) => [instrument, free, reserved]),
    ).toEqual(held.map(({ instrument, free, reserved }) => [instrument, free, reserved]).sort());
    expect((await store.days()).at(-1)?.sequence).toBe((await nh.days.current())?.sequence);
  }, 240_000);

  test('rebuilt from block zero, it equals what was followed', async () => {
    ended.abort();
    await following;
    const followed = await store.digests();
    await store.rebuild(nh);
    expect(await store.digests()).toEqual(followed);
    expect(followed.find(({ table }) => table === 'trades')?.rows).toBe(4);
  }, 120_000);
});
