import { randomBytes } from 'node:crypto';
import {
  canonicalJson,
  makePage,
  pairOf,
  transactions,
  type MatchRequest,
  type PageBody,
  type PageHeader,
  type PageTexts,
  type TradeStatement,
} from '@jangbu/model';
import type { NetworkContext } from 'jangbu';
import { sharedNetwork } from './network/networks';
import { RawClient, refusalOf } from './network/raw-client';
import { freshUti, readMarket, type TestMarket } from './network/trading';

const hex = (bytes: number): string => randomBytes(bytes).toString('hex');
const PARTIES = ['DaishinMSP', 'KiwoomMSP', 'KofiaMSP'];

describe('pages of trades between Daishin and Kiwoom, sent by clients that the SDK would not be', () => {
  let context: NetworkContext;
  let market: TestMarket;
  const clients: RawClient[] = [];
  let daishin: RawClient;
  let kiwoom: RawClient;
  let outsider: RawClient;

  const open = async (member: string, role: string, at = member): Promise<RawClient> => {
    const client = await RawClient.open({ stateDir: context.stateDir, member, role, at });
    clients.push(client);
    return client;
  };

  beforeAll(async () => {
    context = await sharedNetwork();
    market = await readMarket(context);
    [daishin, kiwoom, outsider] = await Promise.all([
      open('daishin', 'trader'),
      open('kiwoom', 'trader'),
      open('sk', 'trader'),
    ]);
  });

  afterAll(() => {
    for (const client of clients) client.close();
  });

  function trade(changes: Partial<TradeStatement> = {}): TradeStatement {
    return {
      uti: freshUti(context, 'daishin'),
      side: 'SELL',
      isin: 'KR7000660001',
      quantity: '10',
      price: '562000',
      currency: 'KRW',
      amount: '5620000',
      settlementDate: market.settlementDate,
      accountKind: 'CLIENT',
      reference: 'T-1',
      ...changes,
    };
  }

  function page(
    trades: readonly TradeStatement[],
    frame: { submitter?: string; counterparty?: string } = {},
  ): PageTexts {
    const { submitter = 'daishin', counterparty = 'kiwoom' } = frame;
    const { tradeDate } = market;
    return makePage(
      { submitter, counterparty, tradeDate, pageId: hex(16), salt: hex(16), seed: hex(32) },
      trades,
    );
  }

  function record(client: RawClient, { header, body }: PageTexts, organisations = PARTIES): Promise<string> {
    return client.submit(transactions.trades.record, { transient: { header, body }, organisations });
  }

  function matchRequest(pages: readonly PageTexts[]): string {
    const request: MatchRequest = {
      type: 'match-request',
      version: 1,
      pair: [...pairOf('daishin', 'kiwoom')],
      tradeDate: market.tradeDate,
      pages: pages.map(({ header, body }) => ({ header, body })),
      index: null,
      shards: [{ shard: 0, matched: null, open: null }],
      corrections: [null, null],
      utis: {
        register: canonicalJson({
          ...{ type: 'uti-register', version: 1, pair: pairOf('daishin', 'kiwoom'), secret: hex(32) },
        }),
        shelves: [],
      },
      salts: { index: hex(16), result: hex(16) },
    };
    return JSON.stringify(request);
  }

  test('a page sent twice is answered as before, and the ledger holds it once', async () => {
    const sent = page([trade()]);
    expect(JSON.parse(await record(daishin, sent))).toEqual({ status: 'RECORDED' });
    const again = await daishin.endorse(transactions.trades.record, {
      transient: { ...sent },
      organisations: PARTIES,
    });
    expect(JSON.parse(again)).toEqual({ status: 'ALREADY_RECORDED' });
    // Nothing is written, so nothing has to be ordered; ordered all the same, it is void.
    await expect(record(daishin, sent)).rejects.toThrow(/ENDORSEMENT_POLICY_FAILURE/);
    const { submitter, counterparty, tradeDate, pageId } = JSON.parse(sent.header) as PageHeader;
    const held = await daishin.evaluate(
      transactions.trades.page,
      [{ submitter, counterparty, tradeDate, pageId }],
      'DaishinMSP',
    );
    expect(JSON.parse(held)).toEqual([sent]);
  });

  test('other content under a used page id is refused', async () => {
    const first = page([trade()]);
    await record(daishin, first);
    const { pageId } = JSON.parse(first.header) as PageHeader;
    const { tradeDate } = market;
    const frame = {
      submitter: 'daishin',
      counterparty: 'kiwoom',
      tradeDate,
      pageId,
      salt: hex(16),
      seed: hex(32),
    };
    await expect(refusalOf(record(daishin, makePage(frame, [trade()])))).resolves.toMatchObject({
      code: 'ID_TAKEN',
    });
  });

  test('a page with one bad trade is refused whole, and the bad trade is named', async () => {
    const bad = trade({ isin: 'US0378331005' });
    const refusal = await refusalOf(record(daishin, page([trade(), bad, trade()])));
    expect(refusal).toMatchObject({
      code: 'TRADES_REFUSED',
      facts: { trades: [{ position: 1, uti: bad.uti, code: 'INSTRUMENT_UNKNOWN' }] },
    });
    const listed = JSON.parse(
      await daishin.evaluate(
        transactions.trades.pages,
        { pair: pairOf('daishin', 'kiwoom'), tradeDate: market.tradeDate },
        'DaishinMSP',
      ),
    ) as { pageId: string }[];
    const bodies = JSON.parse(await daishin.evaluate(transactions.trades.page, listed, 'DaishinMSP')) as ({
      body: string;
    } | null)[];
    expect(bodies.some((each) => each?.body.includes(bad.uti))).toBe(false);
  });

  test('a page that claims another firm as its submitter is refused', async () => {
    const claimed = page([trade()], { submitter: 'kiwoom', counterparty: 'daishin' });
    await expect(refusalOf(record(daishin, claimed))).resolves.toEqual({
      code: 'NOT_THE_SUBMITTER',
      facts: { claimed: 'kiwoom', caller: 'daishin' },
    });
  });

  test('a page with an unknown field is refused, in a trade as in the header', async () => {
    const smuggled = { ...trade(), name: 'Hong Gildong' };
    const inTrade = await refusalOf(record(daishin, page([smuggled])));
    expect(inTrade).toMatchObject({
      code: 'TRADES_REFUSED',
      facts: { trades: [{ position: 0, code: 'INVALID' }] },
    });
    const plain = page([trade()]);
    const header = canonicalJson({ ...(JSON.parse(plain.header) as PageHeader), note: 'x' });
    const inHeader = await refusalOf(record(daishin, { header, body: plain.body }));
    expect(inHeader).toMatchObject({ code: 'INVALID_DOCUMENT', facts: { document: 'trade-page' } });
  });

  test('a page whose text is not canonical is refused', async () => {
    const { header, body } = page([trade()]);
    const spaced = { header, body: JSON.stringify(JSON.parse(body) as PageBody, null, 1) };
    await expect(refusalOf(record(daishin, spaced))).resolves.toMatchObject({ code: 'NOT_CANONICAL' });
  });

  test('wrong bytes are refused, not crashed on', async () => {
    const { body } = page([trade()]);
    await expect(refusalOf(record(daishin, { header: '\u0000\u0001{', body }))).resolves.toMatchObject({
      code: 'INVALID_DOCUMENT',
    });
  });

  test('a certificate without the trader role records nothing', async () => {
    const auditor = await open('daishin', 'auditor');
    await expect(refusalOf(record(auditor, page([trade()])))).resolves.toEqual({
      code: 'ROLE_REQUIRED',
      facts: { required: ['trader'], given: 'auditor' },
    });
  });

  test('without the counterparty’s endorsement a page does not stand', async () => {
    const call = record(daishin, page([trade()]), ['DaishinMSP', 'KofiaMSP']);
    await expect(call).rejects.toThrow(/ENDORSEMENT_POLICY_FAILURE/);
  });

  test('a firm that is no party matches nothing', async () => {
    const [sold, bought] = [
      page([trade()]),
      page([trade()], { submitter: 'kiwoom', counterparty: 'daishin' }),
    ];
    await Promise.all([record(daishin, sold), record(kiwoom, bought)]);
    const call = outsider.submit(transactions.trades.match, {
      transient: { request: matchRequest([sold, bought]) },
      organisations: PARTIES,
    });
    await expect(refusalOf(call)).resolves.toMatchObject({ code: 'NOT_A_PARTY', facts: { caller: 'sk' } });
  });

  test('a page that was never recorded is matched with nothing', async () => {
    const invented = page([trade()], { submitter: 'kiwoom', counterparty: 'daishin' });
    const call = daishin.submit(transactions.trades.match, {
      transient: { request: matchRequest([page([trade()]), invented]) },
      organisations: PARTIES,
    });
    // Which comes first depends on what other tests have matched: both leave the page uncounted.
    const { code } = await refusalOf(call);
    expect(['DOCUMENT_NOT_HELD', 'MATCH_INDEX_MOVED']).toContain(code);
  });

  test('at Daishin’s own peer, another firm’s client sees nothing of Daishin’s trades', async () => {
    const sent = page([trade()]);
    await record(daishin, sent);
    const spy = await open('sk', 'trader', 'daishin');
    const pairDay = { pair: pairOf('daishin', 'kiwoom'), tradeDate: market.tradeDate };
    const { submitter, counterparty, tradeDate, pageId } = JSON.parse(sent.header) as PageHeader;
    const own = await daishin.evaluate(
      transactions.trades.page,
      [{ submitter, counterparty, tradeDate, pageId }],
      'DaishinMSP',
    );
    expect(JSON.parse(own)).toEqual([sent]);
    expect(await answerOrError(spy.evaluate(transactions.trades.pages, pairDay, 'DaishinMSP'))).not.toContain(
      pageId,
    );
    const page1 = spy.evaluate(
      transactions.trades.page,
      [{ submitter, counterparty, tradeDate, pageId }],
      'DaishinMSP',
    );
    expect(await answerOrError(page1)).not.toContain('KR7000660001');
    expect(
      await answerOrError(spy.evaluate(transactions.trades.matchIndex, pairDay, 'DaishinMSP')),
    ).not.toContain('KR7');
  });
});

async function answerOrError(call: Promise<string>): Promise<string> {
  try {
    return await call;
  } catch (error) {
    return JSON.stringify(error, Object.getOwnPropertyNames(error));
  }
}
