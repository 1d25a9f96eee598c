import { Type, type Static } from '@sinclair/typebox';
import { Checker } from '../schema/checker';
import { ChannelName, closed, oneOf, Salt, Sha256Hex, WholeNumber } from '../schema/fields';
import { Attestation, DayClaim } from '../documents/seals';
import { Replacement, TradeStatement } from '../documents/trade-statements';

const MerklePath = Type.Array(closed({ side: oneOf('LEFT', 'RIGHT'), hash: Sha256Hex }), {
  maxItems: 64,
});

/**
 * What proves one statement of a trade to an outsider, who sees none of its neighbours: each part leads to
 * the next, from the trade to the signatures of more than half of the members.
 */
export const TradeReceipt = closed({
  type: Type.Literal('trade-receipt'),
  version: Type.Literal(1),
  channel: ChannelName,
  /** The trade, and its salted path to the root in the page's header. */
  trade: closed({
    /** A statement, or the replacement of one. */
    trade: Type.Union([TradeStatement, Replacement]),
    position: WholeNumber,
    salt: Salt,
    path: MerklePath,
  }),
  /** The page's header as it was written, canonical: its hash stands in the transaction. */
  header: Type.String({ minLength: 2, maxLength: 4096 }),
  /** The transaction that recorded the page, with its endorsements: Fabric's envelope, base64. */
  envelope: Type.String({ minLength: 4, maxLength: 1_000_000 }),
  /** From the transaction's id to the root of its day, and the members' signatures over that. */
  day: closed({
    path: MerklePath,
    claim: DayClaim,
    attestations: Type.Array(Attestation, { minItems: 1, maxItems: 200 }),
  }),
});
export type TradeReceipt = Static<typeof TradeReceipt>;

export const tradeReceiptChecker = new Checker(TradeReceipt);
