import type { BreakCode } from '../documents/matching';
import type { TradeStatement } from '../documents/trade-statements';
import { isinOf, statementOf } from '../../testing/statements';
import { compareStatements } from './compare';

const first = statementOf(1);

function second(changed: Partial<TradeStatement> = {}): TradeStatement {
  return statementOf(1, { side: 'SELL', ...changed });
}

describe('two statements of one trade', () => {
  it('agree when all that is compared is alike; account kind and reference are not compared', () => {
    expect(compareStatements(first, second({ accountKind: 'CLIENT', reference: 'OTHER' }), 0n)).toEqual([]);
  });

  it.each<[BreakCode, Partial<TradeStatement>, [string, string]]>([
    ['SIDE', { side: 'BUY' }, ['BUY', 'BUY']],
    ['ISIN', { isin: isinOf(2) }, [isinOf(1), isinOf(2)]],
    ['QUANTITY', { quantity: '99' }, ['100', '99']],
    ['PRICE', { price: '71501' }, ['71500', '71501']],
    ['CURRENCY', { currency: 'USD' }, ['KRW', 'USD']],
    ['AMOUNT', { amount: '7150001' }, ['7150000', '7150001']],
    ['PAYMENT', { payment: 'FREE' }, ['', 'FREE']],
    ['SETTLEMENT_DATE', { settlementDate: '2026-03-16' }, ['2026-03-13', '2026-03-16']],
  ])('differ in %s, with both values told', (code, changed, stated) => {
    expect(compareStatements(first, second(changed), 0n)).toEqual([{ code, stated }]);
  });

  it('of a bond differ in clean price and in accrued interest, each told by itself', () => {
    const bond = { cleanPrice: '9800', accruedInterest: '35000' };
    const ours = statementOf(1, bond);
    expect(compareStatements(ours, second(bond), 0n)).toEqual([]);
    expect(compareStatements(ours, second({ cleanPrice: '9801', accruedInterest: '34999' }), 0n)).toEqual([
      { code: 'CLEAN_PRICE', stated: ['9800', '9801'] },
      { code: 'ACCRUED_INTEREST', stated: ['35000', '34999'] },
    ]);
    expect(compareStatements(ours, second({ isin: isinOf(2) }), 0n)).toMatchObject([
      { code: 'ISIN' },
      { code: 'CLEAN_PRICE', stated: ['9800', ''] },
      { code: 'ACCRUED_INTEREST', stated: ['35000', ''] },
    ]);
  });

  it('tell every difference', () => {
    const differences = compareStatements(first, second({ side: 'BUY', quantity: '1', amount: '1' }), 0n);
    expect(differences.map(({ code }) => code)).toEqual(['SIDE', 'QUANTITY', 'AMOUNT']);
  });

  it('agree on amounts that differ by the tolerance, and not by more, either way', () => {
    for (const amount of ['7149995', '7150005']) {
      expect(compareStatements(first, second({ amount }), 5n)).toEqual([]);
      expect(compareStatements(first, second({ amount }), 4n)).toHaveLength(1);
    }
  });

  it('compare amounts beyond what a float can tell apart', () => {
    const big = statementOf(1, { amount: '900719925474099300000' });
    const bigger = second({ amount: '900719925474099300001' });
    expect(compareStatements(big, bigger, 0n).map(({ code }) => code)).toEqual(['AMOUNT']);
  });
});
