import {
  addDays,
  compositeKey,
  deliveredLot,
  implicitCollection,
  instructionChecker,
  instructionName,
  keys,
  lotName,
  lotText,
  reservationChecker,
  settlementDay,
  sha256Hex,
  type Instruction,
  type Key,
  type LotName,
} from '@jangbu/model';
import type { LedgerTransaction } from '../../core/follow/ledger-block';
import type { OwnReservation } from './lot-view';

/** So many days after its settlement date an instruction is looked for that settled late: ten years. */
const DAYS_LATE = 3_660;

/** Tells of the own lots that are reserved: the ledger's settlement does. */
export interface ReservationsSource {
  reservations(): AsyncIterable<OwnReservation>;
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return undefined;
  }
}

function keyHash(key: Key): string {
  return sha256Hex(compositeKey(key));
}

/** Whether this is the record that the instruction settled: on which day, its hash does not say. */
function isSettlementOf(instruction: Instruction, valueHash: string | null | undefined): boolean {
  const from = instruction.settlementDate;
  const days = { from, to: addDays(from, DAYS_LATE) };
  return typeof valueHash === 'string' && settlementDay(instruction, valueHash, days) !== undefined;
}

/**
 * For which instructions the member reserved its lots: what it consented to, and nothing else, may be done with these without
 * it. Blocks tell, and the own peer where it had not yet been given what a block speaks of.
 */
export class OwnReservations {
  readonly #own: string;
  readonly #settlement: ReservationsSource;
  readonly #instructions = new Map<string, Instruction>();
  /** Names of instructions by those of lots. */
  readonly #byLot = new Map<string, string>();

  constructor(mspId: string, settlement: ReservationsSource) {
    this.#own = implicitCollection(mspId);
    this.#settlement = settlement;
  }

  /** Takes in what a transaction wrote to the member itself. */
  take({ privateWrites }: LedgerTransaction): void {
    for (const { collection, value } of privateWrites) {
      if (collection !== this.#own) continue;
      const document = parsed(value);
      if (instructionChecker.fits(document)) this.#instructions.set(instructionName(document), document);
      if (reservationChecker.fits(document)) {
        this.#byLot.set(lotName(document.lot), instructionName(document.instruction));
      }
    }
  }

  async #find(lot: LotName): Promise<Instruction | undefined> {
    const known = this.#instructions.get(this.#byLot.get(lotName(lot)) ?? '');
    if (known) return known;
    for await (const { lot: reserved, instruction } of this.#settlement.reservations()) {
      this.#instructions.set(instructionName(instruction), instruction);
      this.#byLot.set(lotName(reserved), instructionName(instruction));
    }
    return this.#instructions.get(this.#byLot.get(lotName(lot)) ?? '');
  }

  /** Whether a transaction settles, in one organisation's copy, that for which a lot is reserved: the record, and every delivery. */
  async isSettled(lot: LotName, { privateHashes }: LedgerTransaction, mspId: string): Promise<boolean> {
    const instruction = await this.#find(lot);
    if (!instruction) return false;
    const collection = implicitCollection(mspId);
    const written = new Map(
      privateHashes
        .filter((each) => each.collection === collection)
        .map((each) => [each.keyHash, each.valueHash]),
    );
    const isDelivered = instruction.legs.every((leg, place) => {
      const made = deliveredLot(instruction, leg, place);
      return written.get(keyHash(keys.lot(made))) === sha256Hex(lotText(made, 'FREE'));
    });
    return isDelivered && isSettlementOf(instruction, written.get(keyHash(keys.settlement(instruction))));
  }
}
