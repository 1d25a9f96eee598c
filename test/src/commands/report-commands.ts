import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Business } from './business';

const ISIN = 'KR7005930003';

/** The reports, of the trade date and of the day on which it settled. */
export function tryReports(business: Business): void {
  test('report trades, breaks, unmatched, netting of the trade date', async () => {
    const { stage, market } = business;
    const of = (name: string) => stage.as('nh', 'report', name, '--date', market.tradeDate);
    expect(await of('trades')).toEqual([
      {
        first: 'nh',
        second: 'samsung',
        matched: 5,
        matched_value: '49350000',
        broken: 0,
        waiting: 0,
        obligations: 4,
        net_value: '49350000',
      },
    ]);
    expect(await of('breaks')).toEqual([]);
    expect(await of('unmatched')).toEqual([]);
    expect(await of('netting')).toMatchObject([
      { what: 'deliveries', gross: '5', within_pairs: '4', saved_percent: 20 },
      { what: 'payments KRW', gross: '49350000', within_pairs: '49350000', saved_percent: 0 },
    ]);
  });

  test('supervision status, take-over, where nobody has supervised before', async () => {
    const { stage } = business;
    const nothing = { supervisor: 'kofia', former: [], due: 0, dueFrom: [], disputed: 0, doubts: [] };
    expect(await stage.as('nh', 'supervision', 'status')).toMatchObject(nothing);
    const taken = { taken: 0, upheld: 0, declined: [], unreachable: [], frozen: [] };
    expect(await stage.as('kofia', 'supervision', 'take-over')).toMatchObject({ ...nothing, ...taken });
  });

  test('report instructions, fails, holdings, outstanding, day of the day on which it settled', async () => {
    const { stage, market } = business;
    expect(await stage.as('nh', 'report', 'instructions')).toContainEqual(
      expect.objectContaining({ due_date: market.settlementDate, isin: ISIN, settled: 1, unreserved: 0 }),
    );
    const fails = {
      fails: [
        expect.objectContaining({
          business_day: market.settlementDate,
          instruction: business.instruction('failed'),
          first: 'nh',
          second: 'samsung',
          at_fault: expect.stringContaining('nh') as string,
        }),
      ],
      penalties: expect.any(Array) as unknown,
    };
    expect(await stage.as('nh', 'report', 'fails')).toEqual(fails);
    expect(await stage.as('nh', 'report', 'holdings')).toContainEqual(
      expect.objectContaining({
        instrument: ISIN,
        opening: '200',
        delivered: '200',
        closing: '0',
        lots_now: '0',
      }),
    );
    expect(await stage.as('kofia', 'report', 'outstanding')).toContainEqual({
      instrument: ISIN,
      deposited: '200',
      withdrawn: '0',
      outstanding: '200',
      proved: 'yes',
    });
    expect(await stage.as('kofia', 'report', 'day')).toMatchObject({ trades: [], outstanding: [{}, {}, {}] });
    const file = join(stage.folder, 'day.json');
    expect(await stage.as('nh', 'report', 'day', '--out', file)).toEqual({ file });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ fails: fails.fails });
  });

  test('report reconcile', async () => {
    const { stage, market } = business;
    const own = await stage.tradeFile('own.csv', [
      { ...business.deal('settled').sell, quantity: 99n },
      ...(['divided', 'dropped', 'failed', 'corrected'] as const).map((name) => business.deal(name).sell),
    ]);
    const trades = ['report', 'reconcile', 'trades', own, '--date', market.tradeDate];
    const { uti } = business.deal('settled').sell;
    const field = { key: uti, finding: 'differs', field: 'quantity', file: '99', ledger: '100' };
    expect(await stage.wrongAs('nh', ...trades)).toEqual([field]);
    const head = 'instrument,account_kind,amount';
    const held = await stage.file('held.csv', `${head}\nKRW,HOUSE,19740000\nKR7000660001,HOUSE,40\n`);
    expect(await stage.as('nh', 'report', 'reconcile', 'holdings', held)).toEqual([]);
    const none = ['report', 'reconcile', 'trades', 'none.csv'];
    await stage.refusedAs('nh', none, { code: 2, says: 'none.csv' });
    await stage.refusedAs('nh', ['report', 'day', '--csv', '--json'], { code: 2, says: '--json' });
  });
}

/** The supervisor's inquiries, and a member's read model. */
export function tryReading(business: Business): void {
  test('audit trades, instructions, holdings, list, check', async () => {
    const { stage, market } = business;
    const reason = ['--reason', '2026-17'];
    const pair = ['nh', 'samsung'];
    const of = ['--date', market.tradeDate];
    const trades = await stage.as<{ matched: object[]; entries: object[] }>(
      'kofia',
      ...['audit', 'trades', ...pair, ...of, ...reason],
    );
    expect(trades.matched).toHaveLength(5);
    expect(trades.entries).toContainEqual(expect.objectContaining({ statedBy: 'samsung' }));
    expect(await stage.as('kofia', 'audit', 'instructions', ...pair, ...reason)).toHaveLength(6);
    expect(await stage.as('kofia', 'audit', 'holdings', 'samsung', ...reason)).toMatchObject({
      positions: expect.arrayContaining([
        expect.objectContaining({ instrument: ISIN, free: '200' }),
      ]) as unknown,
    });
    const inquiries = await stage.as<{ inquiryId: string; supervisor: string }[]>('nh', 'audit', 'list');
    expect(inquiries).toHaveLength(3);
    const kept = inquiries.map(({ inquiryId }) => join(stage.own('kofia'), 'inquiries', `${inquiryId}.json`));
    const [file = ''] = kept.filter((each) => readFileSync(each, 'utf8').includes('"HOLDINGS"'));
    const shown = await stage.file('scopes.json', readFileSync(file, 'utf8'));
    expect(await stage.as('samsung', 'audit', 'check', shown)).toMatchObject([
      {
        scope: { reason: '2026-17', read: { kind: 'HOLDINGS', member: 'samsung' } },
        inquiry: { supervisor: 'kofia' },
      },
    ]);
    await stage.refusedAs('nh', ['audit', 'holdings', 'samsung', ...reason], {
      code: 1,
      says: 'NOT_THE_SUPERVISOR',
    });
    await stage.refusedAs('nh', ['audit', 'check', 'none.json'], { code: 2, says: 'none.json' });
  });

  test('store status, rebuild', async () => {
    const { stage } = business;
    expect(await stage.as('nh', 'store', 'status')).toMatchObject({ blocks: '0', missing: 0 });
    expect(await stage.as('nh', 'store', 'rebuild')).toMatchObject({
      blocks: expect.stringMatching(/^\d+$/) as string,
    });
    expect(existsSync(join(stage.own('nh'), 'read-model'))).toBe(true);
    const database = ['--database', 'postgres://nobody@127.0.0.1:1/none'];
    await stage.refusedAs('nh', ['store', 'status', ...database], { code: 4, says: '127.0.0.1' });
  });
}
