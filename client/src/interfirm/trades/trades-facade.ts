import type { PageReference, TradeReceipt } from '@jangbu/model';
import type { Members } from '../../consortium/governance/members';
import { systemClock } from '../../core/async/clock';
import type { ContractClient } from '../../core/submit/contract-client';
import type { CallOptions } from '../../core/submit/submission';
import { InputError } from '../../core/errors';
import { listing, type Listing } from '../../core/lists/listing';
import type { Receipts } from '../receipts/make-receipt';
import type { DocumentStore } from '../../core/documents/document-store';
import { TradeCancellation, type Cancellation, type CancellationResult } from './cancel-trades';
import { TradeCorrection, type TradeReference } from './correct-trades';
import { DueObligations, type DueObligation } from '../matching/due-obligations';
import { TradeFinder, type TradeStatus } from './find-trade';
import { TradeMatching, type MatchSummary } from '../matching/match-trades';
import { CallBatches } from './batch-calls';
import { MatchView, type MatchedTrade, type TradeBreak, type WaitingTrade } from '../matching/match-view';
import { matchedTrades } from '../matching/matched-trades';
import { OwnSides, type OwnSide } from './own-sides';
import { PageArchive } from '../pages/page-archive';
import { PageRecorder } from './page-recorder';
import { toPairDay, type PairDayInput } from '../matching/pair-day';
import { PairReader } from '../matching/pair-reader';
import type { TradeResult } from './results';
import type { Statement } from '../pages/statement';
import { TradeSubmission, type SubmitTradesOptions } from './submit-trades';
import type { ReceiptOptions, Trades } from './trades';

/** What the facade stands on. */
export interface TradesParts {
  readonly contracts: ContractClient;
  readonly members: Members;
  readonly store: DocumentStore;
  readonly ownId: string;
  readonly receipts: Receipts;
}

/** {@link Trades} over the contract client and a document store. */
export class TradesFacade implements Trades {
  readonly #ownId: string;
  readonly #reader: PairReader;
  readonly #sides: OwnSides;
  readonly #submission: TradeSubmission;
  readonly #gathering: CallBatches;
  readonly #correction: TradeCorrection;
  readonly #cancellation: TradeCancellation;
  readonly #matching: TradeMatching;
  readonly #finder: TradeFinder;
  readonly #obligations: DueObligations;
  readonly #receipts: Receipts;

  constructor({ contracts, members, store, ownId, receipts }: TradesParts) {
    const archive = new PageArchive(store);
    this.#ownId = ownId;
    this.#reader = new PairReader(contracts, archive);
    this.#submission = new TradeSubmission(
      ownId,
      archive,
      new PageRecorder(contracts, members, archive, this.#reader),
    );
    const together = (statements: readonly Statement[], signal: AbortSignal) =>
      this.#submission.submit(statements, { signal });
    this.#gathering = new CallBatches(together, systemClock);
    this.#sides = new OwnSides(this.#reader, ownId);
    this.#correction = new TradeCorrection(ownId, this.#sides, this.#submission);
    this.#cancellation = new TradeCancellation(ownId, contracts, members, this.#reader);
    this.#matching = new TradeMatching(contracts, members, this.#reader);
    this.#finder = new TradeFinder(this.#reader, archive);
    this.#obligations = new DueObligations(contracts, this.#reader);
    this.#receipts = receipts;
  }

  submit(
    statements: readonly Statement[],
    options: SubmitTradesOptions = {},
  ): Promise<readonly TradeResult[]> {
    const { gatherMs, allOrNothing = false, signal } = options;
    if (gatherMs === undefined || allOrNothing) return this.#submission.submit(statements, options);
    return this.#gathering.submit(statements, gatherMs, signal);
  }

  replace(
    statements: readonly Statement[],
    options: SubmitTradesOptions = {},
  ): Promise<readonly TradeResult[]> {
    return this.#correction.replace(statements, options);
  }

  withdraw(
    trades: readonly TradeReference[],
    options: SubmitTradesOptions = {},
  ): Promise<readonly TradeResult[]> {
    return this.#correction.withdraw(trades, options);
  }

  async cancel(
    pairDay: PairDayInput,
    trades: readonly Cancellation[],
    options: CallOptions = {},
  ): Promise<readonly CancellationResult[]> {
    return this.#cancellation.cancel(toPairDay(pairDay, this.#ownId), trades, options);
  }

  resume(options: CallOptions = {}): Promise<readonly TradeResult[]> {
    return this.#submission.resume(options);
  }

  async match(pairDay: PairDayInput, options: CallOptions = {}): Promise<MatchSummary> {
    return this.#matching.match(toPairDay(pairDay, this.#ownId), options);
  }

  async find(
    uti: string,
    pairDay?: PairDayInput,
    options: CallOptions = {},
  ): Promise<TradeStatus | undefined> {
    return this.#finder.find(uti, pairDay && toPairDay(pairDay, this.#ownId), options);
  }

  async #view(pairDay: PairDayInput, options: CallOptions): Promise<MatchView | undefined> {
    const day = toPairDay(pairDay, this.#ownId);
    const standing = await this.#reader.index(day, options);
    if (!standing) return undefined;
    const open = await this.#reader.open(day, standing.index, options);
    return new MatchView(open, await this.#reader.amountTolerance(options));
  }

  async breaks(pairDay: PairDayInput, options: CallOptions = {}): Promise<readonly TradeBreak[]> {
    return (await this.#view(pairDay, options))?.breaks() ?? [];
  }

  async waiting(pairDay: PairDayInput, options: CallOptions = {}): Promise<readonly WaitingTrade[]> {
    return (await this.#view(pairDay, options))?.waiting() ?? [];
  }

  async obligations(pairDay: PairDayInput, options: CallOptions = {}): Promise<readonly DueObligation[]> {
    return this.#obligations.of(toPairDay(pairDay, this.#ownId), options);
  }

  async receipt(uti: string, pairDay: PairDayInput, options: ReceiptOptions = {}): Promise<TradeReceipt> {
    const { statedBy = this.#ownId } = options;
    const references = await this.#reader.pages(toPairDay(pairDay, this.#ownId), options);
    const stated = references.filter(({ submitter }) => submitter === statedBy);
    const pages = await this.#reader.load(stated, options);
    // The latest one counts: earlier ones it has replaced.
    for (const page of pages.reverse()) {
      const position = page.body.trades.findLastIndex((entry) => entry.uti === uti && 'side' in entry);
      if (position >= 0) return this.#receipts.make(page, position, options);
    }
    throw new InputError(`${statedBy} has stated no trade ${uti} there`);
  }

  matched(pairDay: PairDayInput, options: CallOptions = {}): Listing<MatchedTrade> {
    return listing(() => this.#matched(pairDay, options));
  }

  async *#matched(pairDay: PairDayInput, options: CallOptions): AsyncIterable<MatchedTrade> {
    const day = toPairDay(pairDay, this.#ownId);
    const index = (await this.#reader.index(day, options))?.index;
    if (index) yield* matchedTrades(this.#reader, day, index, options);
  }

  async stated(
    pairDay: PairDayInput,
    utis: readonly string[],
    options: CallOptions = {},
  ): Promise<ReadonlyMap<string, OwnSide>> {
    return this.#sides.of(toPairDay(pairDay, this.#ownId), utis, options);
  }

  async pages(pairDay: PairDayInput, options: CallOptions = {}): Promise<readonly PageReference[]> {
    return this.#reader.pages(toPairDay(pairDay, this.#ownId), options);
  }
}
