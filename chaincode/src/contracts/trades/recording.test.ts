import {
  canonicalJson,
  keys,
  PAGE_BYTES_MAX,
  sha256Hex,
  transactions,
  transient,
  type PageHeader,
  type TradeStatement,
} from '@jangbu/model';
import { isinOf, leiOf, statementOf, utiOf } from '@jangbu/model/dist/testing/statements';
import { Disagreement } from '../../../testing/channel';
import {
  instrumentOf,
  openConsortium,
  PARAMETERS,
  TODAY,
  type SimulatedConsortium,
} from '../../../testing/consortium';
import { forgeDocuments } from '../../../testing/forgery';
import { refusal } from '../../../testing/refusals';
import { pageOf, record, recording, type TestPage } from '../../../testing/trading';

const page = pageOf('a', 'b', 'page-0001', [statementOf(1), statementOf(2)]);

/** The page with other texts under the same name. */
function altered(from: TestPage, texts: Partial<TestPage['texts']>): TestPage {
  return { ...from, texts: { ...from.texts, ...texts } };
}

function withHeader(from: TestPage, changed: Partial<PageHeader> & Record<string, unknown>): TestPage {
  const header: unknown = JSON.parse(from.texts.header);
  return altered(from, { header: canonicalJson({ ...(header as PageHeader), ...changed }) });
}

const headerKey = keys.page('a', 'b', TODAY, 'page-0001');

