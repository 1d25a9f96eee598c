import type { Phase } from '../documents/business-day';
import { PROPOSAL_DAYS_MAX, type ProposalStatus } from '../documents/governance';
import type { PaymentProblemCode } from '../documents/trade-statements';
import type { SchemaProblem } from '../schema/checker';

/** Why one trade of a page is refused. */
export type TradeProblemCode =
  | 'INVALID'
  | 'UTI_REPEATED'
  | 'INSTRUMENT_UNKNOWN'
  | 'INSTRUMENT_NOT_ACTIVE'
  | 'CURRENCY_NOT_OF_INSTRUMENT'
  | 'BOND_FIELDS_MISSING'
  | 'BOND_FIELDS_UNFIT'
  | PaymentProblemCode
  | 'NOT_STANDING'
  | 'MATCHED'
  | 'CANCELLED'
  | 'SETTLEMENT_DATE_NOT_BUSINESS_DAY'
  | 'SETTLEMENT_DATE_BEFORE_TRADE_DATE'
  | 'SETTLEMENT_DATE_NOT_BY_RULE';

/** What is wrong with one trade of a page. */
export interface TradeProblem {
  /** The trade's place in its page, from zero. */
  readonly position: number;
  /** Its UTI as far as one could be read. */
  readonly uti: string | null;
  readonly code: TradeProblemCode;
  /** For `INVALID`: which fields, and why. */
  readonly problems?: readonly SchemaProblem[];
}

/** Why one matched trade cannot be cancelled. */
export type CancellationProblemCode =
  'UTI_REPEATED' | 'NOT_MATCHED' | 'CANCELLED' | 'SETTLING' | 'NEW_UTI_USED';

/** What is wrong with one trade of a consent to cancelling. */
export interface CancellationProblem {
  /** The trade's place in the consent, from zero. */
  readonly position: number;
  readonly uti: string;
  readonly code: CancellationProblemCode;
}

/** What keeps one item of a request back that is about several instructions: the refusal that it would get by itself. */
export interface ItemProblem {
  /** The item's place in the request, from zero. */
  readonly position: number;
  /** The instruction that it is about, by its creator and id. */
  readonly instruction: string;
  readonly refusal: Refusal;
}

/** A refusal whose code says all. */
export type NoFacts = Readonly<Record<string, never>>;

