import { CORRECTIONS_DUE_MAX } from '@jangbu/model';
import { peerDown } from '../../../testing/gateway-errors';
import { FakeLedger } from '../../../testing/ledger-transport';
import { mirrored, statement, uti } from '../../../testing/statements';
import { tradingMember, type TradingMember } from '../../../testing/trading-member';

const TRADE_DATE = '2026-11-24';
const SK_DAY = { counterparty: 'sk', tradeDate: TRADE_DATE };

function trade(number: number) {
  return { uti: uti(number), ...SK_DAY };
}

/** Trade 1 agreed, trade 2 stated differently, trade 3 stated by nh alone; matched unless told otherwise. */
async function traded(matching: 'MATCHED' | 'RECORDED' = 'MATCHED'): Promise<{
  readonly nh: TradingMember;
  readonly sk: TradingMember;
}> {
  const ledger = new FakeLedger();
  const [nh, sk] = [tradingMember(ledger, 'nh'), tradingMember(ledger, 'sk')];
  await nh.trades.submit([statement(1), statement(2, { price: 1n }), statement(3)]);
  await sk.trades.submit([mirrored(statement(1)), mirrored(statement(2))]);
  if (matching === 'MATCHED') await nh.trades.match(SK_DAY);
  return { nh, sk };
}

describe('replacing a statement', () => {
  test('mends a break at the next match', async () => {
    const { nh } = await traded();
    await expect(nh.trades.find(uti(2))).resolves.toMatchObject({ status: 'BROKEN' });
    await expect(nh.trades.replace([statement(2)])).resolves.toMatchObject([
      { status: 'RECORDED', uti: uti(2), page: { submitter: 'nh', counterparty: 'sk' } },
    ]);
    const summary = await nh.trades.match(SK_DAY);
    expect(summary).toMatchObject({
      matched: [{ uti: uti(2), price: 70_000n }],
      corrected: [{ uti: uti(2), kind: 'REPLACED' }],
      breaks: [],
    });
    await expect(nh.trades.find(uti(2))).resolves.toMatchObject({ status: 'MATCHED' });
  });

  test('that no match has taken in yet counts before the sides are compared', async () => {
    const { nh } = await traded('RECORDED');
    await nh.trades.replace([statement(2)]);
    await expect(nh.trades.match(SK_DAY)).resolves.toMatchObject({ matchedInAll: 2, breaks: [] });
  });

  test('again names the latest one, matched in or not', async () => {
    const { nh } = await traded();
    for (const price of [2n, 3n, 70_000n]) await nh.trades.replace([statement(2, { price })]);
    const { matched, withoutEffect } = await nh.trades.match(SK_DAY);
    expect(matched.map((each) => each.uti)).toEqual([uti(2)]);
    expect(withoutEffect).toEqual([]);
  });

  test('as often as may wait on both sides leaves room for them in one match, beside other pages', async () => {
    const { nh, sk } = await traded('RECORDED');
    for (let i = 0; i < CORRECTIONS_DUE_MAX; i += 1) {
      await nh.trades.replace([statement(2, { price: BigInt(i + 2) })]);
      await sk.trades.replace([mirrored(statement(2, { price: BigInt(i + 2) }))]);
    }
    for (let n = 10; n < 14; n += 1) await nh.trades.submit([statement(n)]);
    await expect(nh.trades.match(SK_DAY)).resolves.toMatchObject({ matchedInAll: 2, breaks: [] });
  });

  test('by the very same, or twice, sends nothing', async () => {
    const { nh } = await traded();
    const before = nh.transport.ordered;
    await expect(nh.trades.replace([statement(3)])).resolves.toMatchObject([{ status: 'RECORDED' }]);
    expect(nh.transport.ordered).toBe(before);
    const [first] = await nh.trades.replace([statement(2)]);
    const [second] = await nh.trades.replace([statement(2)]);
    expect(second).toEqual({ ...first, transactionId: null });
    expect(nh.transport.ordered).toBe(before + 1);
  });

  test('where nothing of it is open is refused, trade by trade; the others are recorded', async () => {
    const { nh } = await traded();
    const results = await nh.trades.replace([
      statement(1, { price: 5n }),
      statement(9),
      statement(2),
      statement(3, { quantity: -1n }),
    ]);
    expect(results.map((each) => (each.status === 'REFUSED' ? each.problem : each.status))).toMatchObject([
      { code: 'MATCHED', position: 0 },
      { code: 'NOT_STANDING', position: 1 },
      'RECORDED',
      { code: 'INVALID', position: 3 },
    ]);
  });

  test('stored before it is sent, it is resumed after a bad night', async () => {
    const { nh } = await traded();
    nh.transport.before = (step) => {
      if (step === 'ENDORSE') throw peerDown();
    };
    await expect(nh.trades.replace([statement(2)])).resolves.toMatchObject([{ status: 'FAILED' }]);
    nh.transport.before = () => undefined;
    await expect(nh.trades.resume()).resolves.toMatchObject([{ status: 'RECORDED', uti: uti(2) }]);
    await expect(nh.trades.match(SK_DAY)).resolves.toMatchObject({ matchedInAll: 2 });
  });

  test('fails when how things stand cannot be read', async () => {
    const { nh } = await traded();
    nh.transport.before = () => {
      throw peerDown();
    };
    await expect(nh.trades.replace([statement(2)])).rejects.toMatchObject({ name: 'UnavailableError' });
  });
});