describe('a page of trades', () => {
  it('stands with both firms and the supervisor, as it was sent', async () => {
    const consortium = await openConsortium();
    expect(await record(consortium, page)).toEqual({ status: 'RECORDED' });
    const reference = { submitter: 'a', counterparty: 'b', tradeDate: TODAY, pageId: 'page-0001' };
    for (const id of ['a', 'b', 'kofia']) {
      const reader = consortium.client(id, id === 'kofia' ? 'operator' : 'auditor');
      const asked = { pair: ['a', 'b'], tradeDate: TODAY };
      expect(await consortium.query(reader, transactions.trades.pages, asked)).toEqual([reference]);
      const missing = { ...reference, pageId: 'page-0002' };
      expect(await consortium.query(reader, transactions.trades.page, [reference, missing])).toEqual([
        page.texts,
        null,
      ]);
    }
  });

  it('stands with two where the supervisor is one of the firms', async () => {
    const consortium = await openConsortium();
    const own = pageOf('kofia', 'b', 'page-0001', [statementOf(1)]);
    expect(await record(consortium, own)).toEqual({ status: 'RECORDED' });
    expect(await record(consortium, own)).toEqual({ status: 'ALREADY_RECORDED' });
  });

  it('shows nothing of its trades in the blocks, and no hash from which a guess could be confirmed', async () => {
    const consortium = await openConsortium();
    const height = consortium.channel.height;
    await record(consortium, page);
    const blocks = consortium.channel.blocksSince(height);
    const statement = statementOf(1);
    const secrets = [statement.uti, statement.isin, statement.quantity, statement.price, statement.amount];
    for (const secret of [...secrets, statement.reference, canonicalJson(statement)]) {
      expect(blocks).not.toContain(`"${secret}"`);
      expect(blocks).not.toContain(sha256Hex(secret));
    }
    expect(blocks).not.toContain(isinOf(1));
    expect(blocks).not.toContain(utiOf(1));
  });

  it('is harmless when it is sent twice, even after the day has moved on', async () => {
    const consortium = await openConsortium();
    await record(consortium, page);
    expect(await record(consortium, page)).toEqual({ status: 'ALREADY_RECORDED' });
    const again = await consortium.channel.endorse(
      recording(consortium, page),
      consortium.mspIds('a', 'b', 'kofia'),
    );
    expect(again.set.writtenCollections).toEqual([]);
    await consortium.toPhase('MATCHING_CLOSED');
    expect(await record(consortium, page)).toEqual({ status: 'ALREADY_RECORDED' });
  });

  it('keeps its id from other content', async () => {
    const consortium = await openConsortium();
    await record(consortium, page);
    const other = pageOf('a', 'b', 'page-0001', [statementOf(3)]);
    expect(await refusal('ID_TAKEN', record(consortium, other))).toEqual({
      document: 'trade-page',
      id: 'a/page-0001',
    });
  });

  it('sent twice at once is recorded once', async () => {
    const consortium = await openConsortium();
    const endorse = (): ReturnType<SimulatedConsortium['channel']['endorse']> =>
      consortium.channel.endorse(recording(consortium, page), consortium.mspIds('a', 'b', 'kofia'));
    const [first, second] = [await endorse(), await endorse()];
    expect([consortium.channel.commit(first), consortium.channel.commit(second)]).toEqual([
      'VALID',
      'MVCC_READ_CONFLICT',
    ]);
  });

  it('does not get in the way of another page', async () => {
    const consortium = await openConsortium();
    const pages = [
      page,
      pageOf('a', 'b', 'page-0002', [statementOf(3)]),
      pageOf('b', 'a', 'page-0001', [statementOf(1)]),
    ];
    const envelopes = [];
    for (const each of pages) {
      const holders = consortium.mspIds('a', 'b', 'kofia');
      envelopes.push(await consortium.channel.endorse(recording(consortium, each), holders));
    }
    expect(envelopes.map((envelope) => consortium.channel.commit(envelope))).toEqual([
      'VALID',
      'VALID',
      'VALID',
    ]);
  });

  it('dies with the business day on which it was endorsed', async () => {
    const consortium = await openConsortium();
    const stale = await consortium.channel.endorse(
      recording(consortium, page),
      consortium.mspIds('a', 'b', 'kofia'),
    );
    await consortium.toPhase('MATCHING_CLOSED');
    expect(consortium.channel.commit(stale)).toBe('MVCC_READ_CONFLICT');
  });

  it.each([
    ['its counterparty', ['a', 'kofia']],
    ['its submitter', ['b', 'kofia']],
    ['the supervisor', ['a', 'b']],
  ])('needs the endorsement of %s', async (_, endorsers) => {
    const consortium = await openConsortium();
    const envelope = await consortium.channel.endorse(
      recording(consortium, page),
      consortium.mspIds(...endorsers),
    );
    expect(consortium.channel.commit(envelope)).toBe('ENDORSEMENT_POLICY_FAILURE');
  });

  it('finds no agreement while an endorser lags behind, and is recorded when it has caught up', async () => {
    const consortium = await openConsortium();
    const toLagging = pageOf('a', 'c', 'page-0001', [statementOf(1)]);
    const lagging = consortium.channel.peer('cMSP');
    lagging.fallBehind();
    await consortium.carry({ kind: 'SET_PARAMETERS', parameters: { ...PARAMETERS, amountTolerance: '1' } });
    await expect(record(consortium, toLagging)).rejects.toBeInstanceOf(Disagreement);
    lagging.catchUp();
    expect(await record(consortium, toLagging)).toEqual({ status: 'RECORDED' });
  });
});

