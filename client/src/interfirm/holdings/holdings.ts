import {
  canonicalJson,
  type Lot,
  type LotName,
  type LotsAsked,
  type Movement,
  type MovementsAsked,
} from '@jangbu/model';
import type { Members } from '../../consortium/governance/members';
import type { Recorded } from '../../core/submit/recorded';
import { readBusinessDay, requireBusinessDay } from '../../consortium/governance/read-business-day';
import type { ContractClient } from '../../core/submit/contract-client';
import type { CallOptions } from '../../core/submit/submission';
import { InputError } from '../../core/errors';
import { mapped, type Listing } from '../../core/lists/listing';
import type { DocumentStore } from '../../core/documents/document-store';
import { KeptDays } from '../../core/documents/kept-days';
import { LotReader } from './lot-reader';
import { toOwnLot, type OutstandingSum, type OwnLot, type Position } from './lot-view';
import { changeOf, likeLot, newFrame, newLots, requireMovement, type LotInput } from './make-movement';
import { MovementRecorder, type ResumedMovement } from './movement-recorder';
import { OutstandingSums } from './outstanding';

/** What a movement brought about. */
export type Moved = Recorded & {
  readonly movementId: string;
  /** The lots that it made, in the order asked for; a split's change comes last. */
  readonly lots: readonly OwnLot[];
};

/** How to deposit. */
export interface DepositOptions extends CallOptions {
  /** An id of one's own, 8 to 64 of `A–Z a–z 0–9 _ -`: the same call under it is the same deposit. */
  readonly movementId?: string | undefined;
}

/** What to send again, and how. */
export interface ResumeOptions extends CallOptions {
  /** Which movements; all unless given. Deposits are an operator's to send, all others a trader's. */
  readonly only?: ((movement: Movement) => boolean) | undefined;
}

/** Which lots. */
export type LotsFilter = Omit<LotsAsked, 'after' | 'limit'>;
/** Which movements. */
export type MovementsFilter = Omit<MovementsAsked, 'after' | 'limit'>;

/** What a firm holds: lots, known to the firm and the supervisor. */
export interface Holdings {
  /** Own lots; those that are not spent, unless others are asked for. Any role; one query for 1,000. */
  lots(asked?: LotsFilter, options?: CallOptions): Listing<OwnLot>;
  /** Own positions: what the lots come to. Any role; one query. */
  positions(options?: CallOptions): Promise<readonly Position[]>;
  /**
   * The movements that the member is a party to, as they were recorded; the supervisor's operator sees all. Any role;
   * one query for 1,000.
   *
   * @param asked from and to which business day, both included; all unless given
   */
  movements(asked?: MovementsFilter, options?: CallOptions): Listing<Movement>;
  /**
   * Issues lots to a firm against what is in custody for it. For a custodian's operator. One query,
   * one transaction. A call without `movementId` is a deposit of its own each time: after an error that leaves it in
   * doubt call {@link resume}, or give an id, under which the same call is the same deposit.
   *
   * @throws RefusedError `NOT_A_CUSTODIAN`, `INSTRUMENT_NOT_ACTIVE`, `PHASE_CLOSED`…; InputError, also when the store
   *   has another deposit under the id
   */
  deposit(owner: string, lots: readonly LotInput[], options?: DepositOptions): Promise<Moved>;
  /**
   * Gives own lots up, to be paid out by a custodian. For a trader. Two queries, one transaction.
   *
   * @throws RefusedError `LOT_SPENT`, `LOT_RESERVED`, `NOT_A_CUSTODIAN`…; InputError when a lot is
   *   not a free one of the member's own
   */
  withdraw(custodian: string, lots: readonly LotName[], options?: CallOptions): Promise<Moved>;
  /**
   * Cuts own lots to exact amounts, or puts them together; what is left over becomes change. Nobody
   * but the supervisor sees it. For a trader. Two queries, one transaction.
   *
   * @throws RefusedError `LOT_SPENT`, `LOT_RESERVED`…; InputError when more is cut than there is
   */
  split(lots: readonly LotName[], into: readonly LotInput[], options?: CallOptions): Promise<Moved>;
  /**
   * Gives whole lots to another firm, free of payment; it sees them all. For a trader. Two queries,
   * one transaction.
   *
   * @throws RefusedError `LOT_SPENT`, `LOT_RESERVED`, `INSTRUMENT_NOT_ACTIVE`…; InputError
   */
  transfer(receiver: string, lots: readonly LotName[], options?: CallOptions): Promise<Moved>;
  /**
   * Sends the movements that the store has pending: what a process that died, or a call that failed
   * without certainty, has left. One transaction for each that did not get through.
   *
   * @returns what became of each. `FAILED` with RefusedError `BUSINESS_DAY_OVER`: it was made on an earlier day, and so has
   *   moved nothing, make it anew; with `ROLE_REQUIRED` and others of the caller: it stays pending for whoever may send it
   * @throws StoreError
   */
  resume(options?: ResumeOptions): Promise<readonly ResumedMovement[]>;
  /**
   * The proof of the whole: all lots, deposits and withdrawals, summed by the supervisor's peer. What was deposited and
   * withdrawn on business days that are over is kept in the store once it is proved, and summed up anew where it does not
   * fit. For the supervisor's operator; two queries, one more on a new day, and over all that ever was with a new store.
   *
   * @throws RefusedError `NOT_THE_SUPERVISOR`, `ROLE_REQUIRED`
   */
  outstanding(options?: CallOptions): Promise<readonly OutstandingSum[]>;
}

