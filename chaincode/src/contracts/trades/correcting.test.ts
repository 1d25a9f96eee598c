import { CORRECTIONS_DUE_MAX, type PageEntry, type TradeStatement } from '@jangbu/model';
import { isinOf, statementOf, utiOf } from '@jangbu/model/dist/testing/statements';
import { openConsortium, type SimulatedConsortium } from '../../../testing/consortium';
import { refusal } from '../../../testing/refusals';
import {
  correctionsOf,
  matching,
  matchRequestOf,
  matchStateOf,
  matchStated,
  pageOf,
  record,
  recording,
  matchResultOf,
  type TestPage,
} from '../../../testing/trading';

const SELL = { side: 'SELL' } as const;
const bought = pageOf('a', 'b', 'bought-01', [statementOf(1), statementOf(2)]);
const sold = pageOf('b', 'a', 'sold-0001', [
  statementOf(1, { ...SELL, quantity: '90', amount: '6435000' }),
  statementOf(2, { ...SELL, price: '1', amount: '100' }),
]);

function replacing(statement: TradeStatement, replaces = 1): PageEntry {
  return { ...statement, replaces };
}

const correcting = pageOf('b', 'a', 'mended-01', [
  replacing(statementOf(1, SELL)),
  { uti: utiOf(2), withdraws: 1 },
]);

async function recorded(...pages: readonly TestPage[]): Promise<SimulatedConsortium> {
  const consortium = await openConsortium();
  for (const page of pages) await record(consortium, page);
  return consortium;
}

