import {
  accountKindOf,
  instructionName,
  isOpenInstruction,
  lotName,
  type InstructionName,
  type Lot,
  type Reservation,
} from '@jangbu/model';
import type { CallOptions } from '../../core/submit/submission';
import { InputError, JangbuError } from '../../core/errors';
import type { Holdings } from '../holdings/holdings';
import type { LotReader } from '../holdings/lot-reader';
import { chunksOf } from '../../core/lists/chunks';
import { nameOfRead, type ReadInstruction } from './instruction-view';
import { planCut, type Need } from './plan-cut';
import { itemErrors } from './item-refusals';
import { newReservation } from './new-reservation';

/** What came of reserving for one of many instructions. */
export type ReservationResult = InstructionName &
  (
    | { readonly status: 'RESERVED' }
    /** Of these amounts too little is free: what there is went to the instructions named first. */
    | { readonly status: 'SHORT'; readonly short: readonly Need[] }
    | { readonly status: 'FAILED'; readonly error: JangbuError }
  );

/** So many lots are set aside in one transaction: what the contracts take. */
export const RESERVATIONS_PER_TRANSACTION = 50;

/** A leg of the member's own for which no lot stands reserved. */
interface OpenLeg extends Need {
  readonly read: ReadInstruction;
  readonly place: number;
}

/** A reservation of one leg, as it is to be sent. */
export interface LegReservation {
  readonly read: ReadInstruction;
  readonly reservation: Reservation;
}

function openLegs(read: ReadInstruction, ownId: string): OpenLeg[] {
  return read.instruction.legs.flatMap((leg, place): OpenLeg[] => {
    if (leg.from !== ownId || read.reserved[place] === true) return [];
    const { instrument, amount } = leg;
    const accountKind = accountKindOf(read.instruction, leg.from);
    return [{ instrument, accountKind, amount: BigInt(amount), read, place }];
  });
}

/** Reservations of one pair each, as many as one transaction takes. */
function groupsOf(items: readonly LegReservation[]): LegReservation[][] {
  const pairs = new Map<string, LegReservation[]>();
  for (const item of items) {
    const pair = item.read.instruction.pair.join('/');
    pairs.set(pair, [...(pairs.get(pair) ?? []), item]);
  }
  return [...pairs.values()].flatMap((group) => chunksOf(group, RESERVATIONS_PER_TRANSACTION));
}

/** Sends reservations of one pair in one transaction. */
export type SendReservations = (items: readonly LegReservation[], options: CallOptions) => Promise<unknown>;

/** Reserves for many instructions at once: cuts all that is to be cut first, many lots in one split. */
export class ManyReserving {
  readonly #lots: Pick<LotReader, 'lots' | 'free'>;
  readonly #holdings: Pick<Holdings, 'split'>;
  readonly #ownId: string;
  readonly #send: SendReservations;

  constructor(
    lots: Pick<LotReader, 'lots' | 'free'>,
    holdings: Pick<Holdings, 'split'>,
    ownId: string,
    send: SendReservations,
  ) {
    this.#lots = lots;
    this.#holdings = holdings;
    this.#ownId = ownId;
    this.#send = send;
  }

  /** @returns a result for each, in their order */
  async reserve(reads: readonly ReadInstruction[], options: CallOptions): Promise<ReservationResult[]> {
    const pending = reads.filter(({ status }) => isOpenInstruction(status));
    const { assigned, short } = await this.#assign(
      pending.flatMap((read) => openLegs(read, this.#ownId)),
      options,
    );
    const failed = new Map<ReadInstruction, JangbuError>();
    const groups = groupsOf(
      assigned.map(([{ read, place }, lot]) => ({ read, reservation: newReservation(read, place, lot) })),
    );
    for (const group of groups) await this.#sendGroup(group, failed, options);
    return reads.map((read): ReservationResult => {
      const name = nameOfRead(read);
      const error = failed.get(read) ?? endedError(read);
      if (error) return { ...name, status: 'FAILED', error };
      const missing = short.filter((leg) => leg.read === read);
      if (missing.length === 0) return { ...name, status: 'RESERVED' };
      return { ...name, status: 'SHORT', short: missing.map(needOf) };
    });
  }

  /** Finds a lot of the exact amount for each leg, after as many splits as it takes. */
  async #assign(
    legs: readonly OpenLeg[],
    options: CallOptions,
  ): Promise<{ assigned: (readonly [OpenLeg, Lot])[]; short: OpenLeg[] }> {
    const assigned: (readonly [OpenLeg, Lot])[] = [];
    const short: OpenLeg[] = [];
    const taken = new Set<string>();
    const take = (leg: OpenLeg, lot: Lot): void => {
      assigned.push([leg, lot]);
      taken.add(lotName(lot));
    };
    for (let open = legs; open.length > 0;) {
      const free = await this.#lots.lots({ status: 'FREE' }, options);
      const plan = planCut(
        open,
        free.filter((lot) => !taken.has(lotName(lot))),
      );
      for (const [leg, lot] of plan.exact) take(leg, lot);
      short.push(...plan.short);
      open = plan.later;
      if (!plan.cut) continue;
      const { consumed, into } = plan.cut;
      const { lots: made } = await this.#holdings.split(consumed, into.map(needOf), options);
      const cut = await this.#lots.free(made.slice(0, into.length), options);
      into.forEach((leg, i) => {
        const lot = cut[i];
        if (lot) take(leg, lot);
      });
    }
    return { assigned, short };
  }

  /** Sends a group; those that are refused are told, and the others sent again without them. */
  async #sendGroup(
    group: readonly LegReservation[],
    failed: Map<ReadInstruction, JangbuError>,
    options: CallOptions,
  ): Promise<void> {
    try {
      await this.#send(group, options);
    } catch (error) {
      if (!(error instanceof JangbuError)) throw error;
      const errors = itemErrors(error);
      for (const [position, { read }] of group.entries()) {
        const own = errors ? errors.get(position) : error;
        if (own && !failed.has(read)) failed.set(read, own);
      }
      const rest = group.filter(({ read }) => !failed.has(read));
      if (rest.length > 0 && rest.length < group.length) await this.#sendGroup(rest, failed, options);
    }
  }
}

function needOf({ instrument, accountKind, amount }: Need): Need {
  return { instrument, accountKind, amount };
}

function endedError({ status, instruction }: ReadInstruction): JangbuError | undefined {
  if (isOpenInstruction(status)) return undefined;
  return new InputError(`the instruction ${instructionName(instruction)} is ${status.toLowerCase()}`);
}
