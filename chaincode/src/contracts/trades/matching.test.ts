import { keys, transactions, type MatchRequest } from '@jangbu/model';
import { isinOf, statementOf, utiOf } from '@jangbu/model/dist/testing/statements';
import { openConsortium, PARAMETERS, TODAY, type SimulatedConsortium } from '../../../testing/consortium';
import { forgeDocuments } from '../../../testing/forgery';
import { refusal } from '../../../testing/refusals';
import {
  matchStateOf,
  indexText,
  matching,
  matchStated,
  matchRequestOf,
  pageOf,
  record,
  matchResultOf,
  type Sender,
  type TestPage,
} from '../../../testing/trading';

const SELL = { side: 'SELL' } as const;
const bought = pageOf('a', 'b', 'bought-01', [statementOf(1), statementOf(2), statementOf(3)]);
const sold = pageOf('b', 'a', 'sold-0001', [
  statementOf(1, { ...SELL, accountKind: 'CLIENT' }),
  statementOf(2, { ...SELL, quantity: '90', price: '71400', amount: '6426000' }),
]);

async function recorded(...pages: readonly TestPage[]): Promise<SimulatedConsortium> {
  const consortium = await openConsortium();
  for (const page of pages) await record(consortium, page);
  return consortium;
}

function submit(consortium: SimulatedConsortium, request: MatchRequest, by: Sender = {}): Promise<unknown> {
  const holders = consortium.mspIds('a', 'b', 'kofia');
  return consortium.channel.submit(matching(consortium, request, by), holders);
}

