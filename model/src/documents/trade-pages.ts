import { Type, type Static } from '@sinclair/typebox';
import { Checker } from '../schema/checker';
import { ClientId, closed, DateText, MemberId, Salt, Seed, Sha256Hex } from '../schema/fields';
import { PAGE_TRADES_MAX, PageEntry } from './trade-statements';

/** A page as it is written: two canonical texts. */
export const PageTexts = closed({ header: Type.String(), body: Type.String() });
export type PageTexts = Readonly<Static<typeof PageTexts>>;

/** A page's body has at most so many bytes. */
export const PAGE_BYTES_MAX = 256 * 1024;

/** A page by its name: whose it is, against whom and for which trade date, and its id. */
export const PageReference = closed({
  submitter: MemberId,
  counterparty: MemberId,
  tradeDate: DateText,
  pageId: ClientId,
});
export type PageReference = Readonly<Static<typeof PageReference>>;

/** Head of a page: what stays when the body is purged, and what a receipt leads to. */
export const PageHeader = closed({
  type: Type.Literal('trade-page'),
  version: Type.Literal(1),
  submitter: MemberId,
  counterparty: MemberId,
  tradeDate: DateText,
  pageId: ClientId,
  count: Type.Integer({ minimum: 1, maximum: PAGE_TRADES_MAX }),
  /** Merkle root over the salted trades, in their order. */
  root: Sha256Hex,
  /** SHA-256 of the body's canonical form. */
  bodyHash: Sha256Hex,
  salt: Salt,
});
export type PageHeader = Static<typeof PageHeader>;

/** Body of a page: the trades (statements of them and corrections), and the seed from which each one's salt derives. */
export const PageBody = closed({
  type: Type.Literal('trade-page-body'),
  version: Type.Literal(1),
  seed: Seed,
  trades: Type.Array(PageEntry, { minItems: 1, maxItems: PAGE_TRADES_MAX }),
});
export type PageBody = Static<typeof PageBody>;

/** A body of which only the frame is known to be right: its trades are judged one by one. */
export const PageBodyFrame = closed({
  type: Type.Literal('trade-page-body'),
  version: Type.Literal(1),
  seed: Seed,
  trades: Type.Array(Type.Unknown(), { minItems: 1, maxItems: PAGE_TRADES_MAX }),
});
export type PageBodyFrame = Static<typeof PageBodyFrame>;
export const pageHeaderChecker = new Checker(PageHeader);
export const pageBodyChecker = new Checker(PageBody);
export const pageBodyFrameChecker = new Checker(PageBodyFrame);
