import {
  canonicalJson,
  CONSENT_TRADES_MAX,
  transactions,
  transient,
  type CancellationConsent,
  type CancellationProblem,
  type CancellationRequest,
  type MatchIndex,
  type PairDay,
  type TradeToCancel,
} from '@jangbu/model';
import type { Members } from '../../consortium/governance/members';
import type { ContractClient } from '../../core/submit/contract-client';
import type { CallOptions } from '../../core/submit/submission';
import { InputError, PeerError, RefusedError } from '../../core/errors';
import { randomId, randomSalt } from '../../core/random/random';
import type { PairReader, StandingIndex } from '../matching/pair-reader';

/** A matched trade that one's own side agrees to cancel. */
export interface Cancellation {
  readonly uti: string;
  /** The UTI under which both sides state the trade anew, if they do. Both sides must name the same. */
  readonly instead?: string | undefined;
}

/** Where a cancellation stands after one's own consent. */
export interface CancellationResult {
  /** `ASKED`: it waits for the other side's consent, and the trade stands until then. */
  readonly status: 'CANCELLED' | 'ASKED';
  readonly uti: string;
}

/** What was read has moved on meanwhile: it is read again. */
const MOVED = ['MATCH_INDEX_MOVED', 'RECORD_MOVED'] as const;

/** So often a match or the other side's consent may come first before the refusal is passed on. */
const ROUNDS = 10;

function impossible(trades: readonly TradeToCancel[], utis: ReadonlySet<string>): RefusedError {
  const problems = trades.flatMap(({ uti }, position): CancellationProblem[] =>
    utis.has(uti) ? [{ position, uti, code: 'NOT_MATCHED' }] : [],
  );
  return new RefusedError({ code: 'CANCELLATION_IMPOSSIBLE', facts: { trades: problems } });
}

/** Whether one's own consent to the same stands already, waiting or in effect. */
function isConsented(index: MatchIndex, ownId: string, { uti, instead }: TradeToCancel): boolean {
  const waits = index.asked.some((each) => each.by === ownId && each.uti === uti && each.instead === instead);
  return waits || index.cancelled.includes(uti);
}

/** Records one side's consents to cancelling matched trades. */
export class TradeCancellation {
  readonly #ownId: string;
  readonly #contracts: ContractClient;
  readonly #members: Members;
  readonly #reader: PairReader;

  constructor(ownId: string, contracts: ContractClient, members: Members, reader: PairReader) {
    this.#ownId = ownId;
    this.#contracts = contracts;
    this.#members = members;
    this.#reader = reader;
  }

  async cancel(
    day: PairDay,
    cancellations: readonly Cancellation[],
    options: CallOptions,
  ): Promise<CancellationResult[]> {
    if (cancellations.length === 0 || cancellations.length > CONSENT_TRADES_MAX) {
      throw new InputError(`a consent names 1 to ${CONSENT_TRADES_MAX} trades`);
    }
    const trades = cancellations.map(({ uti, instead }) => ({ uti, instead: instead ?? null }));
    const index = await this.#consent(day, trades, options);
    return trades.map(({ uti }) => ({ status: index.cancelled.includes(uti) ? 'CANCELLED' : 'ASKED', uti }));
  }

  /** @returns the index once all the trades are consented to */
  async #consent(day: PairDay, trades: readonly TradeToCancel[], options: CallOptions): Promise<MatchIndex> {
    let consent: CancellationConsent | undefined;
    let moved: RefusedError | undefined;
    for (let round = 0; round < ROUNDS; round += 1) {
      const standing = await this.#reader.index(day, options);
      if (!standing) throw impossible(trades, new Set(trades.map(({ uti }) => uti)));
      const due = trades.filter((each) => !isConsented(standing.index, this.#ownId, each));
      if (due.length === 0) return standing.index;
      consent ??= this.#consentOf(day, due);
      moved = await this.#send(day, consent, standing, options);
    }
    throw moved ?? new PeerError('a consent was recorded and does not show');
  }

  #consentOf({ pair, tradeDate }: PairDay, trades: readonly TradeToCancel[]): CancellationConsent {
    return {
      type: 'cancellation-consent',
      version: 1,
      submitter: this.#ownId,
      counterparty: pair[0] === this.#ownId ? pair[1] : pair[0],
      tradeDate,
      consentId: randomId(),
      trades: [...trades],
      salt: randomSalt(),
    };
  }

  /** The match results that hold the trades, the latest first: what was matched lately is cancelled most. */
  async #results(
    day: PairDay,
    { trades }: CancellationConsent,
    { matched, sequence }: MatchIndex,
    options: CallOptions,
  ): Promise<CancellationRequest['results']> {
    const sought = new Set(trades.map(({ uti }) => uti));
    const lacking = new Set([...sought].filter((uti) => !matched.includes(uti)));
    if (lacking.size > 0) throw impossible(trades, lacking);
    const results: CancellationRequest['results'] = [];
    for (let number = sequence; number > 0 && sought.size > 0; number -= 1) {
      const result = await this.#reader.result(day, number, options);
      const found = result?.matched.filter(({ uti }) => sought.delete(uti)) ?? [];
      if (found.length > 0) results.push({ sequence: number, text: canonicalJson(result) });
    }
    return results;
  }

  /** @returns the refusal when somebody else's match or consent came first */
  async #send(
    day: PairDay,
    consent: CancellationConsent,
    { index, text }: StandingIndex,
    options: CallOptions,
  ): Promise<RefusedError | undefined> {
    const request: CancellationRequest = {
      type: 'cancellation-request',
      version: 1,
      consent: canonicalJson(consent),
      index: text,
      results: await this.#results(day, consent, index, options),
      instructions: await this.#reader.instructionIndex(day, options),
      salts: { index: randomSalt(), result: randomSalt() },
    };
    const submission = {
      transaction: transactions.trades.cancel,
      transient: { [transient.request]: canonicalJson(request) },
      endorsers: this.#members.partiesAndSupervisor(day.pair),
      finalRefusals: MOVED,
    };
    try {
      await this.#contracts.submit(submission, options);
      return undefined;
    } catch (error) {
      if (error instanceof RefusedError && MOVED.some((code) => code === error.code)) return error;
      throw error;
    }
  }
}
