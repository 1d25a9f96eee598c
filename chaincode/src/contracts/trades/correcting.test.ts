import type { PageEntry, PagePlace, TradeStatement } from '@jangbu/model';
import { isinOf, statementOf, utiOf } from '@jangbu/model/dist/testing/statements';
import { openConsortium, TODAY, type SimulatedConsortium } from '../../../testing/consortium';
import { refusal } from '../../../testing/refusals';
import {
  matchIndexOf,
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

function replacing(statement: TradeStatement, replaces: PagePlace): PageEntry {
  return { ...statement, replaces };
}

const correcting = pageOf('b', 'a', 'mended-01', [
  replacing(statementOf(1, SELL), { pageId: 'sold-0001', position: 0 }),
  { uti: utiOf(2), withdraws: { pageId: 'sold-0001', position: 1 } },
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
    expect(await matchStated(consortium, correcting)).toEqual({ status: 'RECORDED', sequence: 2 });
    expect(await matchResultOf(consortium, 2)).toMatchObject({
      matched: [{ uti: utiOf(1), quantity: '100' }],
      breaks: [],
      corrected: [
        { uti: utiOf(1), kind: 'REPLACED' },
        { uti: utiOf(2), kind: 'WITHDRAWN' },
      ],
      withoutEffect: [],
    });
    const index = await matchIndexOf(consortium);
    expect(index.open.map(({ source }) => source.submitter)).toEqual(['a']);
    expect(index.withdrawn).toMatchObject([{ uti: utiOf(2), source: { submitter: 'b' } }]);
    expect(index.obligations).toMatchObject([{ isin: isinOf(1), quantity: '100', amount: '-7150000' }]);
  });

  it('is harmless when it is sent twice, even after it was matched', async () => {
    const consortium = await recorded(bought, sold, correcting);
    expect(await record(consortium, correcting)).toEqual({ status: 'ALREADY_RECORDED' });
    await matchStated(consortium, bought, sold, correcting);
    expect(await record(consortium, correcting)).toEqual({ status: 'ALREADY_RECORDED' });
    expect(await matchStated(consortium, correcting)).toEqual({ status: 'ALREADY_RECORDED', sequence: 1 });
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

  it('is refused while a page that it means is not recorded', async () => {
    const consortium = await recorded(bought);
    expect(await refusal('DOCUMENT_NOT_HELD', record(consortium, correcting))).toEqual({
      document: 'trade-page',
      id: 'b/sold-0001',
      members: ['b', 'a', 'kofia'],
    });
    await record(consortium, sold);
    expect(await record(consortium, correcting)).toEqual({ status: 'RECORDED' });
  });

  it("is refused when it means the other firm's page: a firm corrects its own side only", async () => {
    const consortium = await recorded(bought, sold);
    const page = pageOf('b', 'a', 'mended-02', [
      { uti: utiOf(1), withdraws: { pageId: 'bought-01', position: 0 } },
    ]);
    expect(await refusal('DOCUMENT_NOT_HELD', record(consortium, page))).toMatchObject({ id: 'b/bought-01' });
  });

  it('is refused whole, with a reason for each bad entry', async () => {
    const consortium = await recorded(bought, sold);
    const place = { pageId: 'sold-0001', position: 0 };
    const both = { ...statementOf(3), replaces: place, withdraws: place };
    const bad = pageOf('b', 'a', 'mended-03', [
      { uti: utiOf(1), withdraws: place },
      replacing(statementOf(1, SELL), place),
      replacing(statementOf(2, { isin: isinOf(9) }), place),
      both,
      { uti: utiOf(4), withdraws: { pageId: 'sold-0001', position: 500 } },
    ]);
    const { trades } = await refusal('TRADES_REFUSED', record(consortium, bad));
    expect(trades.map(({ position, code }) => [position, code])).toEqual([
      [1, 'UTI_REPEATED'],
      [2, 'INSTRUMENT_UNKNOWN'],
      [3, 'INVALID'],
      [4, 'INVALID'],
    ]);
    expect(trades[3]?.problems).toMatchObject([{ path: '/withdraws/position' }]);
    const good = pageOf('b', 'a', 'mended-03', [{ uti: utiOf(1), withdraws: place }]);
    expect(await record(consortium, good)).toEqual({ status: 'RECORDED' });
  });

  it('takes back a side whose instrument has been suspended since, and replaces none there', async () => {
    const consortium = await recorded(bought, sold);
    await consortium.carry({ kind: 'SET_INSTRUMENT_STATUS', isin: isinOf(1), status: 'SUSPENDED' });
    const { trades } = await refusal('TRADES_REFUSED', record(consortium, correcting));
    expect(trades).toMatchObject([{ position: 0, code: 'INSTRUMENT_NOT_ACTIVE' }]);
    const place = { pageId: 'sold-0001', position: 1 };
    const withdrawing = pageOf('b', 'a', 'mended-04', [{ uti: utiOf(2), withdraws: place }]);
    expect(await record(consortium, withdrawing)).toEqual({ status: 'RECORDED' });
  });

  it('is refused when matching has closed', async () => {
    const consortium = await recorded(bought, sold);
    const opened = { type: 'business-day', version: 1, date: TODAY, phase: 'OPEN', sequence: 1 } as const;
    await consortium.moveDay(opened, TODAY, 'MATCHING_CLOSED');
    await refusal('PHASE_CLOSED', record(consortium, correcting));
  });
});
