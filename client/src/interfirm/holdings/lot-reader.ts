import {
  Checker,
  LIST_LIMIT_MAX,
  lotChecker,
  lotName,
  movementChecker,
  NAMES_ASKED_MAX,
  outstandingChecker,
  positionsChecker,
  transactions,
  type Lot,
  type LotName,
  type LotsAsked,
  type Movement,
  type MovementsAsked,
  type OutstandingAsked,
} from '@jangbu/model';
import { Type, type Static, type TSchema } from '@sinclair/typebox';
import { asDocument, readDocument, parseAnswer } from '../../core/submit/answers';
import type { Querier } from '../../core/submit/querier';
import type { CallOptions } from '../../core/submit/submission';
import { InputError } from '../../core/errors';
import { chunksOf } from '../../core/lists/chunks';
import { paged, type Listing } from '../../core/lists/listing';
import { toPosition, type OutstandingSum, type Position } from './lot-view';

const names = transactions.holdings;
const textsChecker = new Checker(Type.Array(Type.String()));

/** Reads holdings at the member's own peer. */
export class LotReader {
  readonly #querier: Querier;

  constructor(querier: Querier) {
    this.#querier = querier;
  }

  /** One page of a list whose items the contract answers as their texts. */
  async #page<T extends TSchema>(
    transaction: string,
    asked: object,
    checker: Checker<T>,
    options: CallOptions,
  ): Promise<Static<T>[]> {
    const query = { transaction, argument: JSON.stringify({ ...asked, limit: LIST_LIMIT_MAX }) };
    const answer = parseAnswer(await this.#querier.evaluate(query, options), transaction);
    return asDocument(answer, textsChecker, transaction).map((text) =>
      readDocument(text, checker, transaction),
    );
  }

  /** The member's own lots, those that are not spent unless others are asked for. One query for 1,000. */
  lots(asked: LotsAsked, options: CallOptions): Listing<Lot> {
    return paged<Lot>(LIST_LIMIT_MAX, (last) => {
      const after = last && { creator: last.creator, lotId: last.lotId };
      return this.#page(names.lots, { ...asked, after }, lotChecker, options);
    });
  }

  /**
   * Own free lots by their names, in the order asked for. One query for 100.
   *
   * @throws InputError when one is not among the member's free lots
   */
  async free(asked: readonly LotName[], options: CallOptions): Promise<Lot[]> {
    const lots = new Map<string, Lot>();
    for (const group of chunksOf(asked, NAMES_ASKED_MAX)) {
      const names = group.map(({ creator, lotId }) => ({ creator, lotId }));
      for (const lot of await this.lots({ status: 'FREE', names }, options)) lots.set(lotName(lot), lot);
    }
    return asked.map((name) => {
      const lot = lots.get(lotName(name));
      if (!lot) throw new InputError(`no free lot ${lotName(name)} of the member's own`);
      return lot;
    });
  }

  /** The movements that the member is a party to. One query for 1,000. */
  movements(asked: MovementsAsked, options: CallOptions): Listing<Movement> {
    return paged<Movement>(LIST_LIMIT_MAX, (last) => {
      const after = last && { by: last.by, movementId: last.movementId };
      return this.#page(names.movements, { ...asked, after }, movementChecker, options);
    });
  }

  async positions(options: CallOptions): Promise<Position[]> {
    const answer = await this.#querier.evaluate({ transaction: names.positions }, options);
    return readDocument(answer, positionsChecker, names.positions).map(toPosition);
  }

  /** Deposits and withdrawals of some business days, or of all, and all lots as they are now. */
  async outstanding(asked: OutstandingAsked, options: CallOptions): Promise<OutstandingSum[]> {
    const query = { transaction: names.outstanding, argument: JSON.stringify(asked) };
    const answer = await this.#querier.evaluate(query, options);
    return readDocument(answer, outstandingChecker, names.outstanding).map((sum) => ({
      instrument: sum.instrument,
      deposited: BigInt(sum.deposited),
      withdrawn: BigInt(sum.withdrawn),
      outstanding: BigInt(sum.outstanding),
    }));
  }
}
