import { join } from 'node:path';
import { loadConsortium } from '@jangbu/network';
import { pageEntryChecker, type Instrument, type LedgerMember } from '@jangbu/model';
import { ROOT } from '../../network/networks';
import { agreedTrades, kindsInTurns, type AgreedTrades } from './agreed-trades';

let instruments: readonly Instrument[];
let trades: AgreedTrades;

beforeAll(async () => {
  const consortium = await loadConsortium(join(ROOT, 'network', 'consortium.yaml'));
  instruments = kindsInTurns(consortium.instruments);
  const [seller, buyer] = consortium.members.slice(1) as unknown as [LedgerMember, LedgerMember];
  const settlementDates = { EQUITY: '2026-03-13', FUND: '2026-03-13', BOND: '2026-03-12' };
  trades = agreedTrades({ settlementDates, instruments, run: '0123456789AB' }, [seller, buyer], 1, 100);
});

test('the trades are statements that fit a page', () => {
  for (const trade of [...trades.sells, ...trades.buys]) expect(pageEntryChecker.problems(trade)).toEqual([]);
});

test('bonds carry clean price and accrued interest, and nothing else does', () => {
  const bonds = new Set(instruments.filter(({ kind }) => kind === 'BOND').map(({ isin }) => isin));
  expect(bonds.size).toBeGreaterThan(0);
  for (const { isin, cleanPrice, accruedInterest } of trades.sells) {
    const stated = [cleanPrice, accruedInterest].filter((field) => field !== undefined);
    expect(stated).toHaveLength(bonds.has(isin) ? 2 : 0);
  }
});

test("a bond's amount is its clean price and its interest together", () => {
  for (const { quantity, cleanPrice, accruedInterest, amount } of trades.sells) {
    if (cleanPrice === undefined || accruedInterest === undefined) continue;
    expect((BigInt(quantity) * BigInt(cleanPrice)) / 100n + BigInt(accruedInterest)).toBe(BigInt(amount));
  }
});

test('a dozen trades have some of each kind', () => {
  expect(new Set(instruments.slice(0, 12).map(({ kind }) => kind))).toEqual(
    new Set(['EQUITY', 'FUND', 'BOND']),
  );
  expect(instruments).toHaveLength(new Set(instruments).size);
});

test('both sides state the same but for their side and reference', () => {
  const agreed = trades.sells.map((trade) => ({ ...trade, side: '', reference: '' }));
  expect(trades.buys.map((trade) => ({ ...trade, side: '', reference: '' }))).toEqual(agreed);
});