/** The facts that go with each refusal: the closed list of codes. */
export interface RefusalFacts {
  /** The input is not JSON, or not the expected document. */
  INVALID_DOCUMENT: { readonly document: string; readonly problems: readonly SchemaProblem[] };
  /** The input is not in canonical form (RFC 8785), in which it would be hashed. */
  NOT_CANONICAL: { readonly document: string };
  /** The caller's organisation is no member of the ledger, or is suspended. */
  NOT_A_MEMBER: { readonly mspId: string };
  /** The caller's certificate lacks the role. `given` is the one that it names, or the node OU where roles are read there. */
  ROLE_REQUIRED: { readonly required: readonly string[]; readonly given: string | null };
  /** The document says that another member submits it. */
  NOT_THE_SUBMITTER: { readonly claimed: string; readonly caller: string };
  /** The caller is neither party nor supervisor. */
  NOT_A_PARTY: { readonly caller: string; readonly parties: readonly string[] };
  /** Only the supervisor may do this. */
  NOT_THE_SUPERVISOR: { readonly caller: string };
  /** No supervisor is in force; a vote names one. */
  NO_SUPERVISOR: NoFacts;
  /** A member named in the document is unknown or suspended. */
  MEMBER_UNKNOWN: { readonly member: string };
  /** A trade of a member with itself. */
  SAME_PARTY: { readonly member: string };
  /** The ledger has no members yet; the founding comes first. */
  NOT_FOUNDED: NoFacts;
  /** The ledger was founded with another list, or its package was made for another one. */
  FOUNDING_LIST_MISMATCH: { readonly approved: string; readonly given: string };
  /** No parameters are in force; a vote sets them. */
  NO_PARAMETERS: NoFacts;
  /** No business day has been opened. */
  DAY_NOT_OPENED: NoFacts;
  /** The business day's phase does not allow this. */
  PHASE_CLOSED: { readonly date: string; readonly phase: Phase; readonly required: readonly Phase[] };
  /** The business day is not where the caller saw it. */
  DAY_MOVED: { readonly date: string | null; readonly phase: Phase | null; readonly sequence: number };
  /** What is asked for has to wait for the close of that day. */
  DAY_NOT_CLOSED: { readonly date: string; readonly current: string | null; readonly phase: Phase | null };
  /** The ledger has had no such business day. */
  NO_SUCH_BUSINESS_DAY: { readonly date: string };
  /** The member has said of the day what seals it. */
  ATTESTATION_SEALED: { readonly date: string; readonly member: string };
  /** A signature is not that of the certificate which sent the transaction, over what it is said to sign. */
  SIGNATURE_WRONG: { readonly document: string; readonly field: 'certificate' | 'signature' };
  /** A document was made for another channel. */
  ANOTHER_CHANNEL: { readonly claimed: string; readonly channel: string };
  /** The business day cannot go there. */
  DAY_MOVE_IMPOSSIBLE: {
    readonly reason: 'NOT_NEXT_PHASE' | 'NOT_NEXT_BUSINESS_DAY' | 'NOT_A_BUSINESS_DAY' | 'DAY_OVER';
  };
  /** The move is ahead of the clock of the peer that refuses. Times are Korea's, `YYYY-MM-DD HH:MM`. */
  DAY_MOVE_EARLY: {
    readonly date: string;
    readonly phase: Phase;
    readonly cutOff: string;
    /** From when on the caller may make the move: at the cut-off the supervisor, later every other member. */
    readonly from: string;
    /** What the clock showed. */
    readonly clock: string;
  };
  /** Other content is recorded under this id. */
  ID_TAKEN: { readonly document: string; readonly id: string };
  /** The page's trade date is outside the governed window. */
  TRADE_DATE_OUTSIDE_WINDOW: { readonly tradeDate: string; readonly from: string; readonly to: string };
  /** The page's header does not fit its body. */
  PAGE_INCONSISTENT: { readonly field: 'count' | 'root' | 'bodyHash' | 'size' };
  /**
   * Trades of the page are wrong. Each is named, as far as a peer's answer has room for; `untold` more
   * are wrong besides. The others may be sent again without those named.
   */
  TRADES_REFUSED: { readonly trades: readonly TradeProblem[]; readonly untold: number };
  /**
   * A document does not stand, with this content, in the collections of all who must hold it. An
   * endorser that has not yet seen the latest blocks says so too, which is why it is worth retrying.
   */
  DOCUMENT_NOT_HELD: { readonly document: string; readonly id: string; readonly members: readonly string[] };
  /**
   * A former supervisor holds a document under this key, and the one in force has not taken it over; or not yet at
   * an endorser that lags.
   */
  HANDOVER_DUE: { readonly document: string; readonly id: string; readonly former: string };
  /** The match index has moved on since the caller read it. */
  MATCH_INDEX_MOVED: { readonly pair: readonly string[]; readonly tradeDate: string };
  /** Trades that a consent names cannot be cancelled; each is named. */
  CANCELLATION_IMPOSSIBLE: { readonly trades: readonly CancellationProblem[] };
  /** A side has recorded corrections that the match does not take in: pages by their names. */
  CORRECTIONS_LEFT_OUT: { readonly pages: readonly string[] };
  /** As many pages with corrections wait for a match as may wait. */
  CORRECTIONS_DUE: { readonly most: number };
  /** A page of another pair or trade date was given to a match. */
  PAGE_OF_ANOTHER_PAIR: { readonly page: string };
  /** The proposal is not on the ledger (or not yet, at an endorser that lags). */
  PROPOSAL_UNKNOWN: { readonly proposer: string; readonly proposalId: string };
  /** The proposal is open no more. */
  PROPOSAL_ENDED: {
    readonly proposer: string;
    readonly proposalId: string;
    readonly status: Exclude<ProposalStatus, 'OPEN'>;
  };
  /** The last day of a proposal lies outside what is taken; both ends null before the first business day. */
  LAST_DAY_OUT_OF_RANGE: {
    readonly lastDay: string | null;
    readonly from: string | null;
    readonly to: string | null;
  };
  /** What an action changes does not stand as the proposal says (or not yet, at an endorser that lags). */
  BASIS_MOVED: { readonly position: number; readonly kind: string };
  /** The voter has voted otherwise, and the members have decided. */
  VOTE_CAST: { readonly choice: 'FOR' | 'AGAINST' };
  /** One of the proposal's actions cannot be done as the ledger stands. */
  ACTION_IMPOSSIBLE: { readonly position: number; readonly kind: string; readonly reason: string };
  /** The member is no custodian: it may neither issue lots nor redeem them. */
  NOT_A_CUSTODIAN: { readonly member: string };
  /** The supervisor holds every lot's record; of its own it would be the only holder. */
  SUPERVISOR_HOLDS_NO_LOTS: { readonly member: string };
  /** The instrument is not on the ledger, is suspended, or has matured. */
  INSTRUMENT_NOT_ACTIVE: {
    readonly instrument: string;
    readonly status: 'UNKNOWN' | 'SUSPENDED' | 'MATURED';
  };
  /** A lot of the movement is not what a movement of its kind consumes or makes. */
  MOVEMENT_INCONSISTENT: {
    readonly lot: string;
    readonly field: 'lotId' | 'creator' | 'owner' | 'origin' | 'status' | 'repeated';
  };
  /** What is made is not as much as what is consumed. */
  NOT_CONSERVED: {
    readonly instrument: string;
    readonly accountKind: string;
    readonly consumed: string;
    readonly produced: string;
  };
  /** The movement was made for a business day that is over. */
  BUSINESS_DAY_OVER: { readonly given: string; readonly today: string };
  /** The lot has been consumed. */
  LOT_SPENT: { readonly lot: string };
  /** The lot is set aside for an instruction (or its release has not been seen yet by this peer). */
  LOT_RESERVED: { readonly lot: string };
  /** What the request starts from is not what stands (or not yet, at an endorser that lags). */
  RECORD_MOVED: { readonly document: string; readonly id: string };
  /** The instruction does not say what the match says. */
  INSTRUCTION_MISMATCH: {
    readonly instruction: string;
    readonly field:
      | 'creator'
      | 'pair'
      | 'tradeDate'
      | 'sequence'
      | 'trade'
      | 'obligation'
      | 'legs'
      | 'currency'
      | 'dividedFrom';
  };
  /** The trade, or all of the obligation, is part of an instruction already. */
  ALREADY_INSTRUCTED: { readonly instruction: string };
  /** A trade is to be instructed by itself, and these members' standing word allows it not. */
  GROSS_NOT_AGREED: { readonly members: readonly string[] };
  /** What the trade date comes to is not known yet: its matching is open. */
  MATCHING_OPEN: { readonly instruction: string; readonly tradeDate: string };
  /** The instruction has settled. */
  INSTRUCTION_SETTLED: { readonly instruction: string };
  /** Both firms have consented to the instruction's cancellation. */
  INSTRUCTION_CANCELLED: { readonly instruction: string };
  /** Two other instructions stand in its place. */
  INSTRUCTION_DIVIDED: { readonly instruction: string };
  /** The firms named have not consented to its being divided, as far as whoever divides it knows. */
  PARTIAL_NOT_ALLOWED: { readonly instruction: string; readonly members: readonly string[] };
  /** The part is less than a firm allowed, or no part at all. Of the security, in its smallest unit. */
  PART_OUT_OF_RANGE: { readonly instruction: string; readonly least: string; readonly most: string };
  /** The firm does not deliver this leg, or the instruction has no such leg. */
  NOT_THE_DELIVERER: { readonly instruction: string; readonly leg: number; readonly member: string };
  /** The lot is not exactly what the leg delivers. */
  AMOUNT_MISMATCH: { readonly lot: string; readonly required: string; readonly given: string };
  INSTRUMENT_MISMATCH: { readonly lot: string; readonly required: string; readonly given: string };
  ACCOUNT_KIND_MISMATCH: { readonly lot: string; readonly required: string; readonly given: string };
  /** The leg has a lot reserved for it. */
  LEG_RESERVED: { readonly instruction: string; readonly leg: number };
  /** The reservation is not made as reservations are. */
  RESERVATION_INCONSISTENT: {
    readonly instruction: string;
    readonly field: 'instruction' | 'leg' | 'lot' | 'repeated';
  };
  /**
   * Some items of a request about several instructions are refused, and so is the request. Each is named with its own
   * refusal, as far as a peer's answer has room for; `untold` more are wrong besides. The others may be sent again.
   */
  ITEMS_REFUSED: { readonly items: readonly ItemProblem[]; readonly untold: number };
  /** A leg that is delivered has no lot reserved for it. */
  NOT_RESERVED: { readonly instruction: string; readonly leg: number };
  /** Every leg has a lot reserved: what is asked for would stop what is final, or say that it failed. */
  INSTRUCTION_FINAL: { readonly instruction: string };
  /** The instruction is not due yet, so it cannot have failed. */
  TOO_EARLY: {
    readonly instruction: string;
    readonly settlementDate: string;
    /** Later than the settlement date where the calendar has changed since the trade. */
    readonly dueDate: string;
    readonly today: string;
  };
  /** The party with which a fail is recorded is the one at fault. */
  WITNESS_AT_FAULT: { readonly instruction: string; readonly witness: string };
  /** The members have not let the member issue credentials, or no longer do. */
  NOT_AN_ISSUER: { readonly member: string };
  /** The key would sign for another URL than the members granted. */
  ISS_NOT_GRANTED: { readonly iss: string; readonly granted: string };
  /** The issuer has registered no such key (or not yet, at an endorser that lags). */
  KEY_UNKNOWN: { readonly kid: string };
  /** The key is retired, was declared compromised, or ended by the members' vote or with its member's grant. */
  KEY_NOT_ACTIVE: { readonly kid: string; readonly status: 'RETIRED' | 'COMPROMISED' | 'ENDED' };
  /** The issuer has recorded no such batch (or not yet, at an endorser that lags). */
  BATCH_UNKNOWN: { readonly issuer: string; readonly batchId: string };
  /** The batch does not list the record. */
  CREDENTIAL_UNKNOWN: { readonly recordId: string };
  /** The copy has been revoked. */
  STATUS_FINAL: { readonly recordId: string; readonly status: 'REVOKED' };
  /** The secret ends no copy of the batch, or there is no such batch: which of them is not told. */
  KILL_REFUSED: NoFacts;
  /** The supervisor's client asks for what others are party to: an auditor does so under an inquiry. */
  INQUIRY_REQUIRED: { readonly parties: readonly string[] };
  /** The inquiry is not on the ledger (or not yet, at this peer). */
  INQUIRY_UNKNOWN: { readonly inquiryId: string };
  /** The inquiry was recorded by another certificate. */
  INQUIRY_OF_ANOTHER: { readonly inquiryId: string };
  /** The inquiry does not cover what is asked. */
  OUTSIDE_INQUIRY: { readonly inquiryId: string; readonly transaction: string };
  /** The transaction does not exist. */
  TRANSACTION_UNKNOWN: { readonly transaction: string };
  /** A private document has to be given as transient data, and was not. */
  TRANSIENT_MISSING: { readonly name: string };
}

