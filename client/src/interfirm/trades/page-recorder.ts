import {
  isCorrection,
  pairOf,
  transactions,
  transient,
  type PageReference,
  type TradeProblem,
} from '@jangbu/model';
import type { Members } from '../../consortium/governance/members';
import type { ContractClient } from '../../core/submit/contract-client';
import type { CallOptions } from '../../core/submit/submission';
import { JangbuError, PeerError, RefusedError } from '../../core/errors';
import { isFinal, type Origin } from '../../core/documents/submit-stored';
import { newPage, type PageArchive, type ReadPage, type WhenRefused } from '../pages/page-archive';
import type { PairReader } from '../matching/pair-reader';
import type { TradeResult } from './results';

/** How to record a page. */
export interface RecordOptions extends CallOptions {
  readonly whenRefused: WhenRefused;
  readonly origin: Origin;
}

/** So often another page of corrections may come first before the refusal is passed on. */
const ROUNDS = 10;

/** What a page of corrections is refused with when it has to be sent with other words, or not now. */
const OF_CORRECTIONS = ['RECORD_MOVED', 'CORRECTIONS_DUE'] as const;

type TradesRefused = RefusedError & { readonly code: 'TRADES_REFUSED' };

function isTradesRefused(error: unknown): error is TradesRefused {
  return error instanceof RefusedError && error.code === 'TRADES_REFUSED';
}

/** Records pages: stores each before it is sent, and tells what became of each of its trades. */
export class PageRecorder {
  readonly #contracts: ContractClient;
  readonly #members: Members;
  readonly #archive: PageArchive;
  readonly #reader: PairReader;
  /** Pages on their way, by id: sending one twice at a time would only cost. */
  readonly #underWay = new Map<string, Promise<TradeResult[]>>();

  constructor(contracts: ContractClient, members: Members, archive: PageArchive, reader: PairReader) {
    this.#contracts = contracts;
    this.#members = members;
    this.#archive = archive;
    this.#reader = reader;
  }

  /**
   * Records a page.
   *
   * @returns a result for each of its trades, in the page's order; never rejects
   */
  record(page: ReadPage, options: RecordOptions): Promise<TradeResult[]> {
    const { pageId } = page.reference;
    const underWay = this.#underWay.get(pageId);
    if (underWay) return underWay;
    const recording = this.#store(page, options).finally(() => this.#underWay.delete(pageId));
    this.#underWay.set(pageId, recording);
    return recording;
  }

