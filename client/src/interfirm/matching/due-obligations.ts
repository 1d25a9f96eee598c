import {
  dueDateOf,
  instrumentChecker,
  transactions,
  type InstrumentKind,
  type MatchIndex,
  type PairDay,
} from '@jangbu/model';
import { asDocument, parseAnswer } from '../../core/submit/answers';
import { readParameters } from '../../consortium/governance/parameters';
import type { Querier } from '../../core/submit/querier';
import type { CallOptions } from '../../core/submit/submission';
import { PeerError } from '../../core/errors';
import { MatchView, type Obligation } from './match-view';
import type { PairReader } from './pair-reader';

/** A net obligation, and when it is due by the calendar in force. */
export interface DueObligation extends Obligation {
  /** The settlement date, or a later business day where the calendar has changed since the trade date. */
  readonly dueDate: string;
}

/** A query takes at most so many ISINs; asked for none, it answers all instruments. */
const ISINS_ASKED_MAX = 1000;

const NAME = transactions.consortium.instruments;

/** Tells what a pair owes, and when. */
export class DueObligations {
  readonly #querier: Querier;
  readonly #reader: PairReader;

  constructor(querier: Querier, reader: PairReader) {
    this.#querier = querier;
    this.#reader = reader;
  }

  /** The net obligations of a pair's trade date. One query, and two more where there are any. */
  async of(day: PairDay, options: CallOptions): Promise<DueObligation[]> {
    const standing = await this.#reader.index(day, options);
    return standing ? this.by(standing.index, options) : [];
  }

  /** The net obligations that a match index states. Two queries where there are any. */
  async by(index: MatchIndex, options: CallOptions): Promise<DueObligation[]> {
    const { tradeDate } = index;
    const obligations = new MatchView({ ...index, open: [] }, 0n).obligations();
    if (obligations.length === 0) return [];
    const isins = [...new Set(obligations.map(({ isin }) => isin))];
    const [{ parameters }, kinds] = await Promise.all([
      readParameters(this.#querier, options),
      this.#kindsOf(isins, options),
    ]);
    return obligations.map((obligation) => {
      const { isin, settlementDate } = obligation;
      const kind = kinds.get(isin);
      if (!kind) throw new PeerError(`the peer has a trade in ${isin}, and no such instrument`);
      return { ...obligation, dueDate: dueDateOf({ tradeDate, settlementDate }, kind, parameters) };
    });
  }

  async #kindsOf(
    isins: readonly string[],
    options: CallOptions,
  ): Promise<ReadonlyMap<string, InstrumentKind>> {
    const argument = JSON.stringify(isins.length > ISINS_ASKED_MAX ? [] : isins);
    const answer = parseAnswer(await this.#querier.evaluate({ transaction: NAME, argument }, options), NAME);
    if (!Array.isArray(answer)) throw new PeerError('the chaincode answered no list of instruments');
    const instruments = answer.map((each: unknown) => asDocument(each, instrumentChecker, NAME));
    return new Map(instruments.map(({ isin, kind }) => [isin, kind]));
  }
}
