import {
  canonicalJson,
  CONSENT_TRADES_MAX,
  isCancelled,
  isMatched,
  transactions,
  transient,
  type CancellationConsent,
  type CancellationProblem,
  type CancellationRequest,
  type MatchState,
  type PairDay,
  type ShardTexts,
  type TradeToCancel,
} from '@jangbu/model';
import type { Members } from '../../consortium/governance/members';
import type { ContractClient } from '../../core/submit/contract-client';
import type { CallOptions } from '../../core/submit/submission';
import { InputError, PeerError, RefusedError } from '../../core/errors';
import { randomId, randomSalt } from '../../core/random/random';
import type { PairReader } from '../matching/pair-reader';

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
function isConsented(state: MatchState, ownId: string, { uti, instead }: TradeToCancel): boolean {
  const waits = state.asked.some((each) => each.by === ownId && each.uti === uti && each.instead === instead);
  return waits || isCancelled(state, uti);
}

/** What a consent starts from: the index, the shards of its trades, and what these say. */
interface Ground {
  readonly index: string;
  readonly shards: readonly ShardTexts[];
  readonly state: MatchState;
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
    const state = await this.#consent(day, trades, options);
    return trades.map(({ uti }) => ({ status: isCancelled(state, uti) ? 'CANCELLED' : 'ASKED', uti }));
  }

  /** What stands of the trades; undefined before the pair's first match of the trade date. */
  async #ground(
    day: PairDay,
    trades: readonly TradeToCancel[],
    options: CallOptions,
  ): Promise<Ground | undefined> {
    const standing = await this.#reader.index(day, options);
    if (!standing) return undefined;
    const utis = trades.flatMap(({ uti, instead }) => (instead === null ? [uti] : [uti, instead]));
    const { texts, state } = await this.#reader.tradesIn(day, standing.index, utis, options);
    return { index: standing.text, shards: texts, state };
  }

  /** @returns what stands of the trades once all are consented to */
  async #consent(day: PairDay, trades: readonly TradeToCancel[], options: CallOptions): Promise<MatchState> {
    let consent: CancellationConsent | undefined;
    let moved: RefusedError | undefined;
    for (let round = 0; round < ROUNDS; round += 1) {
      const ground = await this.#ground(day, trades, options);
      if (!ground) throw impossible(trades, new Set(trades.map(({ uti }) => uti)));
      const due = trades.filter((each) => !isConsented(ground.state, this.#ownId, each));
      if (due.length === 0) return ground.state;
      consent ??= this.#consentOf(day, due);
      const about =
        consent.trades.length === trades.length ? ground : await this.#ground(day, consent.trades, options);
      moved = await this.#send(day, consent, about ?? ground, options);
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

  /** The match results that hold the trades. */
  async #results(
    day: PairDay,
    { trades }: CancellationConsent,
    state: MatchState,
    options: CallOptions,
  ): Promise<CancellationRequest['results']> {
    const lacking = trades.filter(({ uti }) => !isMatched(state, uti)).map(({ uti }) => uti);
    if (lacking.length > 0) throw impossible(trades, new Set(lacking));
    const sequences = new Set(trades.flatMap(({ uti }) => state.matched[uti] ?? []));
    const results = await Promise.all(
      [...sequences].map(async (sequence) => {
        const result = await this.#reader.result(day, sequence, options);
        return result ? [{ sequence, text: canonicalJson(result) }] : [];
      }),
    );
    return results.flat();
  }

  /** @returns the refusal when somebody else's match or consent came first */
  async #send(
    day: PairDay,
    consent: CancellationConsent,
    { index, shards, state }: Ground,
    options: CallOptions,
  ): Promise<RefusedError | undefined> {
    const request: CancellationRequest = {
      type: 'cancellation-request',
      version: 1,
      consent: canonicalJson(consent),
      index,
      results: await this.#results(day, consent, state, options),
      shards: [...shards],
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