describe('a page is refused', () => {
  it("when another firm's client, or no trader, sends it", async () => {
    const consortium = await openConsortium();
    const holders = consortium.mspIds('a', 'b', 'kofia');
    const by = (id: string, certificate: 'trader' | 'operator' = 'trader'): Promise<unknown> =>
      consortium.channel.submit(recording(consortium, page, { by: id, certificate }), holders);
    for (const caller of ['b', 'c', 'kofia']) {
      expect(await refusal('NOT_THE_SUBMITTER', by(caller))).toEqual({ claimed: 'a', caller });
    }
    expect(await refusal('ROLE_REQUIRED', by('a', 'operator'))).toEqual({
      required: ['trader'],
      given: 'operator',
    });
    await refusal('NOT_A_MEMBER', by('z'));
  });

  it('when its counterparty is the submitter itself, unknown or suspended', async () => {
    const consortium = await openConsortium();
    const holders = consortium.mspIds('a', 'b', 'kofia');
    const against = (counterparty: string): Promise<unknown> =>
      consortium.channel.submit(
        recording(consortium, pageOf('a', counterparty, 'page-0001', [statementOf(1)])),
        holders,
      );
    expect(await refusal('SAME_PARTY', against('a'))).toEqual({ member: 'a' });
    expect(await refusal('MEMBER_UNKNOWN', against('zz'))).toEqual({ member: 'zz' });
    await consortium.carry({ kind: 'SUSPEND_MEMBER', member: 'b' });
    expect(await refusal('MEMBER_UNKNOWN', against('b'))).toEqual({ member: 'b' });
  });

  it('while no supervisor is in force', async () => {
    const consortium = await openConsortium();
    await consortium.carry({ kind: 'WITHDRAW_ROLE', member: 'kofia', role: 'supervisor' });
    await refusal('NO_SUPERVISOR', record(consortium, page));
  });

  it('outside the open phase of a business day', async () => {
    const consortium = await openConsortium();
    await consortium.toPhase('MATCHING_CLOSED');
    expect(await refusal('PHASE_CLOSED', record(consortium, page))).toEqual({
      date: TODAY,
      phase: 'MATCHING_CLOSED',
      required: ['OPEN', 'RESERVATION_CLOSED', 'SETTLEMENT_CLOSED'],
    });
  });

  it('with a trade date outside the window of business days', async () => {
    const consortium = await openConsortium();
    const dated = (tradeDate: string): TestPage =>
      pageOf('a', 'b', `page-${tradeDate}`, [statementOf(1)], tradeDate);
    for (const tradeDate of ['2026-03-06', '2026-03-10', TODAY]) {
      expect(await record(consortium, dated(tradeDate))).toEqual({ status: 'RECORDED' });
    }
    for (const tradeDate of ['2026-03-05', '2026-03-12']) {
      expect(await refusal('TRADE_DATE_OUTSIDE_WINDOW', record(consortium, dated(tradeDate)))).toEqual({
        tradeDate,
        from: '2026-03-06',
        to: TODAY,
      });
    }
  });

  it('when its header does not fit its body', async () => {
    const consortium = await openConsortium();
    const other = pageOf('a', 'b', 'page-0001', [statementOf(1), statementOf(4)]);
    const cases: [string, TestPage][] = [
      ['count', withHeader(page, { count: 3 })],
      ['root', withHeader(page, { root: '0'.repeat(64) })],
      ['bodyHash', withHeader(page, { bodyHash: '0'.repeat(64) })],
      ['bodyHash', altered(page, { body: other.texts.body })],
      ['size', altered(page, { body: ' '.repeat(PAGE_BYTES_MAX + 1) })],
    ];
    for (const [field, bad] of cases) {
      expect(await refusal('PAGE_INCONSISTENT', record(consortium, bad))).toEqual({ field });
    }
  });

  it('when a document is not there, not JSON, not canonical, or has an unknown field', async () => {
    const consortium = await openConsortium();
    const { by, name } = recording(consortium, page);
    const holders = consortium.mspIds('a', 'b', 'kofia');
    const without = consortium.channel.submit(
      { by, name, transient: { header: page.texts.header } },
      holders,
    );
    expect(await refusal('TRANSIENT_MISSING', without)).toEqual({ name: transient.body });
    await refusal('INVALID_DOCUMENT', record(consortium, altered(page, { body: '{"trades"' })));
    await refusal('INVALID_DOCUMENT', record(consortium, withHeader(page, { customer: 'someone' })));
    const body = page.texts.body.replace('{"seed"', '{"extra":1,"seed"');
    await refusal('INVALID_DOCUMENT', record(consortium, altered(page, { body })));
    for (const [document, texts] of [
      ['trade-page', { header: page.texts.header.replace('{', '{ ') }],
      ['trade-page-body', { body: page.texts.body.replace('{', '{ ') }],
      ['trade-page-body', { body: page.texts.body.replace('"side":"BUY"', '"side":"BUY" ') }],
    ] as const) {
      expect(await refusal('NOT_CANONICAL', record(consortium, altered(page, texts)))).toEqual({ document });
    }
  });

  it('with an argument: arguments are public', async () => {
    const consortium = await openConsortium();
    const request = { ...recording(consortium, page), argument: page.texts.header };
    await refusal(
      'INVALID_DOCUMENT',
      consortium.channel.submit(request, consortium.mspIds('a', 'b', 'kofia')),
    );
  });

  it('with a reason for each bad trade', async () => {
    const consortium = await openConsortium();
    const named = { ...statementOf(2), customer: 'someone' };
    const trades: TradeStatement[] = [
      statementOf(1),
      named,
      statementOf(3, { isin: isinOf(9) }),
      statementOf(4, { isin: isinOf(3) }),
      statementOf(5, { currency: 'USD' }),
      statementOf(6, { settlementDate: '2026-03-14' }),
      statementOf(7, { settlementDate: '2026-03-10' }),
      statementOf(1, { reference: 'AGAIN' }),
      statementOf(8, { quantity: '0', uti: 'X' }),
      statementOf(9, { settlementDate: '2026-03-20' }),
    ];
    const bad = pageOf('a', 'b', 'page-0003', trades);
    const { trades: told, untold } = await refusal('TRADES_REFUSED', record(consortium, bad));
    expect(told.map(({ position, code }) => [position, code])).toEqual([
      [1, 'INVALID'],
      [2, 'INSTRUMENT_UNKNOWN'],
      [3, 'INSTRUMENT_NOT_ACTIVE'],
      [4, 'CURRENCY_NOT_OF_INSTRUMENT'],
      [5, 'SETTLEMENT_DATE_NOT_BUSINESS_DAY'],
      [6, 'SETTLEMENT_DATE_BEFORE_TRADE_DATE'],
      [7, 'UTI_REPEATED'],
      [8, 'INVALID'],
      [9, 'SETTLEMENT_DATE_NOT_BY_RULE'],
    ]);
    expect(told[0]?.problems).toEqual([{ path: '/customer', message: 'Unexpected property' }]);
    expect(told[7]).toMatchObject({ uti: 'X', problems: [{ path: '/uti' }, { path: '/quantity' }] });
    expect(untold).toBe(0);
    const good = pageOf('a', 'b', 'page-0003', [statementOf(1)]);
    expect(await record(consortium, good)).toEqual({ status: 'RECORDED' });
  });

  it('of a bond without clean price or accrued interest, and of anything else with one of them', async () => {
    const consortium = await openConsortium();
    await consortium.carry({ kind: 'LIST_INSTRUMENT', instrument: instrumentOf(4, { kind: 'BOND' }) });
    const bond = { isin: isinOf(4), cleanPrice: '71150', accruedInterest: '35000' };
    const bad = pageOf('a', 'b', 'page-0006', [
      statementOf(1, bond),
      statementOf(2, { isin: isinOf(4) }),
      statementOf(3, { isin: isinOf(4), cleanPrice: '9800' }),
      statementOf(4, { cleanPrice: '9800' }),
      statementOf(5, { ...bond, isin: isinOf(1) }),
    ]);
    const { trades } = await refusal('TRADES_REFUSED', record(consortium, bad));
    expect(trades.map(({ position, code }) => [position, code])).toEqual([
      [1, 'BOND_FIELDS_MISSING'],
      [2, 'BOND_FIELDS_MISSING'],
      [3, 'BOND_FIELDS_UNFIT'],
      [4, 'BOND_FIELDS_UNFIT'],
    ]);
    const good = pageOf('a', 'b', 'page-0006', [statementOf(1, bond)]);
    expect(await record(consortium, good)).toEqual({ status: 'RECORDED' });
  });

  it('whose amount is not its price, or that says neither that it is paid nor that it is not', async () => {
    const consortium = await openConsortium();
    await consortium.carry({ kind: 'LIST_INSTRUMENT', instrument: instrumentOf(4, { priceScale: 2 }) });
    const free = { payment: 'FREE', price: '0', amount: '0' } as const;
    const bad = pageOf('a', 'b', 'page-0007', [
      statementOf(1),
      statementOf(2, { amount: '0' }),
      statementOf(3, { amount: '0', price: '0' }),
      statementOf(4, { amount: '71500000' }),
      statementOf(5, { isin: isinOf(4) }),
      statementOf(6, { ...free, amount: '1' }),
      statementOf(7, free),
      statementOf(8, { isin: isinOf(4), amount: '71500' }),
    ]);
    const { trades } = await refusal('TRADES_REFUSED', record(consortium, bad));
    expect(trades.map(({ position, code }) => [position, code])).toEqual([
      [1, 'PAYMENT_MISSING'],
      [2, 'PAYMENT_MISSING'],
      [3, 'AMOUNT_NOT_BY_PRICE'],
      [4, 'AMOUNT_NOT_BY_PRICE'],
      [5, 'PAYMENT_UNFIT'],
    ]);
    expect(await record(consortium, pageOf('a', 'b', 'page-0008', [statementOf(7, free)]))).toEqual({
      status: 'RECORDED',
    });
  });

  it('whose amount is further off its price than the members allow by vote', async () => {
    const consortium = await openConsortium(4, { ...PARAMETERS, priceTolerance: 5 });
    const within = statementOf(1, { amount: '7153575' });
    const beyond = statementOf(1, { amount: '7153576' });
    const { trades } = await refusal(
      'TRADES_REFUSED',
      record(consortium, pageOf('a', 'b', 'page-0009', [beyond])),
    );
    expect(trades).toMatchObject([{ code: 'AMOUNT_NOT_BY_PRICE' }]);
    expect(await record(consortium, pageOf('a', 'b', 'page-0009', [within]))).toEqual({ status: 'RECORDED' });
  });

  it("that settles on a date which its instrument's class does not allow", async () => {
    const consortium = await openConsortium();
    const fund = instrumentOf(4, { kind: 'FUND' });
    await consortium.carry({ kind: 'LIST_INSTRUMENT', instrument: fund });
    const page = (...trades: TradeStatement[]): TestPage => pageOf('a', 'b', 'page-0004', trades);
    const settling = (isin: string, settlementDate: string): TradeStatement =>
      statementOf(1, { isin, settlementDate });
    // Shares settle from the same day to the fifth business day after, with 16 March closed; funds on the next day.
    for (const [isin, date] of [
      [isinOf(1), '2026-03-20'],
      [fund.isin, '2026-03-13'],
    ] as const) {
      const { trades } = await refusal('TRADES_REFUSED', record(consortium, page(settling(isin, date))));
      expect(trades.map(({ code }) => code)).toEqual(['SETTLEMENT_DATE_NOT_BY_RULE']);
    }
    const good = page(settling(isinOf(1), '2026-03-19'), {
      ...settling(fund.isin, '2026-03-12'),
      uti: statementOf(2).uti,
    });
    expect(await record(consortium, good)).toEqual({ status: 'RECORDED' });
  });

  it('in few enough words to reach its sender, however many trades are bad', async () => {
    const consortium = await openConsortium();
    const trades = Array.from({ length: 500 }, (_, i) => statementOf(i, { isin: isinOf(9) }));
    const { trades: told, untold } = await refusal(
      'TRADES_REFUSED',
      record(consortium, pageOf('a', 'b', 'page-0004', trades)),
    );
    expect(told.length + untold).toBe(500);
    expect(told.length).toBeGreaterThan(50);
    expect(JSON.stringify(told).length).toBeLessThan(12_100);
  });

  it('with a UTI or LEI that fails its check', async () => {
    const consortium = await openConsortium();
    const wrong = `${leiOf(1).slice(0, 18)}00T1`;
    const bad = pageOf('a', 'b', 'page-0005', [statementOf(1, { uti: wrong })]);
    const { trades } = await refusal('TRADES_REFUSED', record(consortium, bad));
    expect(trades).toMatchObject([{ uti: wrong, code: 'INVALID' }]);
  });
});