describe('withdrawing a statement', () => {
  test('takes it back at the next match: it waits no longer', async () => {
    const { nh } = await traded();
    await expect(nh.trades.withdraw([trade(3)])).resolves.toMatchObject([{ status: 'RECORDED' }]);
    await expect(nh.trades.find(uti(3))).resolves.toMatchObject({ status: 'WAITING' });
    await expect(nh.trades.match(SK_DAY)).resolves.toMatchObject({
      waiting: [],
      corrected: [{ uti: uti(3), kind: 'WITHDRAWN' }],
    });
    await expect(nh.trades.find(uti(3))).resolves.toEqual({
      status: 'WITHDRAWN',
      uti: uti(3),
      withdrawnBy: ['nh'],
    });
  });

  test("leaves the other firm's side of a break waiting", async () => {
    const { nh } = await traded();
    await nh.trades.withdraw([trade(2)]);
    await nh.trades.match(SK_DAY);
    await expect(nh.trades.find(uti(2))).resolves.toMatchObject({ status: 'WAITING', statedBy: 'sk' });
  });

  test('twice sends nothing, before the match and after', async () => {
    const { nh } = await traded();
    const [first] = await nh.trades.withdraw([trade(3)]);
    const before = nh.transport.ordered;
    await expect(nh.trades.withdraw([trade(3)])).resolves.toEqual([{ ...first, transactionId: null }]);
    expect(nh.transport.ordered).toBe(before);
    await nh.trades.match(SK_DAY);
    await expect(nh.trades.withdraw([trade(3)])).resolves.toEqual([{ ...first, transactionId: null }]);
  });

  test('is told of before a match has taken it in, where no match has taken the trade in either', async () => {
    const { nh } = await traded('RECORDED');
    await nh.trades.withdraw([trade(3)]);
    await expect(nh.trades.find(uti(3))).resolves.toMatchObject({ status: 'RECORDED', statement: null });
  });

  test('a UTI can be stated anew; the same words are not sent again by submitting a file twice', async () => {
    const { nh } = await traded();
    await nh.trades.withdraw([trade(3)]);
    const before = nh.transport.ordered;
    await nh.trades.submit([statement(3)]);
    expect(nh.transport.ordered).toBe(before);
    await nh.trades.submit([statement(3, { reference: 'NH-3-A' })]);
    await nh.trades.match(SK_DAY);
    await expect(nh.trades.find(uti(3))).resolves.toMatchObject({
      status: 'WAITING',
      statement: { reference: 'NH-3-A' },
    });
  });

  test('of what is matched, unknown, named twice or misnamed is refused', async () => {
    const { nh } = await traded();
    const wrong = { ...trade(3), tradeDate: '2026-02-30' };
    const results = await nh.trades.withdraw([trade(1), trade(9), trade(3), trade(3), wrong]);
    expect(results.map((each) => (each.status === 'REFUSED' ? each.problem.code : each.status))).toEqual([
      'MATCHED',
      'NOT_STANDING',
      'RECORDED',
      'UTI_REPEATED',
      'INVALID',
    ]);
  });
});
