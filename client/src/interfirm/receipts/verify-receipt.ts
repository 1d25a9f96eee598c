import {
  canonicalJson,
  compositeKey,
  fromBase64,
  implicitCollection,
  keys,
  merkleLeaf,
  pageHeaderChecker,
  rootFromPath,
  sha256Hex,
  statementIn,
  tradeLeaf,
  tradeReceiptChecker,
  type PageHeader,
  type TradeReceipt,
} from '@jangbu/model';
import { ReceiptError } from '../../core/errors';
import { fromTradeStatement, type Statement } from '../pages/statement';
import { readChannelTrust, type ChannelTrust } from '../../core/channel-trust/channel-trust';
import { sealersOf } from './sealers';
import { readEvidence, type TransactionEvidence } from './transaction-evidence';

/** What a receipt proves. */
export interface VerifiedReceipt {
  /** The member, by its id on the ledger, that stated the trade. */
  readonly submitter: string;
  readonly statement: Statement;
  readonly transactionId: string;
  /** MSP id of the organisation whose client recorded it. */
  readonly recordedBy: string;
  /** MSP ids of the organisations that hold it, each by its own peer's endorsement. */
  readonly heldBy: readonly string[];
  /** The business day on which it was recorded. */
  readonly businessDay: string;
  /** MSP ids of the members whose signatures seal that day. */
  readonly sealedBy: readonly string[];
}

function readReceipt(receipt: unknown): TradeReceipt {
  if (tradeReceiptChecker.fits(receipt)) return receipt;
  const [problem] = tradeReceiptChecker.problems(receipt);
  throw new ReceiptError('MALFORMED', `no trade receipt: ${problem?.path ?? ''} ${problem?.message ?? ''}`);
}

function requireBytes(envelope: string): Buffer {
  const bytes = fromBase64(envelope);
  if (bytes) return bytes;
  throw new ReceiptError('MALFORMED', "the transaction's envelope is not base64");
}

function readHeader(text: string): PageHeader {
  try {
    const header: unknown = JSON.parse(text);
    if (pageHeaderChecker.fits(header) && canonicalJson(header) === text) return header;
  } catch {
    // Told below, like every other header that is none.
  }
  throw new ReceiptError('MALFORMED', "the page's header does not read as one");
}

function requireOnPage({ trade, position, salt, path }: TradeReceipt['trade'], header: PageHeader): void {
  const leaf = tradeLeaf(Buffer.from(salt, 'hex'), canonicalJson(trade));
  const isThere = rootFromPath(leaf, path).toString('hex') === header.root && position < header.count;
  if (!isThere) throw new ReceiptError('TRADE', 'the trade does not stand on the page of this header');
}

/** The organisations in whose collections the transaction put the page, and whose peers endorsed that. */
function holdersOf(header: PageHeader, text: string, evidence: TransactionEvidence): string[] {
  const { submitter, counterparty, tradeDate, pageId } = header;
  const keyHash = sha256Hex(compositeKey(keys.page(submitter, counterparty, tradeDate, pageId)));
  const valueHash = sha256Hex(text);
  return [...evidence.endorsers]
    .filter((mspId) =>
      evidence.privateHashes.some(
        (each) =>
          each.collection === implicitCollection(mspId) &&
          each.keyHash === keyHash &&
          each.valueHash === valueHash,
      ),
    )
    .sort();
}

/** A fact counts when another organisation than its maker's holds it: its own peer could write anything. */
function requireHeld(
  holders: readonly string[],
  { creator }: TransactionEvidence,
  wanted: readonly string[],
): void {
  const lacking = [creator, ...wanted].find((mspId) => !holders.includes(mspId));
  if (lacking === undefined && holders.length > 1) return;
  const says =
    lacking === undefined ? `${creator} alone holds the page` : `${lacking} does not hold the page`;
  throw new ReceiptError('HOLDERS', says);
}

function requireSealed({ claim, attestations }: TradeReceipt['day'], trust: ChannelTrust): string[] {
  const { mspIds, needed } = sealersOf(claim, attestations, trust);
  if (mspIds.length < needed) {
    throw new ReceiptError('SEAL', `${mspIds.length} members seal the day; more than half are ${needed}`);
  }
  return [...mspIds];
}

function requireInDay({ path, claim }: TradeReceipt['day'], transactionId: string): void {
  if (rootFromPath(merkleLeaf(transactionId), path).toString('hex') !== claim.transactions.root) {
    throw new ReceiptError('DAY', 'the transaction is not among those of the sealed day');
  }
}

/**
 * Checks a receipt offline, with nothing but the channel's configuration: the trade stands on the page, the
 * page was recorded by a member's client and is held by others by their peers' own signatures, the
 * transaction was valid on a closed day, and more than half of the channel's members signed that day.
 *
 * @param receipt as `trades.receipt` made it, parsed from JSON
 * @param configurationBlock the channel's configuration block that was in force at the sealed block, from a source that
 *   the verifier trusts: more than half of the organisations in it must have signed
 * @param holders MSP ids of organisations that must hold the trade, besides its maker's: the counterparty's
 *   and the supervisor's, for a verifier that knows them
 * @throws ReceiptError whose `reason` says which link of the chain does not hold
 */
export function verifyReceipt(
  receipt: unknown,
  configurationBlock: Uint8Array,
  holders: readonly string[] = [],
): VerifiedReceipt {
  const trust = readChannelTrust(configurationBlock);
  const { channel, trade, header: text, envelope, day } = readReceipt(receipt);
  const header = readHeader(text);
  requireOnPage(trade, header);
  const evidence = readEvidence(requireBytes(envelope), trust);
  if ([channel, evidence.channel, day.claim.channel].some((each) => each !== trust.channel)) {
    throw new ReceiptError('CHANNEL', `the receipt is not of the channel ${trust.channel}`);
  }
  const heldBy = holdersOf(header, text, evidence);
  requireHeld(heldBy, evidence, holders);
  requireInDay(day, evidence.id);
  return {
    submitter: header.submitter,
    statement: fromTradeStatement(statementIn(trade.trade), header),
    transactionId: evidence.id,
    recordedBy: evidence.creator,
    heldBy,
    businessDay: day.claim.date,
    sealedBy: requireSealed(day, trust),
  };
}
