import {
  Amount,
  AccountKind,
  Checker,
  closed,
  HeldInstrument,
  LIST_LIMIT_MAX,
  lotChecker,
  lotName,
  movementChecker,
  NAMES_ASKED_MAX,
  transactions,
  type Lot,
  type LotName,
  type LotsAsked,
  type Movement,
  type MovementsAsked,
} from '@jangbu/model';
import { Type } from '@sinclair/typebox';
import { asDocument, readDocument, readJson } from '../consortium/answers';
import type { Asker } from '../engine/asker';
import type { CallOptions } from '../engine/submission';
import { InputError } from '../errors';
import { inGroups } from '../in-groups';
import { listing, pageByPage, type Listing } from '../listing';
import { toPosition, type OutstandingSum, type Position } from './lot-view';

const names = transactions.holdings;
const textsChecker = new Checker(Type.Array(Type.String()));
const positionsChecker = new Checker(
  Type.Array(
    closed({ instrument: HeldInstrument, accountKind: AccountKind, free: Amount, reserved: Amount }),
  ),
);
const outstandingChecker = new Checker(
  Type.Array(
    closed({ instrument: HeldInstrument, deposited: Amount, withdrawn: Amount, outstanding: Amount }),
  ),
);

/** Reads holdings at the member's own peer. */
export class LotReader {
  readonly #asker: Asker;

  constructor(asker: Asker) {
    this.#asker = asker;
  }

  async #texts(transaction: string, asked: object, options: CallOptions): Promise<string[]> {
    const query = { transaction, argument: JSON.stringify(asked) };
    return asDocument(
      readJson(await this.#asker.evaluate(query, options), transaction),
      textsChecker,
      transaction,
    );
  }

  /** The member's own lots, those that are not spent unless others are asked for. One query for 1,000. */
  lots(asked: LotsAsked, options: CallOptions): Listing<Lot> {
    return listing(() =>
      pageByPage<Lot>(LIST_LIMIT_MAX, async (last) => {
        const after = last && { creator: last.creator, lotId: last.lotId };
        const page = { ...asked, limit: LIST_LIMIT_MAX, ...(after ? { after } : {}) };
        const texts = await this.#texts(names.lots, page, options);
        return texts.map((text) => readDocument(text, lotChecker, names.lots));
      }),
    );
  }

  /**
   * Own free lots by their names, in the order asked for. One query for 100.
   *
   * @throws InputError when one is not among the member's free lots
   */
  async free(asked: readonly LotName[], options: CallOptions): Promise<Lot[]> {
    const lots = new Map<string, Lot>();
    for (const group of inGroups(asked, NAMES_ASKED_MAX)) {
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
    return listing(() =>
      pageByPage<Movement>(LIST_LIMIT_MAX, async (last) => {
        const after = last && { by: last.by, movementId: last.movementId };
        const page = { ...asked, limit: LIST_LIMIT_MAX, ...(after ? { after } : {}) };
        const texts = await this.#texts(names.movements, page, options);
        return texts.map((text) => readDocument(text, movementChecker, names.movements));
      }),
    );
  }

  async positions(options: CallOptions): Promise<Position[]> {
    const answer = await this.#asker.evaluate({ transaction: names.positions }, options);
    return readDocument(answer, positionsChecker, names.positions).map(toPosition);
  }

  async outstanding(options: CallOptions): Promise<OutstandingSum[]> {
    const answer = await this.#asker.evaluate({ transaction: names.outstanding }, options);
    return readDocument(answer, outstandingChecker, names.outstanding).map((sum) => ({
      instrument: sum.instrument,
      deposited: BigInt(sum.deposited),
      withdrawn: BigInt(sum.withdrawn),
      outstanding: BigInt(sum.outstanding),
    }));
  }
}