describe('a match', () => {
  it('tells the matched trades, the breaks, and what waits for its other side', async () => {
    const consortium = await recorded(bought, sold);
    expect(await matchStated(consortium, bought, sold)).toEqual({ status: 'RECORDED' });
    const result = await matchResultOf(consortium, 1);
    expect(result).toMatchObject({
      sequence: 1,
      businessDay: TODAY,
      matchedBy: 'a',
      matched: [{ uti: utiOf(1), seller: 'b', buyer: 'a', accountKinds: ['HOUSE', 'CLIENT'] }],
      breaks: [
        {
          uti: utiOf(2),
          differences: [
            { code: 'QUANTITY', stated: ['100', '90'] },
            { code: 'PRICE', stated: ['71500', '71400'] },
            { code: 'AMOUNT', stated: ['7150000', '6426000'] },
          ],
        },
      ],
      corrected: [],
      withoutEffect: [],
    });
    const index = await matchStateOf(consortium);
    expect(index).toMatchObject({
      matched: { [utiOf(1)]: 1 },
      obligations: [{ isin: isinOf(1), quantity: '100', amount: '-7150000' }],
    });
    expect(index.open.map(({ statement }) => statement.uti)).toEqual([utiOf(2), utiOf(2), utiOf(3)]);
  });

  it('stands with both firms and the supervisor, and with nobody else', async () => {
    const consortium = await recorded(bought, sold);
    await matchStated(consortium, bought, sold);
    const asked = { pair: ['b', 'a'], tradeDate: TODAY };
    const own = await indexText(consortium, ['a', 'b']);
    for (const [id, held] of [
      ['a', own],
      ['b', own],
      ['kofia', own],
    ] as const) {
      const reader = consortium.client(id, id === 'kofia' ? 'operator' : 'auditor');
      expect(await consortium.query(reader, transactions.trades.matchIndex, asked)).toBe(held);
    }
    const stranger = consortium.client('c', 'auditor');
    await refusal('NOT_A_PARTY', consortium.query(stranger, transactions.trades.matchIndex, asked));
  });

  it('goes on from where the one before left', async () => {
    const consortium = await recorded(bought, sold);
    await matchStated(consortium, bought, sold);
    const late = pageOf('b', 'a', 'sold-0002', [statementOf(3, SELL)]);
    await record(consortium, late);
    expect(await matchStated(consortium, bought, sold, late)).toEqual({ status: 'RECORDED' });
    expect((await matchResultOf(consortium, 2)).matched.map(({ uti }) => uti)).toEqual([utiOf(3)]);
    expect((await matchResultOf(consortium, 1)).matched.map(({ uti }) => uti)).toEqual([utiOf(1)]);
    const index = await matchStateOf(consortium);
    expect(index.matched).toEqual({ [utiOf(1)]: 1, [utiOf(3)]: 2 });
    expect(index.obligations.map(({ quantity }) => quantity)).toEqual(['100', '100']);
  });

  it('of pages that are all taken in is harmless', async () => {
    const consortium = await recorded(bought, sold);
    await matchStated(consortium, bought, sold);
    expect(await matchStated(consortium, sold, bought, sold)).toEqual({ status: 'ALREADY_RECORDED' });
    expect((await matchStateOf(consortium)).sequence).toBe(1);
  });

  it('takes a page that is given twice once', async () => {
    const consortium = await recorded(bought);
    await matchStated(consortium, bought, bought);
    expect((await matchResultOf(consortium, 1)).withoutEffect).toEqual([]);
  });

  it('lets amounts differ within the tolerance that the members have set', async () => {
    const consortium = await openConsortium(4, { ...PARAMETERS, amountTolerance: '5' });
    const [ours, theirs] = [
      pageOf('a', 'b', 'bought-01', [statementOf(1, { amount: '7150005' })]),
      pageOf('b', 'a', 'sold-0001', [statementOf(1, SELL)]),
    ];
    for (const page of [ours, theirs]) await record(consortium, page);
    await matchStated(consortium, ours, theirs);
    expect((await matchResultOf(consortium, 1)).matched).toMatchObject([
      { amount: '7150000', amountDifference: '-5' },
    ]);
    expect((await matchStateOf(consortium)).obligations).toMatchObject([
      { quantity: '100', amount: '-7150000' },
    ]);
  });

  it('is asked for by either party, or by the supervisor, and by nobody else', async () => {
    const consortium = await recorded(bought, sold);
    const request = matchRequestOf([bought, sold], null);
    for (const by of [{ by: 'b' }, { by: 'kofia', certificate: 'operator' as const }]) {
      const holders = consortium.mspIds('a', 'b', 'kofia');
      const envelope = await consortium.channel.endorse(matching(consortium, request, by), holders);
      expect(JSON.parse(envelope.answer)).toEqual({ status: 'RECORDED' });
    }
    expect(await refusal('NOT_A_PARTY', submit(consortium, request, { by: 'c' }))).toEqual({
      caller: 'c',
      parties: ['a', 'b'],
    });
    const byOperator = submit(consortium, request, { by: 'a', certificate: 'operator' });
    expect(await refusal('ROLE_REQUIRED', byOperator)).toEqual({ required: ['trader'], given: 'operator' });
    const byAuditor = submit(consortium, request, { by: 'kofia', certificate: 'auditor' });
    expect((await refusal('ROLE_REQUIRED', byAuditor)).required).toEqual(['operator']);
    await refusal('NOT_A_MEMBER', submit(consortium, request, { by: 'z' }));
  });

  it('of two at once lets one through; the other is told that the index has moved', async () => {
    const consortium = await recorded(bought, sold);
    const holders = consortium.mspIds('a', 'b', 'kofia');
    const endorse = (page: TestPage, by: string): ReturnType<SimulatedConsortium['channel']['endorse']> =>
      consortium.channel.endorse(matching(consortium, matchRequestOf([page], null), { by }), holders);
    const [byA, byB] = [await endorse(bought, 'a'), await endorse(sold, 'b')];
    expect([consortium.channel.commit(byA), consortium.channel.commit(byB)]).toEqual([
      'VALID',
      'MVCC_READ_CONFLICT',
    ]);
    expect(await refusal('MATCH_INDEX_MOVED', endorse(sold, 'b'))).toEqual({
      pair: ['a', 'b'],
      tradeDate: TODAY,
    });
    expect(await matchStated(consortium, sold)).toEqual({ status: 'RECORDED' });
    expect((await matchResultOf(consortium, 2)).matched.map(({ uti }) => uti)).toEqual([utiOf(1)]);
  });

  it('waits until an endorser that lags has seen the pages', async () => {
    const consortium = await recorded(bought);
    const lagging = consortium.channel.peer('bMSP');
    lagging.fallBehind();
    await record(consortium, sold);
    const attempt = submit(consortium, matchRequestOf([bought, sold], null));
    expect(await refusal('DOCUMENT_NOT_HELD', attempt)).toEqual({
      document: 'trade-page',
      id: 'b/sold-0001',
      members: ['a', 'b', 'kofia'],
    });
    lagging.catchUp();
    expect(await matchStated(consortium, bought, sold)).toEqual({ status: 'RECORDED' });
  });

  it('dies with the business day on which it was endorsed, and is refused when matching has closed', async () => {
    const consortium = await recorded(bought, sold);
    const request = matchRequestOf([bought, sold], null);
    const stale = await consortium.channel.endorse(
      matching(consortium, request),
      consortium.mspIds('a', 'b', 'kofia'),
    );
    await consortium.toPhase('MATCHING_CLOSED');
    expect(consortium.channel.commit(stale)).toBe('MVCC_READ_CONFLICT');
    await refusal('PHASE_CLOSED', submit(consortium, request));
  });

  it('shows nothing of the trades in the blocks', async () => {
    const consortium = await recorded(bought, sold);
    const height = consortium.channel.height;
    await matchStated(consortium, bought, sold);
    const blocks = consortium.channel.blocksSince(height);
    for (const secret of [utiOf(1), utiOf(2), isinOf(1), '7150000', 'REF-1']) {
      expect(blocks).not.toContain(secret);
    }
  });
});