/** {@link Holdings} over the contract client and a document store. */
export class HoldingsFacade implements Holdings {
  readonly #contracts: ContractClient;
  readonly #reader: LotReader;
  readonly #recorder: MovementRecorder;
  readonly #outstanding: OutstandingSums;
  readonly #ownId: string;

  constructor(contracts: ContractClient, members: Members, store: DocumentStore, ownId: string) {
    this.#contracts = contracts;
    this.#reader = new LotReader(contracts);
    this.#recorder = new MovementRecorder(contracts, members, store);
    this.#outstanding = new OutstandingSums(this.#reader, new KeptDays(store, 'custody-sums'));
    this.#ownId = ownId;
  }

  lots(asked: LotsFilter = {}, options: CallOptions = {}): Listing<OwnLot> {
    return mapped(this.#reader.lots(asked, options), toOwnLot);
  }

  positions(options: CallOptions = {}): Promise<readonly Position[]> {
    return this.#reader.positions(options);
  }

  movements(asked: MovementsFilter = {}, options: CallOptions = {}): Listing<Movement> {
    return this.#reader.movements(asked, options);
  }

  /** What a new supervisor takes over changes what is over: kept sums are not gone on from any more. */
  async forgetSums(options: CallOptions = {}): Promise<void> {
    const today = await readBusinessDay(this.#contracts, options);
    if (today) await this.#outstanding.forget(today.date);
  }

  async #move(movement: Movement, made: readonly Lot[], options: CallOptions): Promise<Moved> {
    const { movementId } = requireMovement(movement);
    const result = await this.#recorder.record(movement, options);
    return { ...result, movementId, lots: made.map(toOwnLot) };
  }

  async #frame(options: CallOptions): Promise<ReturnType<typeof newFrame>> {
    return newFrame(this.#ownId, (await requireBusinessDay(this.#contracts, options)).date);
  }

  async deposit(owner: string, lots: readonly LotInput[], options: DepositOptions = {}): Promise<Moved> {
    const { movementId } = options;
    const kept = movementId === undefined ? undefined : await this.#recorder.stored(this.#ownId, movementId);
    if (kept) return this.#depositAgain(kept, owner, lots, options);
    const frame = { ...(await this.#frame(options)), ...(movementId === undefined ? {} : { movementId }) };
    const produced = newLots('DEPOSIT', frame, owner, lots);
    return this.#move({ ...frame, kind: 'DEPOSIT', owner, produced }, produced, options);
  }

  async #depositAgain(
    kept: Movement,
    owner: string,
    lots: readonly LotInput[],
    options: CallOptions,
  ): Promise<Moved> {
    const asked = lots.map(({ instrument, accountKind, amount }) => [
      instrument,
      accountKind,
      String(amount),
    ]);
    const made = 'produced' in kept ? kept.produced : [];
    const same =
      kept.kind === 'DEPOSIT' &&
      kept.owner === owner &&
      canonicalJson(made.map((lot) => [lot.instrument, lot.accountKind, lot.amount])) ===
        canonicalJson(asked);
    if (!same) throw new InputError(`the store has another movement ${kept.movementId}`);
    const result = await this.#recorder.again(kept, options);
    return { ...result, movementId: kept.movementId, lots: made.map(toOwnLot) };
  }

  async withdraw(custodian: string, lots: readonly LotName[], options: CallOptions = {}): Promise<Moved> {
    const consumed = await this.#reader.free(lots, options);
    return this.#move(
      { ...(await this.#frame(options)), kind: 'WITHDRAWAL', custodian, consumed },
      [],
      options,
    );
  }

  async split(
    lots: readonly LotName[],
    into: readonly LotInput[],
    options: CallOptions = {},
  ): Promise<Moved> {
    const consumed = await this.#reader.free(lots, options);
    const frame = await this.#frame(options);
    const produced = newLots('SPLIT', frame, this.#ownId, [...into, ...changeOf(consumed, into)]);
    return this.#move({ ...frame, kind: 'SPLIT', consumed, produced }, produced, options);
  }

  async transfer(receiver: string, lots: readonly LotName[], options: CallOptions = {}): Promise<Moved> {
    if (receiver === this.#ownId) throw new InputError('a transfer is to another member');
    const consumed = await this.#reader.free(lots, options);
    const frame = await this.#frame(options);
    const produced = newLots('TRANSFER', frame, receiver, consumed.map(likeLot));
    return this.#move({ ...frame, kind: 'TRANSFER', receiver, consumed, produced }, produced, options);
  }

  resume({ only = () => true, ...options }: ResumeOptions = {}): Promise<readonly ResumedMovement[]> {
    return this.#recorder.resume(only, options);
  }

  async outstanding(options: CallOptions = {}): Promise<readonly OutstandingSum[]> {
    const day = await readBusinessDay(this.#contracts, options);
    return this.#outstanding.prove(day?.date, options);
  }
}
