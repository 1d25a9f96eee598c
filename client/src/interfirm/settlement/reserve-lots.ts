import { accountKindOf, type AccountKind, type Leg, type Lot, type Reservation } from '@jangbu/model';
import type { CallOptions } from '../../core/submit/submission';
import { InputError } from '../../core/errors';
import type { Holdings } from '../holdings/holdings';
import type { LotReader } from '../holdings/lot-reader';
import type { ReadInstruction } from './instruction-view';
import { newReservation } from './new-reservation';

/** As many lots from the front as hold an amount; undefined when all together do not. */
function enough(lots: readonly Lot[], amount: bigint): Lot[] | undefined {
  let sum = 0n;
  const end = lots.findIndex((lot) => (sum += BigInt(lot.amount)) >= amount);
  return end < 0 ? undefined : lots.slice(0, end + 1);
}

/** Finds lots of the exact amounts that a firm's legs deliver, and cuts them where there are none. */
export class LegReserving {
  readonly #lots: LotReader;
  readonly #holdings: Holdings;
  readonly #ownId: string;

  constructor(lots: LotReader, holdings: Holdings, ownId: string) {
    this.#lots = lots;
    this.#holdings = holdings;
    this.#ownId = ownId;
  }

  /** Reservations for those of the member's own legs that have none. */
  async reservations(read: ReadInstruction, options: CallOptions): Promise<Reservation[]> {
    const made: Reservation[] = [];
    for (const [place, leg] of read.instruction.legs.entries()) {
      if (leg.from !== this.#ownId || read.reserved[place] === true) continue;
      const lot = await this.#exact(leg, accountKindOf(read.instruction, leg.from), options);
      made.push(newReservation(read, place, lot));
    }
    return made;
  }

  async #exact({ instrument, amount }: Leg, accountKind: AccountKind, options: CallOptions): Promise<Lot> {
    const asked = { instrument, accountKind, status: 'FREE' } as const;
    const lots = await this.#lots.lots(asked, options);
    const exact = lots.find((lot) => lot.amount === amount);
    if (exact) return exact;
    const consumed = enough(lots, BigInt(amount));
    if (!consumed) throw new InputError(`not enough ${instrument} is free in the ${accountKind} account`);
    const cut = { instrument, accountKind, amount: BigInt(amount) };
    const [made] = (await this.#holdings.split(consumed, [cut], options)).lots;
    const [lot] = made ? await this.#lots.free([made], options) : [];
    if (!lot) throw new InputError('the split made no lot of the amount');
    return lot;
  }
}
