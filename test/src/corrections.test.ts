import type { Ledger } from '@jangbu/client';
import type { MatchSummary, Statement } from '@jangbu/client/interfirm';
import { connectAs, type NetworkContext } from 'jangbu';
import { sharedNetwork } from './network/networks';
import { agreedTrade, agreeOnGross, freshUti, readMarket, type TestMarket } from './network/trading';

const BOND = 'KR103502GA34';

describe('Mirae and Shinhan mend what they stated', () => {
  let context: NetworkContext;
  let market: TestMarket;
  let mirae: Ledger;
  let shinhan: Ledger;

  beforeAll(async () => {
    context = await sharedNetwork();
    market = await readMarket(context);
    [mirae, shinhan] = await Promise.all([
      connectAs(context, 'mirae', 'trader'),
      connectAs(context, 'shinhan', 'trader'),
    ]);
  });

  afterAll(async () => {
    await Promise.all([mirae, shinhan].map((ledger) => ledger.close()));
  });

  const withShinhan = () => ({ counterparty: 'shinhan', tradeDate: market.tradeDate });
  const withMirae = () => ({ counterparty: 'mirae', tradeDate: market.tradeDate });

  /** Both firms' statements, Mirae selling; the buyer's may differ. */
  function deal(terms: Partial<Statement> = {}, bought: Partial<Statement> = {}) {
    const { sell, buy } = agreedTrade(context, market, ['mirae', 'shinhan'], terms);
    return { uti: sell.uti, sell, buy: { ...buy, ...bought } };
  }

  async function record({ sell, buy }: ReturnType<typeof deal>): Promise<MatchSummary> {
    await expect(mirae.trades.submit([sell])).resolves.toMatchObject([{ status: 'RECORDED' }]);
    await expect(shinhan.trades.submit([buy])).resolves.toMatchObject([{ status: 'RECORDED' }]);
    return mirae.trades.match(withShinhan());
  }

  const utisOf = (trades: readonly { readonly uti: string }[]): string[] => trades.map(({ uti }) => uti);

  test('a break tells both values, and is gone once the firm at fault states its side again', async () => {
    const broken = deal({}, { quantity: 101n });
    const { breaks } = await record(broken);
    expect(breaks.find(({ uti }) => uti === broken.uti)?.differences).toEqual([
      { code: 'QUANTITY', stated: ['100', '101'] },
    ]);
    const right = { ...broken.buy, quantity: 100n };
    await expect(shinhan.trades.replace([right])).resolves.toMatchObject([{ status: 'RECORDED' }]);
    const after = await shinhan.trades.match(withMirae());
    expect(utisOf(after.matched)).toContain(broken.uti);
    expect(utisOf(after.breaks)).not.toContain(broken.uti);
    await expect(shinhan.trades.replace([{ ...right, quantity: 102n }])).resolves.toMatchObject([
      { status: 'REFUSED', problem: { code: 'MATCHED' } },
    ]);
  });

  test('a side that is withdrawn is no longer compared, and the other one waits', async () => {
    const broken = deal({}, { price: 98_600n });
    await record(broken);
    const { uti } = broken;
    await expect(shinhan.trades.withdraw([{ uti, ...withMirae() }])).resolves.toMatchObject([
      { status: 'RECORDED' },
    ]);
    const after = await mirae.trades.match(withShinhan());
    expect(utisOf(after.breaks)).not.toContain(uti);
    expect(after.waiting).toContainEqual(expect.objectContaining({ uti, statedBy: 'mirae' }));
  });

  test('a matched trade is cancelled by both, not by one, and is owed no more', async () => {
    const settlementDate = market.settlementDate;
    const terms = { isin: 'KR7003490000', quantity: 70n, price: 24_350n, amount: 1_704_500n } as const;
    const agreed = deal(terms);
    const { uti } = agreed;
    const owed = (obligations: MatchSummary['obligations']): bigint =>
      obligations
        .filter(({ isin, ...each }) => isin === terms.isin && each.settlementDate === settlementDate)
        .reduce((sum, { quantity }) => sum + (quantity < 0n ? -quantity : quantity), 0n);
    const before = await record(agreed);
    await expect(mirae.trades.cancel(withShinhan(), [{ uti }])).resolves.toEqual([{ uti, status: 'ASKED' }]);
    expect(owed(await mirae.trades.obligations(withShinhan()))).toBe(owed(before.obligations));
    await expect(shinhan.trades.cancel(withMirae(), [{ uti }])).resolves.toEqual([
      { uti, status: 'CANCELLED' },
    ]);
    expect(owed(await shinhan.trades.obligations(withMirae()))).toBe(owed(before.obligations) - 70n);
    await expect(shinhan.trades.find(uti, withMirae())).resolves.toMatchObject({ status: 'CANCELLED' });
  });

  test('what an instruction has taken up cannot be cancelled', async () => {
    const agreed = deal({ isin: 'KR7010130003', quantity: 1n, price: 1_021_000n, amount: 1_021_000n });
    const { sequence } = await record(agreed);
    await agreeOnGross(mirae, shinhan);
    const made = await mirae.settlement.instructGross(withShinhan(), sequence);
    expect(made.length).toBeGreaterThan(0);
    await expect(mirae.trades.cancel(withShinhan(), [{ uti: agreed.uti }])).rejects.toMatchObject({
      code: 'CANCELLATION_IMPOSSIBLE',
    });
  });

  test('a bond states clean price and interest apart, which are compared like the rest', async () => {
    const terms = {
      isin: BOND,
      quantity: 10_000n,
      price: 614_561n,
      amount: 61_456_100n,
      cleanPrice: 611_479n,
      accruedInterest: 308_200n,
    } as const;
    const agreed = deal(terms);
    expect(utisOf((await record(agreed)).matched)).toContain(agreed.uti);
    const differing = deal(terms, { cleanPrice: 611_438n, accruedInterest: 312_300n });
    const { breaks } = await record(differing);
    expect(breaks.find(({ uti }) => uti === differing.uti)?.differences.map(({ code }) => code)).toEqual([
      'CLEAN_PRICE',
      'ACCRUED_INTEREST',
    ]);
  });

  test('a bond without them, and a share with them, are refused by name', async () => {
    const { buy, sell } = deal();
    const bond = { ...buy, uti: freshUti(context, 'shinhan'), isin: BOND };
    const share = { ...sell, uti: freshUti(context, 'mirae'), cleanPrice: 1n, accruedInterest: 1n };
    await expect(shinhan.trades.submit([bond])).resolves.toMatchObject([
      { status: 'REFUSED', problem: { code: 'BOND_FIELDS_MISSING' } },
    ]);
    await expect(mirae.trades.submit([share])).resolves.toMatchObject([
      { status: 'REFUSED', problem: { code: 'BOND_FIELDS_UNFIT' } },
    ]);
  });
});
