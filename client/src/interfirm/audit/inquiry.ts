import {
  canonicalJson,
  type AuditedRead,
  type AuditScope,
  type Movement,
  type PageEntry,
  type Pair,
} from '@jangbu/model';
import type { Querier } from '../../core/submit/querier';
import type { CallOptions } from '../../core/submit/submission';
import { InputError, PeerError } from '../../core/errors';
import { LotReader } from '../holdings/lot-reader';
import { toOwnLot, type OwnLot, type Position } from '../holdings/lot-view';
import { listing, mapped, type Listing } from '../../core/lists/listing';
import { toSettlementInstruction, type SettlementInstruction } from '../settlement/instruction-view';
import { InstructionReader } from '../settlement/instruction-reader';
import { MemoryDocumentStore } from '../../core/documents/memory-store';
import { DueObligations, type DueObligation } from '../matching/due-obligations';
import { MatchView, type MatchedTrade, type TradeBreak, type WaitingTrade } from '../matching/match-view';
import { matchedTrades } from '../matching/matched-trades';
import { PageArchive } from '../pages/page-archive';
import { pairNamed } from '../matching/pair-day';
import { PairReader } from '../matching/pair-reader';
import { AuditedQuerier } from './audited-querier';

/** One entry of a page, as its firm recorded it: a statement, a replacement or a withdrawal. */
export interface AuditedEntry {
  readonly statedBy: string;
  readonly pageId: string;
  readonly entry: PageEntry;
}

/** All that a pair's trade date comes to, as both firms and the supervisor hold it. */
export interface AuditedTrades {
  /** What both firms recorded, page by page, whether or not a match has taken it in. */
  readonly entries: readonly AuditedEntry[];
  readonly matched: readonly MatchedTrade[];
  readonly breaks: readonly TradeBreak[];
  readonly waiting: readonly WaitingTrade[];
  readonly obligations: readonly DueObligation[];
}

/** What a firm holds, and the movements that it was a party to. */
export interface AuditedHoldings {
  /** Those that are not spent. */
  readonly lots: readonly OwnLot[];
  readonly positions: readonly Position[];
  readonly movements: readonly Movement[];
}

/** A regulator is not given a part for the whole: what the supervisor's peer has not fetched yet is told. */
function requireAll(what: string, found: number, wanted: number): void {
  if (found === wanted) return;
  throw new PeerError(
    `the supervisor's peer has ${found} of ${wanted} ${what}; ask again when it has the rest`,
  );
}

/**
 * Reads what an inquiry covers, on the inquiry's business day. Each method throws InputError where the inquiry has no
 * such scope; PeerError where the own peer lacks a part; RefusedError `INQUIRY_OF_ANOTHER`, `BUSINESS_DAY_OVER`,
 * `NOT_THE_SUPERVISOR`; UnavailableError…
 */
export class Inquiry {
  readonly inquiryId: string;
  readonly businessDay: string;
  /**
   * What is read and why, each with its salt. The ledger has their hashes only. Given to the firm concerned, one
   * proves to it what was read: see `Audit.check`.
   */
  readonly scopes: readonly AuditScope[];
  readonly #querier: Querier;

  /** `Audit.open` and `Audit.reopen` make them. */
  constructor(querier: Querier, first: AuditScope, more: readonly AuditScope[]) {
    this.#querier = querier;
    this.inquiryId = first.inquiryId;
    this.businessDay = first.businessDay;
    this.scopes = [first, ...more];
  }

  #under(read: AuditedRead): Querier {
    const scope = this.scopes.find((each) => canonicalJson(each.read) === canonicalJson(read));
    if (!scope) throw new InputError(`the inquiry does not cover ${canonicalJson(read)}; open one that does`);
    return new AuditedQuerier(this.#querier, scope);
  }

  /** A pair's trades of one day. Five queries and more, one for each match and for eight pages. */
  async trades(pair: Pair, tradeDate: string, options: CallOptions = {}): Promise<AuditedTrades> {
    const day = { pair: pairNamed(pair), tradeDate };
    const querier = this.#under({ kind: 'TRADES', ...day });
    const reader = new PairReader(querier, new PageArchive(new MemoryDocumentStore()));
    const references = await reader.pages(day, options);
    const pages = await reader.load(references, options);
    requireAll('pages', pages.length, references.length);
    const entries = pages.flatMap(({ reference: { submitter, pageId }, body }) =>
      body.trades.map((entry) => ({ statedBy: submitter, pageId, entry })),
    );
    const standing = await reader.index(day, options);
    if (!standing) return { entries, matched: [], breaks: [], waiting: [], obligations: [] };
    const open = await reader.open(day, standing.index, options);
    const view = new MatchView(open, await reader.amountTolerance(options));
    const matched = await matchedTrades(reader, day, standing.index, options);
    requireAll('matched trades', matched.length, standing.index.matched);
    return {
      entries,
      matched,
      breaks: view.breaks(),
      waiting: view.waiting(),
      obligations: await new DueObligations(querier, reader).by(standing.index, options),
    };
  }

  /** A pair's settlement instructions, of all days, with what has become of each. One query for 200. */
  instructions(pair: Pair, options: CallOptions = {}): Listing<SettlementInstruction> {
    return listing(() => {
      const reader = new InstructionReader(this.#under({ kind: 'INSTRUCTIONS', pair: pairNamed(pair) }));
      return mapped(reader.instructions({}, options), toSettlementInstruction);
    });
  }

  /** What a firm holds. A query, and two for 1,000 lots or movements. */
  async holdings(member: string, options: CallOptions = {}): Promise<AuditedHoldings> {
    const reader = new LotReader(this.#under({ kind: 'HOLDINGS', member }));
    const [lots, positions, movements] = await Promise.all([
      reader.lots({}, options),
      reader.positions(options),
      reader.movements({}, options),
    ]);
    return { lots: lots.map(toOwnLot), positions, movements };
  }
}
