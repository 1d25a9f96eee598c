import {
  consentToCancel,
  cancellationConsentChecker,
  cancellationRequestChecker,
  canonicalJson,
  gathered,
  grownTo,
  isCorrection,
  match,
  matchRequestChecker,
  pageBodyChecker,
  pageHeaderChecker,
  pageName,
  pairOf,
  scattered,
  order,
  transactions,
  type CorrectionsDue,
  type GivenShard,
  type Instrument,
  type LedgerMember,
  type MatchDocuments,
  type MatchIndex,
  type MatchResult,
  type PagesAsked,
  type PageReference,
  type PageTexts,
  type PairDay,
  type Parameters as LedgerParameters,
  type Refusal,
  type ShardTexts,
  type TradeProblem,
} from '@jangbu/model';
import type {
  Asked,
  CommitStatus,
  DeliveredBlock,
  Endorsed,
  EndorsingFacts,
  PeerTransport,
  Proposed,
} from '../src/core/peers/transport';
import { VALIDATION } from '../src/core/peers/validation-codes';
import { flatChannel } from './channel-configuration';
import { endorseFailed, refusalDetail } from './gateway-errors';

/** The members of the fake ledger: two firms and the supervisor. */
export const MEMBERS = ['kofia', 'nh', 'sk'].map((id) => ({
  id,
  mspId: `${id}MSP`,
  name: { en: id, ko: id },
  lei: '00000000000000000098',
  status: 'ACTIVE' as const,
  roles: id === 'kofia' ? ['supervisor' as const] : [],
}));

/** A share of that ISIN. */
function instrumentOf(isin: string): Instrument {
  const scales = { quantityScale: 0, priceScale: 0, currency: 'KRW' };
  return { isin, name: { en: isin, ko: isin }, kind: 'EQUITY', ...scales, status: 'ACTIVE' };
}

type Effect = () => void;

function json(text: string | undefined): unknown {
  return JSON.parse(text ?? 'null');
}

/**
 * What the SDK's trades need of a ledger, kept in memory: for unit tests of the client alone, with
 * no rule of the contracts beyond ids and indexes. Several transports may share one.
 */
export class FakeLedger {
  /** Who is on it. */
  members: readonly LedgerMember[] = MEMBERS;
  readonly pages = new Map<string, PageTexts & { readonly reference: PageReference }>();
  /** Names of the pages that no match has taken in. */
  readonly due = new Set<string>();
  /** Pages with corrections that are due, by their side. */
  readonly corrections = new Map<string, CorrectionsDue>();
  readonly indexes = new Map<string, string>();
  /** Shards by their pair's trade date and number. */
  readonly shards = new Map<string, ShardTexts>();
  readonly results = new Map<string, string>();
  /** Ids of consents to cancelling. */
  readonly consents = new Set<string>();
  /** UTIs that are refused, as `INSTRUMENT_UNKNOWN`. */
  readonly badUtis = new Set<string>();
  /** The most statements that any match left open. */
  mostOpen = 0;
  /** The longest match request, in characters. */
  longestRequest = 0;
  /** What of the calendar is otherwise than that it has no closed days. */
  calendar: Partial<Pick<LedgerParameters, 'closedDays' | 'calendarChanges'>> = {};
  /** Refuses all pages. */
  refuseAll: Refusal | undefined;

  record(header: string, body: string): { readonly answer: object; readonly effect: Effect } {
    const head: unknown = JSON.parse(header);
    const content: unknown = JSON.parse(body);
    if (!pageHeaderChecker.fits(head) || !pageBodyChecker.fits(content)) throw new Error('no page');
    const name = pageName(head);
    if (this.pages.has(name)) return { answer: { status: 'ALREADY_RECORDED' }, effect: () => undefined };
    if (this.refuseAll) throw endorseFailed(refusalDetail('nhMSP', this.refuseAll));
    const trades = content.trades.flatMap(({ uti }, position): TradeProblem[] =>
      this.badUtis.has(uti) ? [{ position, uti, code: 'INSTRUMENT_UNKNOWN' }] : [],
    );
    if (trades.length > 0) {
      const told = trades.slice(0, 2); // Like the contracts, it has not room for all.
      const facts = { trades: told, untold: trades.length - told.length };
      throw endorseFailed(refusalDetail('nhMSP', { code: 'TRADES_REFUSED', facts }));
    }
    const { submitter, counterparty, tradeDate, pageId } = head;
    const reference = { submitter, counterparty, tradeDate, pageId };
    return {
      answer: { status: 'RECORDED' },
      effect: () => {
        this.pages.set(name, { header, body, reference });
        this.due.add(name);
        if (content.trades.some(isCorrection)) this.#correct(reference, head.salt);
      },
    };
  }

