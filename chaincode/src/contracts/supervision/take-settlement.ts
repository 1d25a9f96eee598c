import {
  canonicalJson,
  documentName,
  instructionName,
  keys,
  leftLots,
  lotText,
  RefusalError,
  settlementOf,
  sha256Hex,
  type Instruction,
  type Key,
  type LeftLot,
  type Reservation,
  type SupervisionTerms,
  type TakenSettlement,
} from '@jangbu/model';
import { leftLotWrites } from '../../ledger/holdings/lots';
import { endedWrites } from '../../ledger/settlement/instruction-marks';
import { settlementWrite } from '../../ledger/settlement/settlements';
import type { SubmittedState } from '../../ledger/state/context';
import { upheldWrite } from '../../ledger/state/supervised-state';
import type { Write } from '../../ledger/state/write';
import { requireHeldByAll, type GivenDocument } from '../../rules/records/held';
import { asGiven, readInstruction } from '../../rules/settlement/instructing';
import { legOf, readReservation, requireEachLeg, reservationAs } from '../../rules/settlement/reserving';

/** What taking a settlement over reads from, and what the same request writes besides. */
export interface TakingSettlement {
  readonly state: SubmittedState;
  readonly terms: SupervisionTerms;
  readonly given: readonly Write[];
}

/** What the supervisor holds under a key, once the documents of the same request are written. */
async function ownHash({ state, terms, given }: TakingSettlement, key: Key): Promise<string | undefined> {
  const name = documentName(key);
  const written = given.find((each) => each.in === 'PRIVATE' && documentName(each.key) === name);
  if (written?.in === 'PRIVATE') return sha256Hex(written.text);
  return state.privateHash(terms.supervisor.mspId, key);
}

async function requireOwn(taking: TakingSettlement, key: Key, given: GivenDocument): Promise<void> {
  const member = taking.terms.supervisor;
  requireHeldByAll([{ member, hash: await ownHash(taking, key) }], given);
}

/** The reservations that are given, each at its leg's place, once each is what the supervisor holds. */
async function readReservations(
  taking: TakingSettlement,
  instruction: Instruction,
  { lots }: TakenSettlement,
): Promise<readonly (Reservation | undefined)[]> {
  const reservations = instruction.legs.map((_, place) => {
    const text = lots.find(({ leg }) => leg === place)?.reservation ?? null;
    return text === null ? undefined : readReservation(text);
  });
  requireEachLeg(instruction, reservations);
  for (const each of reservations) {
    if (!each) continue;
    legOf(instruction, each);
    await requireOwn(taking, keys.reservation(instruction, each.leg), reservationAs(each));
  }
  return reservations;
}

/** A lot as the settlement left it; nothing where the supervisor has it so, or has what became of it since. */
async function lotWrites(taking: TakingSettlement, left: LeftLot): Promise<Write[]> {
  const { state, terms } = taking;
  const { lot, status } = left;
  const spent = await ownHash(taking, keys.spentLot(lot));
  if (status === 'FREE') {
    const stands = spent ?? (await ownHash(taking, keys.lot(lot)));
    return stands === undefined ? leftLotWrites(left, [terms.supervisor]) : [];
  }
  const hash = sha256Hex(lotText(lot, status));
  if (spent !== undefined && spent !== hash) {
    throw new RefusalError('RECORD_MOVED', { document: 'spent-lot', id: `${lot.creator}/${lot.lotId}` });
  }
  const document = documentName(keys.lot(lot));
  const mark = await state.privateHash(terms.supervisor.mspId, keys.upheld(terms.term, document));
  if (spent !== undefined && mark !== undefined) return [];
  // Its owner still holds it as reserved, until it claims: here nothing stands any more.
  return [
    ...leftLotWrites(left, [terms.supervisor]),
    ...(mark === undefined ? [upheldWrite(terms, document)] : []),
  ];
}

/**
 * Takes over what settled without a firm: no copy of the former supervisor's is needed for it, since it all follows from the
 * instruction and the firm's reservations. That it has settled stands in blocks alone.
 */
export async function settledWrites(taking: TakingSettlement, settled: TakenSettlement): Promise<Write[]> {
  const given = readInstruction(settled.instruction);
  const { instruction } = given;
  const { supervisor } = taking.terms;
  await requireOwn(taking, keys.instruction(instruction), asGiven(given));
  const reservations = await readReservations(taking, instruction, settled);
  const places = new Set(settled.lots.map(({ leg }) => leg));
  const lots = instruction.legs.flatMap((leg, place) => {
    if (!places.has(place)) return [];
    return leftLots(instruction, reservations, reservations[place] ? leg.from : leg.to).filter(
      (each) => each.leg === place,
    );
  });
  const settlement = settlementWrite([supervisor], instruction, settled.businessDay);
  const own = await ownHash(taking, keys.settlement(instruction));
  const hash = sha256Hex(canonicalJson(settlementOf(instruction, settled.businessDay)));
  if (own !== undefined && own !== hash) {
    throw new RefusalError('RECORD_MOVED', { document: 'settlement', id: instructionName(instruction) });
  }
  const left = await Promise.all(lots.map((each) => lotWrites(taking, each)));
  const record =
    own === undefined ? [settlement, ...endedWrites([supervisor], instruction, settled.businessDay)] : [];
  return [...record, ...left.flat()];
}
