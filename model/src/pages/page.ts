import { canonicalJson } from '../format/canonical';
import type { PageBody, PageHeader, PageTexts } from '../documents/trade-pages';
import type { PageEntry } from '../documents/trade-statements';
import { hmacSha256, sha256Hex } from '../format/hash';
import { merkleLeaf, merklePath, merkleRoot, type MerkleStep } from '../proofs/merkle';

const SALT_DOMAIN = 'jangbu/trade-salt/1';

/** The salt of the trade at one position: showing it tells nothing about the seed or its neighbours' salts. */
export function tradeSalt(seed: string, position: number): Buffer {
  return hmacSha256(Buffer.from(seed, 'hex'), `${SALT_DOMAIN}/${position}`);
}

/** The salted leaf of one trade, given as its canonical text. */
export function tradeLeaf(salt: Uint8Array, canonicalTrade: string): Buffer {
  return merkleLeaf(salt, canonicalTrade);
}

/** What a page commits to, computed from its body alone. */
export interface PageCommitment {
  /** The body's canonical form. */
  readonly body: string;
  /** SHA-256 of it, in hexadecimal. */
  readonly bodyHash: string;
  /** Merkle root over the salted trades, in hexadecimal. */
  readonly root: string;
}

function tradeLeaves(seed: string, canonicalTrades: readonly string[]): Buffer[] {
  return canonicalTrades.map((trade, position) => tradeLeaf(tradeSalt(seed, position), trade));
}

/**
 * Canonical form, hash and Merkle root of a page's body. Each trade is brought into canonical form
 * once, and the body's is put together from them.
 *
 * @param seed 32 bytes in hexadecimal
 * @param trades statements of trades; what does not fit their schema is committed to just the same
 * @throws TypeError when one has no canonical JSON form
 */
export function commitToBody(seed: string, trades: readonly unknown[]): PageCommitment {
  const canonicalTrades = trades.map((trade) => canonicalJson(trade));
  const body = `{"seed":"${seed}","trades":[${canonicalTrades.join(',')}],"type":"trade-page-body","version":1}`;
  return {
    body,
    bodyHash: sha256Hex(body),
    root: merkleRoot(tradeLeaves(seed, canonicalTrades)).toString('hex'),
  };
}

/** What a firm says of a page besides its trades. `salt` and `seed` are random and the caller's. */
export interface PageFrame {
  readonly submitter: string;
  readonly counterparty: string;
  readonly tradeDate: string;
  readonly pageId: string;
  readonly salt: string;
  readonly seed: string;
}

/** Makes a page of statements and corrections: the header and the body that it commits to, as the texts that go to the ledger. */
export function makePage(frame: PageFrame, trades: readonly PageEntry[]): PageTexts {
  const { body, bodyHash, root } = commitToBody(frame.seed, trades);
  const header: PageHeader = {
    type: 'trade-page',
    version: 1,
    submitter: frame.submitter,
    counterparty: frame.counterparty,
    tradeDate: frame.tradeDate,
    pageId: frame.pageId,
    count: trades.length,
    root,
    bodyHash,
    salt: frame.salt,
  };
  return { header: canonicalJson(header), body };
}

/** The proof that one trade stands in a page, without its neighbours. */
export interface TradeProof {
  readonly trade: PageEntry;
  readonly position: number;
  /** In hexadecimal. */
  readonly salt: string;
  readonly path: readonly MerkleStep[];
}

/**
 * Proves one trade of a page to somebody who holds the page's header.
 *
 * @throws RangeError when the page has no trade at that position
 */
export function proveTrade(body: PageBody, position: number): TradeProof {
  const trade = body.trades[position];
  if (!trade) throw new RangeError(`the page has no trade ${position}`);
  const leaves = tradeLeaves(
    body.seed,
    body.trades.map((each) => canonicalJson(each)),
  );
  return {
    trade,
    position,
    salt: tradeSalt(body.seed, position).toString('hex'),
    path: merklePath(leaves, position),
  };
}
