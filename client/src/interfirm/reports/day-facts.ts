import { pairOf, type Pair } from '@jangbu/model';
import type { Consortium } from '../../consortium/governance/consortium';
import type { CallOptions } from '../../core/submit/submission';
import { chunksOf } from '../../core/lists/chunks';
import { MatchView } from '../matching/match-view';
import { matchedTrades } from '../matching/matched-trades';
import type { PairReader } from '../matching/pair-reader';
import type { PairDayFacts } from './trade-report';

/** Pairs asked about at the same time. */
const PAIRS_AT_ONCE = 8;

/** Reads what the own peer holds of a trade date: a member's own pairs, or for the supervisor all. It may be in some itself. */
export class DayFacts {
  readonly #consortium: Consortium;
  readonly #reader: PairReader;
  readonly #ownId: string;

  constructor(consortium: Consortium, reader: PairReader, ownId: string) {
    this.#consortium = consortium;
    this.#reader = reader;
    this.#ownId = ownId;
  }

  /** One query for each pair and two more; one for each match there was. Pairs that never matched are left out. */
  async of(date: string, options: CallOptions): Promise<PairDayFacts[]> {
    const tolerance = await this.#reader.amountTolerance(options);
    const facts: (PairDayFacts | undefined)[] = [];
    for (const group of chunksOf(await this.#pairs(options), PAIRS_AT_ONCE)) {
      const read = group.map((pair) => this.#ofPair(pair, date, tolerance, options));
      facts.push(...(await Promise.all(read)));
    }
    return facts.filter((each) => each !== undefined);
  }

  async #pairs(options: CallOptions): Promise<Pair[]> {
    const { members } = await this.#consortium.members(options);
    const ids = members.map(({ id }) => id);
    const ownId = this.#ownId;
    const supervises = members.some(({ id, roles }) => id === ownId && roles.includes('supervisor'));
    if (!supervises) return ids.filter((id) => id !== ownId).map((id) => pairOf(ownId, id));
    return ids.flatMap((id, i) => ids.slice(i + 1).map((other) => pairOf(id, other)));
  }

  async #ofPair(
    pair: Pair,
    tradeDate: string,
    tolerance: bigint,
    options: CallOptions,
  ): Promise<PairDayFacts | undefined> {
    const day = { pair, tradeDate };
    const index = (await this.#reader.index(day, options))?.index;
    if (!index) return undefined;
    const view = new MatchView(await this.#reader.open(day, index, options), tolerance);
    return {
      pair,
      matched: await matchedTrades(this.#reader, day, index, options),
      breaks: view.breaks(),
      waiting: view.waiting(),
      obligations: view.obligations(),
    };
  }
}
