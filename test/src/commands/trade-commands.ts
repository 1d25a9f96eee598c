import { join } from 'node:path';
import type { Business, DealName } from './business';

const PAIR = ['--with', 'samsung'] as const;
const MATCHED: readonly DealName[] = ['settled', 'divided', 'dropped', 'failed', 'cancelled'];

/** The commands of trades, once a day is open. */
export function tryTrades(business: Business): void {
  const utiOf = (name: DealName): string => business.deal(name).sell.uti;

  test('trades submit, match, breaks, find', async () => {
    const { stage, market } = business;
    const { sell, buy } = business.deal('corrected');
    const sales = await stage.tradeFile('sales.csv', [
      ...MATCHED.map((name) => business.deal(name).sell),
      sell,
      business.deal('withdrawn').sell,
    ]);
    const wrong = { ...buy, amount: buy.amount + 5n };
    const purchases = await stage.tradeFile('purchases.csv', [
      ...MATCHED.map((name) => business.deal(name).buy),
      wrong,
    ]);
    const submitted = await stage.as<object[]>('nh', 'trades', 'submit', sales);
    expect(submitted).toHaveLength(7);
    expect(submitted[0]).toMatchObject({
      status: 'RECORDED',
      uti: utiOf('settled'),
      page: { submitter: 'nh', counterparty: 'samsung', tradeDate: market.tradeDate },
      position: 0,
    });
    await stage.as('samsung', 'trades', 'submit', purchases);
    const matched = await stage.as<{ matched: object[]; matchedInAll: number }>(
      'nh',
      'trades',
      'match',
      ...PAIR,
    );
    expect(matched).toMatchObject({
      pair: ['nh', 'samsung'],
      matchedInAll: 5,
      breaks: [{ uti: sell.uti, differences: [{ code: 'AMOUNT' }] }],
      waiting: [{ uti: utiOf('withdrawn'), statedBy: 'nh' }],
      missing: [],
    });
    expect(matched.matched).toContainEqual(
      expect.objectContaining({ uti: utiOf('settled'), seller: 'nh', buyer: 'samsung', quantity: '100' }),
    );
    expect(await stage.as('samsung', 'trades', 'breaks', '--with', 'nh')).toMatchObject([
      {
        uti: sell.uti,
        differences: [{ code: 'AMOUNT', stated: [String(sell.amount), String(wrong.amount)] }],
      },
    ]);
    expect(await stage.textAs('nh', 'trades', 'breaks', ...PAIR)).toMatch(/uti +differs in +nh +samsung/);
    expect(await stage.as('nh', 'trades', 'find', utiOf('settled'))).toMatchObject({
      status: 'MATCHED',
      trade: { isin: 'KR7005930003', amount: '9870000' },
    });
    expect(await stage.as('nh', 'trades', 'find', sell.uti)).toMatchObject({ status: 'BROKEN' });
  });

  test('trades replace, withdraw, cancel, resume', async () => {
    const { stage } = business;
    const right = await stage.tradeFile('right.csv', [business.deal('corrected').buy]);
    expect(await stage.as('samsung', 'trades', 'replace', right)).toMatchObject([
      { status: 'RECORDED', uti: utiOf('corrected') },
    ]);
    const withdraw = ['trades', 'withdraw', utiOf('withdrawn'), ...PAIR];
    expect(await stage.as('nh', ...withdraw)).toMatchObject([{ status: 'RECORDED' }]);
    expect(await stage.as('nh', 'trades', 'match', ...PAIR)).toMatchObject({
      matched: [{ uti: utiOf('corrected') }],
      corrected: expect.arrayContaining([expect.objectContaining({ kind: 'WITHDRAWN' })]) as unknown,
      breaks: [],
      waiting: [],
    });
    const uti = utiOf('cancelled');
    expect(await stage.as('nh', 'trades', 'cancel', uti, ...PAIR)).toEqual([{ uti, status: 'ASKED' }]);
    expect(await stage.as('nh', 'trades', 'find', uti)).toMatchObject({
      status: 'CANCELLATION_ASKED',
      asked: [{ by: 'nh', instead: null }],
    });
    expect(await stage.as('samsung', 'trades', 'cancel', uti, '--with', 'nh')).toEqual([
      { uti, status: 'CANCELLED' },
    ]);
    expect(await stage.as('nh', 'trades', 'resume')).toEqual([]);
  });

  test('trades are refused by their files, their names, and one by one', async () => {
    const { stage } = business;
    const submit = (file: string) => ['trades', 'submit', file];
    await stage.refusedAs('nh', submit('none.csv'), { code: 2, says: 'none.csv' });
    const empty = await stage.file('empty.csv', 'uti\n');
    await stage.refusedAs('nh', submit(empty), { code: 2, says: 'empty.csv' });
    const find = ['trades', 'find', utiOf('settled').replace(/.{5}$/, 'AAAAA'), ...PAIR];
    await stage.refusedAs('nh', find, { code: 1, says: 'no trade' });
    await stage.refusedAs('nh', ['trades', 'match', '--with', 'nobody'], { code: 2, says: 'nobody' });
    const unknown = { ...business.deal('settled').sell, isin: 'KR7000020008' };
    const file = await stage.tradeFile('unknown.csv', [unknown]);
    expect(await stage.wrongAs('nh', ...submit(file))).toMatchObject([
      { status: 'REFUSED', uti: unknown.uti, problem: { code: expect.any(String) as string } },
    ]);
  });
}

/** The commands that prove a trade, once its day is sealed. */
export function tryReceipts(business: Business): void {
  test('trades receipt, verify', async () => {
    const { stage, receipt: file, market } = business;
    const { uti } = business.deal('settled').sell;
    const receipt = ['trades', 'receipt', uti, ...PAIR, '--date', market.tradeDate];
    expect(await stage.as('nh', ...receipt, '--out', file)).toEqual({ file });
    expect(await stage.as('nh', ...receipt)).toMatchObject({ type: 'trade-receipt', channel: 'interfirm' });
    const block = join(stage.context.stateDir, 'channel', 'genesis.block');
    const verify = ['trades', 'verify', file, '--configuration', block];
    expect(await stage.as('samsung', ...verify)).toMatchObject({
      submitter: 'nh',
      statement: { uti, quantity: '100', tradeDate: market.tradeDate },
      businessDay: market.tradeDate,
      sealedBy: ['KofiaMSP', 'NhMSP'],
    });
    await stage.refusedAs('samsung', ['trades', 'verify', 'none.json'], { code: 2, says: 'none.json' });
    const tampered = await stage.file('tampered.json', '{"type":"trade-receipt"}');
    await stage.refusedAs('samsung', ['trades', 'verify', tampered, '--configuration', block], {
      code: 1,
      says: 'receipt',
    });
  });
}