describe("what a firm's own peer wrote into the firm's own collection", () => {
  it('is no page: the page is recorded with all who must hold it', async () => {
    const consortium = await openConsortium();
    await forgeDocuments(consortium, 'a', [headerKey, page.texts.header]);
    expect(await record(consortium, page)).toEqual({ status: 'RECORDED' });
    expect(await record(consortium, page)).toEqual({ status: 'ALREADY_RECORDED' });
  });

  it('takes an id, when it is other content', async () => {
    const consortium = await openConsortium();
    await forgeDocuments(consortium, 'b', [headerKey, 'something else']);
    await refusal('ID_TAKEN', record(consortium, page));
  });
});

describe("a query of one firm's private documents", () => {
  const asked = { pair: ['a', 'b'], tradeDate: TODAY };
  const reference = { submitter: 'a', counterparty: 'b', tradeDate: TODAY, pageId: 'page-0001' };

  it("by another firm's client is refused, at whose peer ever", async () => {
    const consortium = await openConsortium();
    await record(consortium, page);
    for (const at of ['aMSP', 'bMSP', 'cMSP', 'kofiaMSP']) {
      const by = consortium.client('c', 'trader');
      const query = (name: string, argument: unknown): Promise<unknown> =>
        consortium.channel.query({ by, name, argument: JSON.stringify(argument) }, at);
      await refusal('NOT_A_PARTY', query(transactions.trades.pages, asked));
      await refusal('NOT_A_PARTY', query(transactions.trades.page, [reference]));
      await refusal('NOT_A_PARTY', query(transactions.trades.matchIndex, asked));
      await refusal('NOT_A_PARTY', query(transactions.trades.matchResult, { ...asked, sequence: 1 }));
      await refusal('NOT_A_PARTY', query(transactions.trades.matchShards, { ...asked, shards: [0] }));
      await refusal('NOT_A_PARTY', query(transactions.trades.correctionsDue, asked));
    }
  });

  it("by a holder's client at another's peer gets no answer: that peer has not the text", async () => {
    const consortium = await openConsortium();
    await record(consortium, page);
    const { page: name } = transactions.trades;
    const request = { by: consortium.client('a', 'trader'), name, argument: JSON.stringify([reference]) };
    await expect(consortium.channel.query(request, 'bMSP')).rejects.toThrow('not available');
    expect(await consortium.channel.query(request, 'aMSP')).toEqual([page.texts]);
  });

  it('by no member, or in no known form, is refused', async () => {
    const consortium = await openConsortium();
    const { pages, page: pageQuery } = transactions.trades;
    const byStranger = { by: consortium.client('z', 'trader'), name: pages, argument: JSON.stringify(asked) };
    await refusal('NOT_A_MEMBER', consortium.channel.query(byStranger, 'aMSP'));
    const byNoRole = { ...byStranger, by: consortium.client('a', 'none') };
    await refusal('ROLE_REQUIRED', consortium.channel.query(byNoRole, 'aMSP'));
    await refusal(
      'INVALID_DOCUMENT',
      consortium.query(consortium.client('a', 'trader'), pages, { pair: ['a'] }),
    );
    const many = Array.from({ length: 101 }, () => reference);
    await refusal('INVALID_DOCUMENT', consortium.query(consortium.client('a', 'trader'), pageQuery, many));
  });
});