describe('a match is refused', () => {
  it('with a page that is not recorded with all who must hold it', async () => {
    const consortium = await recorded(bought);
    const { members } = await refusal(
      'DOCUMENT_NOT_HELD',
      submit(consortium, matchRequestOf([bought, sold], null)),
    );
    expect(members).toEqual(['a', 'b', 'kofia']);
  });

  it("with a page that stands only where its submitter's own peer wrote it", async () => {
    const consortium = await recorded(bought);
    await forgeDocuments(
      consortium,
      'b',
      [keys.page('b', 'a', TODAY, 'sold-0001'), sold.texts.header],
      [keys.pageBody('b', 'a', TODAY, 'sold-0001'), sold.texts.body],
    );
    const { members } = await refusal(
      'DOCUMENT_NOT_HELD',
      submit(consortium, matchRequestOf([bought, sold], null)),
    );
    expect(members).toEqual(['a', 'kofia']);
  });

  it('with other content than was recorded', async () => {
    const consortium = await recorded(bought, sold);
    const cheaper = pageOf('b', 'a', 'sold-0001', [statementOf(1, SELL), statementOf(2, SELL)]);
    await refusal('DOCUMENT_NOT_HELD', submit(consortium, matchRequestOf([bought, cheaper], null)));
    const mixed = { ...sold, texts: { header: sold.texts.header, body: cheaper.texts.body } };
    expect(
      await refusal('PAGE_INCONSISTENT', submit(consortium, matchRequestOf([bought, mixed], null))),
    ).toEqual({
      field: 'bodyHash',
    });
  });

  it('with a page of another pair or trade date', async () => {
    const consortium = await openConsortium();
    const others = [
      pageOf('a', 'c', 'bought-02', [statementOf(1)]),
      pageOf('a', 'b', 'bought-03', [statementOf(1)], '2026-03-10'),
    ];
    for (const page of others) {
      await record(consortium, page);
      const request = { ...matchRequestOf([page], null), tradeDate: TODAY };
      expect(await refusal('PAGE_OF_ANOTHER_PAIR', submit(consortium, request))).toEqual({
        page: `a/${page.pageId}`,
      });
    }
  });

  it('with an index that does not stand, was made up, or stands with some only', async () => {
    const consortium = await recorded(bought, sold);
    const madeUp = '{"made":"up"}';
    await refusal('MATCH_INDEX_MOVED', submit(consortium, matchRequestOf([bought], madeUp)));
    await forgeDocuments(consortium, 'a', [keys.matchIndex(['a', 'b'], TODAY), madeUp]);
    const { members } = await refusal(
      'DOCUMENT_NOT_HELD',
      submit(consortium, matchRequestOf([bought], madeUp)),
    );
    expect(members).toEqual(['b', 'kofia']);
    const fromNone = submit(consortium, matchRequestOf([bought], null));
    expect((await refusal('DOCUMENT_NOT_HELD', fromNone)).members).toEqual(['a']);
  });

  it('with other shards than it takes, or with one that does not stand so', async () => {
    const consortium = await recorded(bought, sold);
    const request = matchRequestOf([bought, sold], null);
    const { problems } = await refusal('INVALID_DOCUMENT', submit(consortium, { ...request, shards: [] }));
    expect(problems).toEqual([{ path: '/shards', message: 'has to bring the shards 0' }]);
    for (const part of ['matched', 'open'] as const) {
      const shards = [{ shard: 0, matched: null, open: null, [part]: '{}' }];
      await refusal('MATCH_INDEX_MOVED', submit(consortium, { ...request, shards }));
    }
  });

  it('for a pair out of order, with itself, or of an unknown member', async () => {
    const consortium = await recorded(bought);
    const request = matchRequestOf([bought], null);
    const of = (...pair: [string, string]): Promise<unknown> =>
      submit(consortium, { ...request, pair }, { by: 'a' });
    const { problems } = await refusal('INVALID_DOCUMENT', of('b', 'a'));
    expect(problems).toEqual([{ path: '/pair', message: 'not in the order of the ids' }]);
    expect(await refusal('SAME_PARTY', of('a', 'a'))).toEqual({ member: 'a' });
    expect(await refusal('MEMBER_UNKNOWN', of('a', 'zz'))).toEqual({ member: 'zz' });
  });

  it('when its request is not there, not JSON, or has an unknown field', async () => {
    const consortium = await recorded(bought);
    const { by, name } = matching(consortium, matchRequestOf([bought], null));
    const holders = consortium.mspIds('a', 'b', 'kofia');
    expect(await refusal('TRANSIENT_MISSING', consortium.channel.submit({ by, name }, holders))).toEqual({
      name: 'request',
    });
    for (const request of ['{', '{}', JSON.stringify({ ...matchRequestOf([bought], null), note: '' })]) {
      const { document } = await refusal(
        'INVALID_DOCUMENT',
        consortium.channel.submit({ by, name, transient: { request } }, holders),
      );
      expect(document).toBe('match-request');
    }
  });

  it('while no supervisor is in force', async () => {
    const consortium = await recorded(bought);
    await consortium.carry({ kind: 'WITHDRAW_ROLE', member: 'kofia', role: 'supervisor' });
    await refusal('NO_SUPERVISOR', submit(consortium, matchRequestOf([bought], null)));
  });
});
