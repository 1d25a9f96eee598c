import { FakeLedger } from '../../../testing/ledger-transport';
import { mirrored, statement, uti } from '../../../testing/statements';
import { tradingMember, type TradingMember } from '../../../testing/trading-member';

const TRADE_DATE = '2026-11-24';
const SK_DAY = { counterparty: 'sk', tradeDate: TRADE_DATE };
const NH_DAY = { counterparty: 'nh', tradeDate: TRADE_DATE };

async function matched(): Promise<{ readonly nh: TradingMember; readonly sk: TradingMember }> {
  const ledger = new FakeLedger();
  const [nh, sk] = [tradingMember(ledger, 'nh'), tradingMember(ledger, 'sk')];
  const ours = [statement(1), statement(8)];
  await nh.trades.submit([...ours, statement(3)]);
  await sk.trades.submit(ours.map((each) => mirrored(each)));
  await nh.trades.match(SK_DAY);
  return { nh, sk };
}

describe('cancelling a matched trade', () => {
  test('asks first, and takes effect when the other side has consented, too', async () => {
    const { nh, sk } = await matched();
    await expect(nh.trades.cancel(SK_DAY, [{ uti: uti(1) }])).resolves.toEqual([
      { status: 'ASKED', uti: uti(1) },
    ]);
    await expect(sk.trades.find(uti(1))).resolves.toMatchObject({
      status: 'CANCELLATION_ASKED',
      trade: { quantity: 101n },
      asked: [{ by: 'nh', instead: null }],
    });
    await expect(sk.trades.cancel(NH_DAY, [{ uti: uti(1) }])).resolves.toEqual([
      { status: 'CANCELLED', uti: uti(1) },
    ]);
    await expect(nh.trades.find(uti(1))).resolves.toMatchObject({
      status: 'CANCELLED',
      trade: { quantity: 101n },
      instead: null,
    });
    await expect(nh.trades.obligations(SK_DAY)).resolves.toMatchObject([{ quantity: 108n }]);
  });

  test('twice sends nothing, before it took effect and after', async () => {
    const { nh, sk } = await matched();
    await nh.trades.cancel(SK_DAY, [{ uti: uti(1) }]);
    const before = nh.transport.ordered;
    await nh.trades.cancel(SK_DAY, [{ uti: uti(1) }]);
    await sk.trades.cancel(NH_DAY, [{ uti: uti(1) }]);
    await expect(nh.trades.cancel(SK_DAY, [{ uti: uti(1) }])).resolves.toMatchObject([
      { status: 'CANCELLED' },
    ]);
    expect(nh.transport.ordered).toBe(before);
  });

  test('to state it anew under another UTI takes effect when both name the same one', async () => {
    const { nh, sk } = await matched();
    await nh.trades.cancel(SK_DAY, [{ uti: uti(1), instead: uti(11) }]);
    await expect(sk.trades.cancel(NH_DAY, [{ uti: uti(1) }])).resolves.toMatchObject([{ status: 'ASKED' }]);
    await sk.trades.cancel(NH_DAY, [{ uti: uti(1), instead: uti(11) }]);
    await expect(nh.trades.find(uti(1), SK_DAY)).resolves.toMatchObject({
      status: 'CANCELLED',
      instead: uti(11),
    });
    await nh.trades.submit([statement(11)]);
    await sk.trades.submit([mirrored(statement(11))]);
    await expect(nh.trades.match(SK_DAY)).resolves.toMatchObject({ matched: [{ uti: uti(11) }] });
  });

  test('goes on from where a match got to that came first', async () => {
    const { nh, sk } = await matched();
    await sk.trades.submit([mirrored(statement(3))]);
    let rival: Promise<unknown> | undefined;
    nh.transport.before = (step, transaction) => {
      if (step === 'ENDORSE' && transaction === 'trades:cancel') rival ??= sk.trades.match(NH_DAY);
    };
    await expect(nh.trades.cancel(SK_DAY, [{ uti: uti(1) }])).resolves.toMatchObject([{ status: 'ASKED' }]);
    await rival;
    await expect(nh.trades.match(SK_DAY)).resolves.toMatchObject({ matchedInAll: 3 });
  });

  test('is refused for what is not matched, with a reason for each', async () => {
    const { nh } = await matched();
    const attempt = nh.trades.cancel(SK_DAY, [{ uti: uti(1) }, { uti: uti(3) }, { uti: uti(9) }]);
    await expect(attempt).rejects.toMatchObject({
      code: 'CANCELLATION_IMPOSSIBLE',
      facts: {
        trades: [
          { position: 1, uti: uti(3), code: 'NOT_MATCHED' },
          { position: 2, uti: uti(9), code: 'NOT_MATCHED' },
        ],
      },
    });
    const elsewhere = nh.trades.cancel({ ...SK_DAY, tradeDate: '2026-11-23' }, [{ uti: uti(1) }]);
    await expect(elsewhere).rejects.toMatchObject({ code: 'CANCELLATION_IMPOSSIBLE' });
  });

  test('is not asked for no trades, nor for more than a consent holds', async () => {
    const { nh } = await matched();
    const many = Array.from({ length: 101 }, (_, i) => ({ uti: uti(i) }));
    for (const trades of [[], many]) {
      await expect(nh.trades.cancel(SK_DAY, trades)).rejects.toMatchObject({ name: 'InputError' });
    }
  });
});