  #correct({ submitter, counterparty, tradeDate, pageId }: PageReference, salt: string): void {
    const side = [submitter, counterparty, tradeDate].join('/');
    const pages = [...(this.corrections.get(side)?.pages ?? []), pageId].sort();
    const frame = { type: 'corrections-due', version: 1, submitter, counterparty, tradeDate } as const;
    this.corrections.set(side, { ...frame, pages, salt });
  }

  #write(name: string, { index, matched, open }: MatchDocuments): void {
    this.indexes.set(name, canonicalJson(index));
    const put = (shard: number, part: Partial<ShardTexts>): void => {
      this.shards.set(`${name}/${shard}`, { ...this.#shard(name, shard), ...part });
    };
    for (const each of matched) put(each.shard, { matched: canonicalJson(each) });
    for (const each of open) put(each.shard, { open: canonicalJson(each) });
  }

  #shard(name: string, shard: number): ShardTexts {
    return this.shards.get(`${name}/${shard}`) ?? { shard, matched: null, open: null };
  }

  match(text: string): { readonly answer: object; readonly effect: Effect } {
    const request: unknown = JSON.parse(text);
    if (!matchRequestChecker.fits(request)) throw new Error('no match request');
    const { pair, tradeDate, salts } = request;
    const name = [...pair, tradeDate].join('/');
    if ((this.indexes.get(name) ?? null) !== request.index) {
      throw endorseFailed(refusalDetail('nhMSP', { code: 'MATCH_INDEX_MOVED', facts: { pair, tradeDate } }));
    }
    const index = (json(request.index ?? 'null') as MatchIndex | null) ?? undefined;
    const shards = shardsGiven(request.shards);
    const pages = request.pages.map(({ header, body }) => {
      const head = json(header) as { submitter: string; pageId: string };
      const { trades } = json(body) as { trades: never[] };
      return { ...head, trades };
    });
    const outcome = match({
      pair,
      tradeDate,
      state: gathered(pair, tradeDate, index, shards),
      pages,
      amountTolerance: 0n,
      businessDay: tradeDate,
      matchedBy: 'nh',
      salt: salts.result,
    });
    const documents = scattered({ index, shards }, outcome.state, grownTo(index), salts.index);
    return {
      answer: { status: 'RECORDED', sequence: outcome.state.sequence },
      effect: () => {
        this.mostOpen = Math.max(this.mostOpen, outcome.state.open.length);
        this.longestRequest = Math.max(this.longestRequest, text.length);
        this.#write(name, documents);
        for (const page of pages) this.due.delete(pageName(page));
        for (const [side, due] of this.corrections) {
          if (due.tradeDate !== tradeDate) continue;
          if (pair.includes(due.submitter) && pair.includes(due.counterparty))
            this.corrections.set(side, { ...due, pages: [] });
        }
        this.results.set(`${name}/${outcome.result.sequence}`, canonicalJson(outcome.result));
      },
    };
  }

  cancel(text: string): { readonly answer: object; readonly effect: Effect } {
    const request: unknown = JSON.parse(text);
    if (!cancellationRequestChecker.fits(request)) throw new Error('no cancellation request');
    const consent = json(request.consent);
    if (!cancellationConsentChecker.fits(consent)) throw new Error('no consent');
    const name = [...pairOf(consent.submitter, consent.counterparty), consent.tradeDate].join('/');
    const done = { answer: { status: 'ALREADY_RECORDED' }, effect: () => undefined };
    if (this.consents.has(consent.consentId)) return done;
    if (this.indexes.get(name) !== request.index) {
      const facts = { pair: [consent.submitter, consent.counterparty], tradeDate: consent.tradeDate };
      throw endorseFailed(refusalDetail('nhMSP', { code: 'MATCH_INDEX_MOVED', facts }));
    }
    const results = request.results.map(({ text: result }) => json(result) as MatchResult);
    const index = json(request.index) as MatchIndex;
    const shards = shardsGiven(request.shards);
    const { state, result } = consentToCancel({
      state: gathered(index.pair, index.tradeDate, index, shards),
      consent,
      trades: new Map(results.flatMap(({ matched }) => matched.map((trade) => [trade.uti, trade]))),
      businessDay: consent.tradeDate,
      salt: request.salts.result,
    });
    const documents = scattered({ index, shards }, state, index.shards, request.salts.index);
    return {
      answer: { status: 'RECORDED' },
      effect: () => {
        this.consents.add(consent.consentId);
        this.#write(name, documents);
        this.results.set(`${name}/${result.sequence}`, canonicalJson(result));
      },
    };
  }

  /** What is public; undefined for a query about anything else. */
  #publicQuery(transaction: string, argument: string | undefined): unknown {
    switch (transaction) {
      case transactions.consortium.members:
        return { type: 'members', version: 1, foundingHash: '', members: this.members };
      case transactions.consortium.parameters: {
        const window = { past: 5, future: 0 };
        const parameters = {
          amountTolerance: '0',
          tradeDateWindow: window,
          settlementRules: [{ kind: 'DEFAULT', from: '2000-01-01', cycle: 2 }],
          closedDays: [],
        };
        return { type: 'parameters', version: 1, parameters: { ...parameters, ...this.calendar } };
      }
      case transactions.consortium.instruments:
        return (json(argument) as string[]).map(instrumentOf);
      default:
        return undefined;
    }
  }

  /** Of each side the first in the order of their ids, no more than are asked for. */
  #pagesOf({ pair, tradeDate, due, limit }: PagesAsked): PageReference[] {
    const [first, second] = pair;
    const sides = [
      [first, second],
      [second, first],
    ];
    return sides.flatMap(([submitter, counterparty]) =>
      [...this.pages.values()]
        .map(({ reference }) => reference)
        .filter((each) => each.submitter === submitter && each.counterparty === counterparty)
        .filter((each) => each.tradeDate === tradeDate && (due !== true || this.due.has(pageName(each))))
        .sort((a, b) => order(a.pageId, b.pageId))
        .slice(0, limit),
    );
  }

  query(transaction: string, argument: string | undefined): unknown {
    const answer = this.#publicQuery(transaction, argument);
    if (answer !== undefined) return answer;
    switch (transaction) {
      case transactions.trades.pages:
        return this.#pagesOf(json(argument) as PagesAsked);
      case transactions.trades.page:
        return (json(argument) as PageReference[]).map((reference) => {
          const page = this.pages.get(pageName(reference));
          return page ? { header: page.header, body: page.body } : null;
        });
      case transactions.trades.utis:
        return { register: null, shelves: [] };
      default:
        return this.#matchQuery(
          transaction,
          json(argument) as PairDay & { sequence: number; shards: number[] },
        );
    }
  }

  #matchQuery(
    transaction: string,
    { pair, tradeDate, sequence, shards }: PairDay & { sequence: number; shards: number[] },
  ): unknown {
    const name = [...pair, tradeDate].join('/');
    switch (transaction) {
      case transactions.trades.matchIndex:
        return this.indexes.get(name) ?? null;
      case transactions.trades.matchShards:
        return shards.map((shard) => this.#shard(name, shard));
      case transactions.trades.correctionsDue:
        return [pair, [...pair].reverse()].map((side) => {
          const due = this.corrections.get([...side, tradeDate].join('/'));
          return due ? canonicalJson(due) : null;
        });
      case transactions.trades.matchResult:
        return this.results.get([name, sequence].join('/')) ?? null;
      default:
        throw new Error(`the fake ledger has no ${transaction}`);
    }
  }
}

