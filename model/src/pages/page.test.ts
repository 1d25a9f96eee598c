import fc from 'fast-check';
import { canonicalJson } from '../format/canonical';
import {
  PAGE_BYTES_MAX,
  type PageBody,
  pageBodyChecker,
  pageHeaderChecker,
  type PageTexts,
} from '../documents/trade-pages';
import { PAGE_TRADES_MAX, type TradeStatement } from '../documents/trade-statements';
import { hashOf, sha256Hex } from '../format/hash';
import { rootFromPath } from '../proofs/merkle';
import { isinOf, statementOf, utiOf } from '../../testing/statements';
import { commitToBody, makePage, proveTrade, tradeLeaf, tradeSalt } from './page';

const seed = sha256Hex('seed');
const frame = {
  submitter: 'a',
  counterparty: 'b',
  tradeDate: '2026-03-11',
  pageId: 'page-0001',
  salt: sha256Hex('salt'),
  seed,
};

const amount = fc.bigInt({ min: 1n, max: 10n ** 29n }).map(String);
const statement = fc
  .record({
    n: fc.nat(999_999),
    side: fc.constantFrom('BUY' as const, 'SELL' as const),
    quantity: amount,
    amount,
    accountKind: fc.constantFrom('HOUSE' as const, 'CLIENT' as const),
  })
  .map(({ n, ...rest }) => statementOf(n, rest));
const statements = fc.array(statement, { minLength: 1, maxLength: 20 });

function read(texts: PageTexts): { header: unknown; body: unknown } {
  return { header: JSON.parse(texts.header), body: JSON.parse(texts.body) };
}

describe('a page', () => {
  it('is two documents in canonical form that fit their schemas', () => {
    fc.assert(
      fc.property(statements, (trades) => {
        const texts = makePage(frame, trades);
        const { header, body } = read(texts);
        expect(pageHeaderChecker.problems(header)).toEqual([]);
        expect(pageBodyChecker.problems(body)).toEqual([]);
        expect([canonicalJson(header), canonicalJson(body)]).toEqual([texts.header, texts.body]);
      }),
    );
  });

  it('commits to its body: the header holds its hash, its root and its count', () => {
    fc.assert(
      fc.property(statements, (trades) => {
        const { header, body } = read(makePage(frame, trades));
        const { root } = commitToBody(seed, trades);
        expect(header).toMatchObject({ count: trades.length, bodyHash: hashOf(body), root });
      }),
    );
  });

  it('commits to whatever stands in its place of trades, in canonical form', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { minLength: 1 }), (trades) => {
        const body = { type: 'trade-page-body', version: 1, seed, trades };
        expect(commitToBody(seed, trades).body).toBe(canonicalJson(body));
      }),
    );
  });

  it('changes its root with any of its trades, with their order, and with the seed', () => {
    const roots = [
      commitToBody(seed, [statementOf(1), statementOf(2)]),
      commitToBody(seed, [statementOf(2), statementOf(1)]),
      commitToBody(seed, [statementOf(1), statementOf(2, { quantity: '101' })]),
      commitToBody(seed, [statementOf(1)]),
      commitToBody(sha256Hex('another'), [statementOf(1), statementOf(2)]),
    ].map(({ root }) => root);
    expect(new Set(roots).size).toBe(roots.length);
  });

  it('proves one trade to somebody who holds the header, and shows none of the others', () => {
    fc.assert(
      fc.property(statements, fc.nat(), (trades, n) => {
        const position = n % trades.length;
        const { header, body } = read(makePage(frame, trades));
        const proof = proveTrade(body as PageBody, position);
        const leaf = tradeLeaf(Buffer.from(proof.salt, 'hex'), canonicalJson(proof.trade));
        expect(header).toMatchObject({ root: rootFromPath(leaf, proof.path).toString('hex') });
        expect(proof.trade).toEqual(trades[position]);
        const other = { ...proof.trade, reference: 'OTHER' };
        const forged = tradeLeaf(Buffer.from(proof.salt, 'hex'), canonicalJson(other));
        expect(rootFromPath(forged, proof.path).toString('hex')).not.toBe(commitToBody(seed, trades).root);
      }),
    );
  });

  it('has no proof for a trade that it does not hold', () => {
    const { body } = read(makePage(frame, [statementOf(1)]));
    expect(() => proveTrade(body as PageBody, 1)).toThrow(RangeError);
  });

  it('salts each trade differently, with bits that do not tell the seed', () => {
    const salts = Array.from({ length: PAGE_TRADES_MAX }, (_, i) => tradeSalt(seed, i).toString('hex'));
    expect(new Set(salts).size).toBe(PAGE_TRADES_MAX);
    expect(salts).not.toContain(seed);
  });

  it('has room for as many trades as may stand in it, however long their values', () => {
    const longest: TradeStatement = {
      uti: utiOf(1).padEnd(52, 'Z'),
      side: 'SELL',
      isin: isinOf(1),
      quantity: '9'.repeat(30),
      price: '9'.repeat(30),
      cleanPrice: '9'.repeat(30),
      accruedInterest: '9'.repeat(30),
      currency: 'KRW',
      amount: '9'.repeat(30),
      settlementDate: '2026-03-13',
      accountKind: 'CLIENT',
      reference: 'R'.repeat(35),
    };
    const { body } = makePage(
      frame,
      Array.from({ length: PAGE_TRADES_MAX }, () => longest),
    );
    expect(pageBodyChecker.fits(JSON.parse(body))).toBe(true);
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(PAGE_BYTES_MAX);
  });
});