describe('a page of corrections', () => {
  it('mends a break, and takes a side back, at the next match', async () => {
    const consortium = await recorded(bought, sold);
    await matchStated(consortium, bought, sold);
    expect(await record(consortium, correcting)).toEqual({ status: 'RECORDED' });
    expect(await matchStated(consortium, correcting)).toEqual({ status: 'RECORDED' });
    expect(await matchResultOf(consortium, 2)).toMatchObject({
      matched: [{ uti: utiOf(1), quantity: '100' }],
      breaks: [],
      corrected: [
        { uti: utiOf(1), kind: 'REPLACED' },
        { uti: utiOf(2), kind: 'WITHDRAWN' },
      ],
      withoutEffect: [],
    });
    const index = await matchStateOf(consortium);
    expect(index.open.map(({ source }) => source.submitter)).toEqual(['a']);
    expect(index.withdrawn).toMatchObject([{ uti: utiOf(2), source: { submitter: 'b' } }]);
    expect(index.obligations).toMatchObject([{ isin: isinOf(1), quantity: '100', amount: '-7150000' }]);
  });

  it('is harmless when it is sent twice, even after it was matched', async () => {
    const consortium = await recorded(bought, sold, correcting);
    expect(await record(consortium, correcting)).toEqual({ status: 'ALREADY_RECORDED' });
    await matchStated(consortium, bought, sold, correcting);
    expect(await record(consortium, correcting)).toEqual({ status: 'ALREADY_RECORDED' });
    expect(await matchStated(consortium, correcting)).toEqual({ status: 'ALREADY_RECORDED' });
  });

  it('does not get in the way of another page, nor of a match', async () => {
    const consortium = await recorded(bought, sold);
    const holders = consortium.mspIds('a', 'b', 'kofia');
    const envelope = await consortium.channel.endorse(recording(consortium, correcting), holders);
    await record(consortium, pageOf('b', 'a', 'sold-0002', [statementOf(3, SELL)]));
    await matchStated(consortium, bought, sold);
    expect(consortium.channel.commit(envelope)).toBe('VALID');
  });

  it("comes from the firm's own trader only", async () => {
    const consortium = await recorded(bought, sold);
    const holders = consortium.mspIds('a', 'b', 'kofia');
    const by = (id: string, certificate: 'trader' | 'operator' = 'trader'): Promise<unknown> =>
      consortium.channel.submit(recording(consortium, correcting, { by: id, certificate }), holders);
    for (const id of ['a', 'kofia', 'c']) await refusal('NOT_THE_SUBMITTER', by(id));
    await refusal('ROLE_REQUIRED', by('b', 'operator'));
  });

  it('is taken in by every match that comes after it: no one may match what has been corrected', async () => {
    const consortium = await recorded(bought, sold, correcting);
    const holders = consortium.mspIds('a', 'b', 'kofia');
    const attempt = (
      pages: readonly TestPage[],
      corrections: [string | null, string | null],
    ): Promise<unknown> =>
      consortium.channel.submit(
        matching(consortium, { ...matchRequestOf(pages, null), corrections }),
        holders,
      );
    await refusal('RECORD_MOVED', attempt([bought, sold], [null, null]));
    const due = await correctionsOf(consortium, ['a', 'b']);
    expect(await refusal('CORRECTIONS_LEFT_OUT', attempt([bought, sold], due))).toEqual({
      pages: ['b/mended-01'],
    });
    expect(await attempt([bought, sold, correcting], due)).toEqual({ status: 'RECORDED' });
    const late = pageOf('a', 'b', 'bought-02', [statementOf(3)]);
    await record(consortium, late);
    expect(await matchStated(consortium, late)).toEqual({ status: 'RECORDED' });
  });

  it('voids a match that was endorsed before it and left it out', async () => {
    const consortium = await recorded(bought, sold);
    const holders = consortium.mspIds('a', 'b', 'kofia');
    const request = matchRequestOf([bought, sold], null);
    const envelope = await consortium.channel.endorse(matching(consortium, request), holders);
    await record(consortium, correcting);
    expect(consortium.channel.commit(envelope)).toBe('MVCC_READ_CONFLICT');
  });

  it('with a statement, its withdrawal and a new one comes to the same in whatever order they are taken in', async () => {
    const first = pageOf('b', 'a', 'sold-0001', [
      statementOf(1, { ...SELL, quantity: '90', amount: '6435000' }),
    ]);
    const second = pageOf('b', 'a', 'sold-0002', [{ uti: utiOf(1), withdraws: 1 }]);
    const third = pageOf('b', 'a', 'sold-0003', [replacing(statementOf(1, SELL), 2)]);
    for (const order of [
      [first, second, third],
      [second, third, first],
      [third, second, first],
    ]) {
      const consortium = await recorded(...order);
      const [, ...later] = order;
      const corrections = [second, third];
      await matchStated(consortium, ...corrections);
      for (const page of [order[0] ?? first, ...later].filter((each) => each === first)) {
        await matchStated(consortium, page);
      }
      expect((await matchStateOf(consortium)).open).toMatchObject([
        { source: { pageId: 'sold-0003' }, revision: 3 },
      ]);
    }
  });

  it('of which two are recorded at once lets one through; the other is told to read again', async () => {
    const consortium = await recorded(bought, sold);
    const holders = consortium.mspIds('a', 'b', 'kofia');
    const other = pageOf('b', 'a', 'mended-02', [{ uti: utiOf(1), withdraws: 1 }]);
    const envelope = await consortium.channel.endorse(recording(consortium, other), holders);
    await record(consortium, correcting);
    expect(consortium.channel.commit(envelope)).toBe('MVCC_READ_CONFLICT');
    await refusal('RECORD_MOVED', consortium.channel.endorse(recording(consortium, other), holders));
    expect(await record(consortium, other)).toEqual({ status: 'RECORDED' });
  });

  it('is refused while as many wait as one match can take in', async () => {
    const consortium = await recorded(sold);
    const pages = Array.from({ length: CORRECTIONS_DUE_MAX + 1 }, (_, i) =>
      pageOf('b', 'a', `mended-${10 + i}`, [{ uti: utiOf(1), withdraws: i + 1 }]),
    );
    const last = pages.pop();
    for (const page of pages) await record(consortium, page);
    if (!last) throw new Error('no pages');
    expect(await refusal('CORRECTIONS_DUE', record(consortium, last))).toEqual({ most: CORRECTIONS_DUE_MAX });
    await matchStated(consortium, ...pages);
    expect(await record(consortium, last)).toEqual({ status: 'RECORDED' });
  });

  it('is refused whole, with a reason for each bad entry', async () => {
    const consortium = await recorded(bought, sold);
    const both = { ...statementOf(3), replaces: 1, withdraws: 1 };
    const bad = pageOf('b', 'a', 'mended-03', [
      { uti: utiOf(1), withdraws: 1 },
      replacing(statementOf(1, SELL)),
      replacing(statementOf(2, { isin: isinOf(9) })),
      both,
      { uti: utiOf(4), withdraws: 0 },
    ]);
    const { trades } = await refusal('TRADES_REFUSED', record(consortium, bad));
    expect(trades.map(({ position, code }) => [position, code])).toEqual([
      [1, 'UTI_REPEATED'],
      [2, 'INSTRUMENT_UNKNOWN'],
      [3, 'INVALID'],
      [4, 'INVALID'],
    ]);
    expect(trades[3]?.problems).toMatchObject([{ path: '/withdraws' }]);
    const good = pageOf('b', 'a', 'mended-03', [{ uti: utiOf(1), withdraws: 1 }]);
    expect(await record(consortium, good)).toEqual({ status: 'RECORDED' });
  });

  it('takes back a side whose instrument has been suspended since, and replaces none there', async () => {
    const consortium = await recorded(bought, sold);
    await consortium.carry({ kind: 'SET_INSTRUMENT_STATUS', isin: isinOf(1), status: 'SUSPENDED' });
    const { trades } = await refusal('TRADES_REFUSED', record(consortium, correcting));
    expect(trades).toMatchObject([{ position: 0, code: 'INSTRUMENT_NOT_ACTIVE' }]);
    const withdrawing = pageOf('b', 'a', 'mended-04', [{ uti: utiOf(2), withdraws: 1 }]);
    expect(await record(consortium, withdrawing)).toEqual({ status: 'RECORDED' });
  });

  it('is refused when matching has closed', async () => {
    const consortium = await recorded(bought, sold);
    await consortium.toPhase('MATCHING_CLOSED');
    await refusal('PHASE_CLOSED', record(consortium, correcting));
  });
});