function shardsGiven(texts: readonly ShardTexts[]): GivenShard[] {
  return texts.map(({ shard, matched, open }) => ({
    shard,
    matched: json(matched ?? 'null') as GivenShard['matched'],
    open: json(open ?? 'null') as GivenShard['open'],
  }));
}

/** A peer on a {@link FakeLedger}. Its hooks let a test stand in the way of any step. */
export class LedgerTransport implements PeerTransport {
  readonly name = 'peer0';
  readonly #ledger: FakeLedger;
  readonly #effects = new Map<string, Effect>();
  #transactions = 0;
  /** Transactions that were ordered. */
  ordered = 0;
  /** Called before each step; what it throws, the step throws. */
  before: (step: 'EVALUATE' | 'ENDORSE' | 'SUBMIT' | 'COMMIT_STATUS', transaction: string) => void = () =>
    undefined;

  constructor(ledger: FakeLedger) {
    this.#ledger = ledger;
  }

  async #step(step: Parameters<LedgerTransport['before']>[0], transaction: string): Promise<void> {
    await Promise.resolve();
    this.before(step, transaction);
  }

  async evaluate({ transaction, argument }: Asked): Promise<string> {
    await this.#step('EVALUATE', transaction);
    return JSON.stringify(this.#ledger.query(transaction, argument));
  }

  #run(
    transaction: string,
    { header = '', body = '', request = '' }: Readonly<Record<string, string>>,
  ): { readonly answer: object; readonly effect: Effect } {
    if (transaction === transactions.trades.record) return this.#ledger.record(header, body);
    return transaction === transactions.trades.cancel
      ? this.#ledger.cancel(request)
      : this.#ledger.match(request);
  }

  height(): Promise<bigint> {
    return Promise.resolve(0n);
  }

  endorsingFacts(): Promise<EndorsingFacts> {
    return Promise.resolve(flatChannel(MEMBERS.map(({ mspId }) => mspId)));
  }

  async endorse({ transaction, transient = {} }: Proposed): Promise<Endorsed> {
    await this.#step('ENDORSE', transaction);
    const { answer, effect } = this.#run(transaction, transient);
    this.#transactions += 1;
    const transactionId = `tx${this.#transactions}`;
    this.#effects.set(transactionId, effect);
    return { transactionId, answer: JSON.stringify(answer), envelope: Buffer.from(transactionId) };
  }

  async submit({ transactionId }: Endorsed): Promise<void> {
    await this.#step('SUBMIT', transactionId);
    this.ordered += 1;
    this.#effects.get(transactionId)?.();
    this.#effects.delete(transactionId);
  }

  async commitStatus(transactionId: string): Promise<CommitStatus> {
    await this.#step('COMMIT_STATUS', transactionId);
    return { code: VALIDATION.VALID, blockNumber: 1n };
  }

  async *blocks(): AsyncIterable<DeliveredBlock> {
    // The fake ledger has no blocks.
  }

  connectivity(): 'UP' {
    return 'UP';
  }

  connect(): Promise<void> {
    return Promise.resolve();
  }

  close(): void {
    // Nothing is open.
  }
}