  async #store(page: ReadPage, options: RecordOptions): Promise<TradeResult[]> {
    try {
      await this.#archive.put(page, options.whenRefused);
    } catch (error) {
      return failed(page, asJangbuError(error), null);
    }
    return this.#send(page, options);
  }

  async #send(page: ReadPage, options: RecordOptions): Promise<TradeResult[]> {
    const { reference, body } = page;
    let transactionId: string | null;
    try {
      const submitted = await (body.trades.some(isCorrection)
        ? this.#submitCorrections(page, options)
        : this.#submit(page, undefined, options));
      transactionId = submitted.status === 'RECORDED' ? submitted.transactionId : null;
    } catch (error) {
      return this.#afterFailure(page, asJangbuError(error), options);
    }
    // Should the note fail, the page stays pending, is sent again by resume(), and is answered as
    // recorded: the trades stand all the same, which is what the results must say.
    await this.#archive.committed(page, transactionId).catch(() => undefined);
    return body.trades.map(({ uti }, position) => ({
      status: 'RECORDED',
      uti,
      page: reference,
      position,
      transactionId,
    }));
  }

  #submit(
    { reference: { submitter, counterparty }, texts }: ReadPage,
    corrections: string | undefined,
    options: CallOptions,
  ): ReturnType<ContractClient['submit']> {
    const submission = {
      transaction: transactions.trades.record,
      transient: {
        [transient.header]: texts.header,
        [transient.body]: texts.body,
        ...(corrections === undefined ? {} : { [transient.corrections]: corrections }),
      },
      endorsers: this.#members.partiesAndSupervisor([submitter, counterparty]),
      ...(corrections === undefined ? {} : { finalRefusals: OF_CORRECTIONS }),
    };
    return this.#contracts.submit(submission, options);
  }

  /** Sends a page of corrections, with the list of those that are due already as it stands. */
  async #submitCorrections(page: ReadPage, options: CallOptions): ReturnType<ContractClient['submit']> {
    const { submitter, counterparty, tradeDate } = page.reference;
    const pair = pairOf(submitter, counterparty);
    for (let round = 1; ; round += 1) {
      const due = await this.#reader.correctionsDue({ pair, tradeDate }, options);
      const { text } = due[submitter === pair[0] ? 0 : 1];
      try {
        return await this.#submit(page, text ?? 'null', options);
      } catch (error) {
        const moved = error instanceof RefusedError && error.code === 'RECORD_MOVED';
        if (!moved || round === ROUNDS) throw error;
      }
    }
  }

  async #afterFailure(page: ReadPage, error: JangbuError, options: RecordOptions): Promise<TradeResult[]> {
    if (isTradesRefused(error)) {
      return options.whenRefused === 'SEND_THE_REST'
        ? this.#sendTheRest(page, error, options)
        : this.#giveUp(page, error);
    }
    if (error instanceof RefusedError && isFinal(error, options.origin)) return this.#giveUp(page, error);
    return failed(page, error, page.reference);
  }

  /** Notes that the page is refused for good. Where bad trades are named, they are told from the others. */
  async #giveUp(page: ReadPage, error: RefusedError): Promise<TradeResult[]> {
    const named = error.code === 'TRADES_REFUSED' ? error.facts.trades : [];
    const problems = new Map(named.map((problem) => [problem.position, problem]));
    // Should the note fail, resume() sends the page again and it is refused again.
    const noted = await this.#archive.refused(page, error.refusal).then(
      () => true,
      () => false,
    );
    return failed(page, error, noted ? null : page.reference).map((result, position) => {
      const problem = problems.get(position);
      return problem ? refusedTrade(result.uti, problem) : result;
    });
  }

  /** Puts the trades that were not refused into a page of their own, and sends that. */
  async #sendTheRest(page: ReadPage, error: TradesRefused, options: RecordOptions): Promise<TradeResult[]> {
    const problems = new Map(error.facts.trades.map((problem) => [problem.position, problem]));
    const rest = page.body.trades.filter((_, position) => !problems.has(position));
    if (rest.length === page.body.trades.length) {
      const says = 'trades of a page were refused, and none of the page was named';
      return failed(page, new PeerError(says, { cause: error }), page.reference);
    }
    const instead = rest.length > 0 ? newPage(page.reference, rest) : undefined;
    try {
      await this.#archive.refused(page, error.refusal, instead);
    } catch (cause) {
      return failed(page, asJangbuError(cause), page.reference);
    }
    const ofTheRest = instead
      ? (await this.record(instead, { ...options, origin: 'NEW' })).values()
      : [].values();
    return page.body.trades.flatMap(({ uti }, position) => {
      const problem = problems.get(position);
      const result = problem ? refusedTrade(uti, problem) : ofTheRest.next().value;
      return result ? [result] : [];
    });
  }
}

function refusedTrade(uti: string, problem: TradeProblem): TradeResult {
  return { status: 'REFUSED', uti, problem };
}

/** The same failure for all trades of a page. */
function failed(page: ReadPage, error: JangbuError, pending: PageReference | null): TradeResult[] {
  return page.body.trades.map(({ uti }) => ({ status: 'FAILED', uti, error, pending }));
}

function asJangbuError(error: unknown): JangbuError {
  if (error instanceof JangbuError) return error;
  const says = error instanceof Error ? error.message : String(error);
  return new PeerError(`unexpected: ${says}`, { cause: error });
}
