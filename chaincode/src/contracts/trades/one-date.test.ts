import { transactions, type MatchIndex, type MatchResult } from '@jangbu/model';
import { statementOf, utiOf } from '@jangbu/model/dist/testing/statements';
import { openConsortium, TODAY, type SimulatedConsortium } from '../../../testing/consortium';
import { refusal } from '../../../testing/refusals';
import { indexText, matching, matchRequestOf, matchStated, pageOf, record } from '../../../testing/trading';

const YESTERDAY = '2026-03-10';
const SELL = { side: 'SELL' } as const;
const UTIS = [1, 2] as const;

/** Both firms' pages of the same trades, under a trade date. */
function pagesOn(tradeDate: string, numbers: readonly number[] = UTIS) {
  const name = tradeDate.slice(-2);
  return [
    pageOf(
      'a',
      'b',
      `bought-${name}`,
      numbers.map((n) => statementOf(n)),
      tradeDate,
    ),
    pageOf(
      'b',
      'a',
      `sold-00-${name}`,
      numbers.map((n) => statementOf(n, SELL)),
      tradeDate,
    ),
  ];
}

async function matchedOn(
  consortium: SimulatedConsortium,
  tradeDate: string,
  numbers = UTIS as readonly number[],
) {
  const pages = pagesOn(tradeDate, numbers);
  for (const page of pages) await record(consortium, page);
  await matchStated(consortium, ...pages);
}

async function indexOn(consortium: SimulatedConsortium, tradeDate: string): Promise<MatchIndex> {
  return JSON.parse((await indexText(consortium, ['a', 'b'], tradeDate)) ?? 'null') as MatchIndex;
}

describe('a UTI is one trade of a pair, whatever the trade date', () => {
  it('so the same files under a wrong date match nothing, and nothing is owed twice', async () => {
    const consortium = await openConsortium();
    await matchedOn(consortium, YESTERDAY);
    await matchedOn(consortium, TODAY, [...UTIS, 3]);
    expect((await indexOn(consortium, YESTERDAY)).matched).toBe(2);
    const today = await indexOn(consortium, TODAY);
    expect(today).toMatchObject({ matched: 1, open: [], obligations: [{ quantity: '100' }] });
    const asked = { pair: ['a', 'b'], tradeDate: TODAY, sequence: 1 };
    const reader = consortium.client('a', 'trader');
    const text = await consortium.query(reader, transactions.trades.matchResult, asked);
    const { withoutEffect } = JSON.parse(String(text)) as MatchResult;
    expect(withoutEffect.map(({ uti, reason }) => [uti, reason])).toEqual(
      [1, 1, 2, 2].map((n) => [utiOf(n), 'MATCHED_ON_ANOTHER_DATE']),
    );
  });

  it('and a match is refused that leaves out what stands of its UTIs, or makes it up', async () => {
    const consortium = await openConsortium();
    await matchedOn(consortium, YESTERDAY);
    const pages = pagesOn(TODAY);
    for (const page of pages) await record(consortium, page);
    const request = matchRequestOf(pages, null);
    const send = (changed: object): Promise<unknown> =>
      consortium.channel.submit(
        matching(consortium, { ...request, ...changed }),
        consortium.mspIds('a', 'b', 'kofia'),
      );
    await refusal('RECORD_MOVED', send({}));
    const register = request.utis.register.replace(/"secret":"./, '"secret":"0');
    await refusal('RECORD_MOVED', send({ utis: { register, shelves: [] } }));
    await refusal('INVALID_DOCUMENT', send({ utis: { register: '{}', shelves: [] } }));
    const another = request.utis.register.replace('["a","b"]', '["a","c"]');
    await refusal('INVALID_DOCUMENT', send({ utis: { register: another, shelves: [] } }));
  });

  it('and of two dates that are matched at once, one is matched anew', async () => {
    const consortium = await openConsortium();
    const [first, second] = [pagesOn(YESTERDAY), pagesOn(TODAY)];
    for (const page of [...first, ...second]) await record(consortium, page);
    const holders = consortium.mspIds('a', 'b', 'kofia');
    const [one, other] = await Promise.all(
      [first, second].map((pages) =>
        consortium.channel.endorse(matching(consortium, matchRequestOf(pages, null)), holders),
      ),
    );
    if (!one || !other) throw new Error('two matches');
    expect([consortium.channel.commit(one), consortium.channel.commit(other)]).toEqual([
      'VALID',
      'MVCC_READ_CONFLICT',
    ]);
    await matchStated(consortium, ...second);
    expect((await indexOn(consortium, TODAY)).matched).toBe(0);
  });

  it('and what has happened before does not make one more trade dearer', async () => {
    const consortium = await openConsortium();
    const writtenBy = async (from: number, tradeDate: string): Promise<number> => {
      const pages = pagesOn(tradeDate, [from]);
      for (const page of pages) await record(consortium, page);
      const request = matchRequestOf(pages, await indexText(consortium, ['a', 'b'], tradeDate));
      const holders = consortium.mspIds('a', 'b', 'kofia');
      const envelope = await consortium.channel.endorse(matching(consortium, request), holders);
      expect(consortium.channel.commit(envelope)).toBe('VALID');
      return envelope.set.writtenCollections.length;
    };
    // Of another thousand of numbers: nothing of the first is read or sent.
    const first = await writtenBy(1, YESTERDAY);
    expect(await writtenBy(5001, TODAY)).toBe(first);
  });

  it('and its shelves are for its two firms and the supervisor', async () => {
    const consortium = await openConsortium();
    await matchedOn(consortium, TODAY);
    const asked = { pair: ['a', 'b'], prefixes: [utiOf(1).slice(0, -3)] };
    const { utis } = transactions.trades;
    const held = await consortium.query(consortium.client('a', 'trader'), utis, asked);
    expect(held).toMatchObject({ shelves: [expect.stringContaining(TODAY)] });
    expect(await consortium.query(consortium.client('kofia', 'operator'), utis, asked)).toEqual(held);
    await refusal('NOT_A_PARTY', consortium.query(consortium.client('c', 'trader'), utis, asked));
  });
});