export type RefusalCode = keyof RefusalFacts;

/** A refusal as data, one variant a code. */
export type Refusal = {
  [C in RefusalCode]: { readonly code: C; readonly facts: RefusalFacts[C] };
}[RefusalCode];

interface RefusalTraits {
  /** What the caller should know or do, one sentence. */
  readonly says: string;
  /** Whether the same request may well succeed a moment later. */
  readonly retryable: boolean;
}

const final = (says: string): RefusalTraits => ({ says, retryable: false });
const passing = (says: string): RefusalTraits => ({ says, retryable: true });

/** What each refusal means, and whether sending the same again a moment later may help. */
export const REFUSALS: { readonly [C in RefusalCode]: RefusalTraits } = {
  INVALID_DOCUMENT: final('The document does not fit its schema; mend the fields named.'),
  NOT_CANONICAL: final('The document is not in canonical form (RFC 8785); send it as the SDK writes it.'),
  NOT_A_MEMBER: final('The organisation is no active member of this ledger.'),
  ROLE_REQUIRED: final('The certificate lacks the role that this transaction needs; use another identity.'),
  NOT_THE_SUBMITTER: final('A member records its own statements only; the document names another submitter.'),
  NOT_A_PARTY: final('Only the parties and the supervisor may do this.'),
  NOT_THE_SUPERVISOR: final('Only the supervisor may do this.'),
  HANDOVER_DUE: passing(
    "A former supervisor holds this and the one in force does not yet: the supervisor's operator takes it over.",
  ),
  NO_SUPERVISOR: final('No supervisor is in force; the members name one by vote.'),
  MEMBER_UNKNOWN: final('The member is unknown on this ledger, or suspended.'),
  SAME_PARTY: final('A member cannot trade with itself on the interfirm ledger.'),
  NOT_FOUNDED: final(
    'The ledger has not been founded; an admin of any founding member records the founding list.',
  ),
  FOUNDING_LIST_MISMATCH: final(
    'This is not the founding list that the members approved with the chaincode package.',
  ),
  NO_PARAMETERS: final('No parameters are in force; the members set them by vote.'),
  DAY_NOT_OPENED: final('No business day is open; the supervisor opens one.'),
  PHASE_CLOSED: final("The business day's phase does not allow this any more; try on the next business day."),
  DAY_MOVED: final('The business day is not where the request says; read it and decide anew.'),
  DAY_NOT_CLOSED: passing('The business day is not closed, or not yet at this peer.'),
  NO_SUCH_BUSINESS_DAY: final('The date was no business day of this ledger; name one that was.'),
  ATTESTATION_SEALED: final('The day is sealed by what the member has attested; that stands.'),
  SIGNATURE_WRONG: final('The document has to be signed by the identity that sends it; make it again.'),
  ANOTHER_CHANNEL: final('The document was made for another channel.'),
  DAY_MOVE_IMPOSSIBLE: final(
    'The business day goes through its phases in order, then to the next business day.',
  ),
  DAY_MOVE_EARLY: final(
    "The business day's cut-off has not come by the clock of the peer that refuses, or it is still the supervisor's to move it; wait until the time told.",
  ),
  ID_TAKEN: final('Other content is recorded under this id; use a new id for new content.'),
  TRADE_DATE_OUTSIDE_WINDOW: final('The trade date is outside the window in which trades are accepted.'),
  PAGE_INCONSISTENT: final("The page's header does not fit its body; make the page again from its trades."),
  TRADES_REFUSED: final('Some trades of the page are wrong; mend or leave out those named.'),
  DOCUMENT_NOT_HELD: passing('A document is not held, with this content, by all who must hold it.'),
  MATCH_INDEX_MOVED: passing('Another match of this pair came first; read the index and match again.'),
  CANCELLATION_IMPOSSIBLE: final('Some of the trades cannot be cancelled; leave out those named.'),
  CORRECTIONS_LEFT_OUT: passing(
    'A side has recorded corrections that the match does not take in; give those pages, too.',
  ),
  CORRECTIONS_DUE: passing(
    'No match has taken in as many pages with corrections as may wait; match first, then send it again.',
  ),
  PAGE_OF_ANOTHER_PAIR: final('The page belongs to another pair or trade date.'),
  PROPOSAL_UNKNOWN: passing('The proposal is not on the ledger, or not yet at this peer.'),
  PROPOSAL_ENDED: final('The proposal has ended, as told; what is still wanted is put to the vote anew.'),
  LAST_DAY_OUT_OF_RANGE: final(
    `A proposal's last day is from the business day on, at most ${PROPOSAL_DAYS_MAX} days later; before the first business day it has none.`,
  ),
  BASIS_MOVED: passing(
    'What an action of the proposal changes does not stand as it says, or not yet at this peer; read it and propose anew.',
  ),
  VOTE_CAST: final(
    'The member has voted otherwise, and the proposal is decided; a vote stands from then on.',
  ),
  ACTION_IMPOSSIBLE: final('An action of the proposal cannot be done as the ledger stands.'),
  NOT_A_CUSTODIAN: final('Only a custodian issues and redeems lots; the members name one by vote.'),
  SUPERVISOR_HOLDS_NO_LOTS: final(
    'The supervisor cannot own lots, whose records it keeps; to settle what it trades takes a third member as supervisor.',
  ),
  INSTRUMENT_NOT_ACTIVE: final('The instrument is unknown, suspended or matured; its lots do not move.'),
  MOVEMENT_INCONSISTENT: final('A lot of the movement does not fit it; make the movement anew.'),
  NOT_CONSERVED: final('A movement makes exactly as much of each instrument as it consumes.'),
  BUSINESS_DAY_OVER: final('The business day for which it was made is over; make it anew.'),
  LOT_SPENT: final('The lot has been spent; use another one.'),
  LOT_RESERVED: passing('The lot is reserved for an instruction; release it first, or use another one.'),
  RECORD_MOVED: passing('What the request starts from has moved on; read it and decide anew.'),
  INSTRUCTION_MISMATCH: final('The instruction does not say what the match says.'),
  ALREADY_INSTRUCTED: final('What the instruction would settle is part of another one already.'),
  GROSS_NOT_AGREED: final(
    'Trades are instructed one by one only where both firms have given their word that they may be.',
  ),
  MATCHING_OPEN: final(
    'An obligation is instructed once matching of its trade date has closed, or on the day on which it is due.',
  ),
  INSTRUCTION_SETTLED: final('The instruction has settled.'),
  INSTRUCTION_CANCELLED: final('The instruction has been cancelled by both firms.'),
  INSTRUCTION_DIVIDED: final('The instruction has been divided; two others stand in its place.'),
  PARTIAL_NOT_ALLOWED: final('An instruction is divided only where both firms have allowed it.'),
  PART_OUT_OF_RANGE: final('The part has to be at least what both firms allowed, and less than the whole.'),
  NOT_THE_DELIVERER: final('A firm reserves and releases its own lots, for what it delivers itself.'),
  AMOUNT_MISMATCH: final('The lot is not cut to the exact amount; split lots first.'),
  INSTRUMENT_MISMATCH: final('The lot is of another instrument than the leg delivers.'),
  ACCOUNT_KIND_MISMATCH: final("Customers' lots never deliver for a firm's own account, nor the other way."),
  LEG_RESERVED: final('A lot is reserved for this leg already; release it first.'),
  RESERVATION_INCONSISTENT: final('The reservation does not fit its instruction; make it anew.'),
  ITEMS_REFUSED: final('Some items of the request are refused; leave out those named.'),
  NOT_RESERVED: final('A leg has no lot reserved for it; whoever delivers it reserves one.'),
  INSTRUCTION_FINAL: final(
    'Every leg has a lot reserved: it settles, and only both firms together can cancel it.',
  ),
  TOO_EARLY: final('The business day on which the instruction is due has not come.'),
  WITNESS_AT_FAULT: final('A fail is recorded with the party that is not at fault.'),
  NOT_AN_ISSUER: final('Only a member whom the members let issue by vote does this; put it to the vote.'),
  ISS_NOT_GRANTED: final("An issuer's keys sign for the URL that the members granted; use that one."),
  KEY_UNKNOWN: passing('The issuer has registered no such key, or not yet at this peer.'),
  KEY_NOT_ACTIVE: final('The key is retired, compromised or ended; register another one.'),
  BATCH_UNKNOWN: passing('The issuer has recorded no such batch, or not yet at this peer.'),
  CREDENTIAL_UNKNOWN: final('The batch does not list the record.'),
  STATUS_FINAL: final('The copy has been revoked, which is final.'),
  KILL_REFUSED: final('The code ends nothing here; check it and try again.'),
  INQUIRY_REQUIRED: final(
    "Others' facts are read under an inquiry that is on the ledger; the supervisor's auditor opens one.",
  ),
  INQUIRY_UNKNOWN: passing('The inquiry is not on the ledger, or not yet at this peer.'),
  INQUIRY_OF_ANOTHER: final('The inquiry is answered to the certificate that opened it only; open your own.'),
  OUTSIDE_INQUIRY: final('The inquiry does not cover what is asked; open one that does.'),
  TRANSACTION_UNKNOWN: final('There is no transaction of this name.'),
  TRANSIENT_MISSING: final('A private document has to be given as transient data under the name told.'),
};

