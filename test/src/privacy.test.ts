import { createHash, createHmac } from 'node:crypto';
import { canonicalJson, INTERFIRM_RECORD, interfirmTransactions, merkleLeaf } from '@jangbu/model';
import { connectAs, type NetworkContext } from 'jangbu';
import { sharedNetwork } from './network/networks';
import { RawClient } from './network/raw-client';
import { agreedTrade, readMarket, asOnPage } from './network/trading';

/** What a curious member might compute from a guess, to look for it in the blocks. */
function hashesOf(guess: string): Buffer[] {
  const sha256 = createHash('sha256').update(guess).digest();
  return [
    sha256,
    createHash('sha256').update(sha256).digest(),
    createHash('sha512').update(guess).digest().subarray(0, 32),
    createHash('md5').update(guess).digest(),
    createHmac('sha256', '').update(guess).digest(),
    merkleLeaf(guess),
  ];
}

/** Each hash as bytes and in the ways in which bytes are written. */
function spelled(hash: Buffer): Buffer[] {
  return [
    hash,
    ...(['hex', 'base64', 'base64url'] as const).map((encoding) => Buffer.from(hash.toString(encoding))),
  ];
}

async function blocksSince(client: RawClient, first: number, height: number): Promise<Buffer> {
  const blocks: Buffer[] = [];
  for (let number = first; number < height; number += 1) blocks.push(await client.block(number));
  return Buffer.concat(blocks);
}

describe('the public part of the ledger, as a firm that is no party sees it', () => {
  let context: NetworkContext;
  let blocks: Buffer;
  let trade: ReturnType<typeof agreedTrade>;
  // Distinctive figures: a short number would be found in any block by chance.
  const terms = {
    quantity: 7_391_553n,
    price: 48_391_700n,
    amount: 357_689_833_310_100n,
    isin: 'KR7012450003',
  };

  beforeAll(async () => {
    context = await sharedNetwork();
    const outsider = await RawClient.open({ stateDir: context.stateDir, member: 'kiwoom', role: 'auditor' });
    const party = await RawClient.open({ stateDir: context.stateDir, member: 'nh', role: 'auditor' });
    const market = await readMarket(context);
    const [seller, buyer] = await Promise.all([
      connectAs(context, 'nh', 'trader'),
      connectAs(context, 'samsung', 'trader'),
    ]);
    try {
      const before = await outsider.height();
      trade = agreedTrade(context, market, ['nh', 'samsung'], terms);
      const sold = await seller.trades.submit([{ ...trade.sell, reference: 'PRIVATE-REFERENCE-S' }]);
      const bought = await buyer.trades.submit([{ ...trade.buy, reference: 'PRIVATE-REFERENCE-B' }]);
      expect([sold[0]?.status, bought[0]?.status]).toEqual(['RECORDED', 'RECORDED']);
      const { matched } = await seller.trades.match({ counterparty: 'samsung', tradeDate: market.tradeDate });
      expect(matched.map(({ uti }) => uti)).toContain(trade.sell.uti);
      // The outsider's peer may be a moment behind.
      const after = await outsider.heightAtLeast(await party.height());
      blocks = await blocksSince(outsider, before, after);
    } finally {
      outsider.close();
      party.close();
      await Promise.all([seller.close(), buyer.close()]);
    }
  });

  test('there are blocks to search, and they show who dealt with whom', () => {
    expect(blocks.length).toBeGreaterThan(1000);
    expect(blocks.includes('_implicit_org_NhMSP')).toBe(true);
    expect(blocks.includes('_implicit_org_SamsungMSP')).toBe(true);
  });

  test('no UTI, ISIN, quantity, price, amount or reference is in them', () => {
    const secrets = [
      trade.sell.uti,
      terms.isin,
      ...[terms.quantity, terms.price, terms.amount].map(String),
      'PRIVATE-REFERENCE-S',
      'PRIVATE-REFERENCE-B',
    ];
    const found = secrets.filter((secret) =>
      [
        Buffer.from(secret),
        ...['hex', 'base64'].map((e) => Buffer.from(Buffer.from(secret).toString(e as 'hex'))),
      ].some((bytes) => blocks.includes(bytes)),
    );
    expect(found).toEqual([]);
  });

  test('nor which transactions they were', () => {
    expect(blocks.includes(INTERFIRM_RECORD)).toBe(true);
    expect(interfirmTransactions.filter((name) => blocks.includes(name))).toEqual([]);
  });

  test('a right guess at a trade cannot be confirmed by any hash in them', () => {
    const statement = asOnPage(trade.sell);
    const guesses = [
      trade.sell.uti,
      terms.isin,
      ...[terms.quantity, terms.price, terms.amount].map(String),
      'PRIVATE-REFERENCE-S',
      canonicalJson({ ...statement, reference: 'PRIVATE-REFERENCE-S' }),
      JSON.stringify({ ...statement, reference: 'PRIVATE-REFERENCE-S' }),
      canonicalJson([{ ...statement, reference: 'PRIVATE-REFERENCE-S' }]),
    ];
    const confirmed = guesses.filter((guess) =>
      hashesOf(guess)
        .flatMap(spelled)
        .some((bytes) => blocks.includes(bytes)),
    );
    expect(confirmed).toEqual([]);
  });
});