/** All refusal codes, sorted. */
export const REFUSAL_CODES: readonly RefusalCode[] = (Object.keys(REFUSALS) as RefusalCode[]).sort();

/** A refusal on its way: thrown by rules and contracts, caught where an answer is written. */
export class RefusalError<C extends RefusalCode = RefusalCode> extends Error {
  readonly code: C;
  readonly facts: RefusalFacts[C];

  constructor(code: C, facts: RefusalFacts[C]) {
    super(REFUSALS[code].says);
    this.name = 'RefusalError';
    this.code = code;
    this.facts = facts;
  }
}

/** Whether the same request may well succeed a moment later: of items, whether one of them may. */
export function isPassing(refusal: Refusal): boolean {
  if (refusal.code !== 'ITEMS_REFUSED') return REFUSALS[refusal.code].retryable;
  return refusal.facts.items.some((item) => isPassing(item.refusal));
}

const MARK = 'jangbu-refusal:';

/** The text by which a contract answers a refusal; {@link readRefusal} finds it in what a peer says. */
export function writeRefusal(refusal: { readonly code: RefusalCode; readonly facts: unknown }): string {
  return `${MARK}${JSON.stringify({ code: refusal.code, facts: refusal.facts })}`;
}

function isRefusal(value: unknown): value is Refusal {
  if (typeof value !== 'object' || value === null || !('code' in value) || !('facts' in value)) return false;
  return typeof value.code === 'string' && Object.hasOwn(REFUSALS, value.code);
}

/** Where the JSON object ends that begins at `start`; -1 when it does not end. */
function endOfObject(text: string, start: number): number {
  let depth = 0;
  let quoted = false;
  for (let at = start; at < text.length; at += 1) {
    const c = text[at];
    if (c === '\\') at += 1;
    else if (c === '"') quoted = !quoted;
    else if (c === '{' && !quoted) depth += 1;
    else if (c === '}' && !quoted && --depth === 0) return at + 1;
  }
  return -1;
}

/**
 * The refusal in a peer's message, whatever stands around it; undefined when there is none, or one
 * of a code that this version does not know.
 */
export function readRefusal(message: string): Refusal | undefined {
  const mark = message.indexOf(MARK);
  if (mark < 0) return undefined;
  const start = mark + MARK.length;
  try {
    const value: unknown = JSON.parse(message.slice(start, endOfObject(message, start)));
    return isRefusal(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
