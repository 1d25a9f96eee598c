import {
  lotName,
  lotText,
  RefusalError,
  sha256Hex,
  WON,
  type Instrument,
  type InstrumentsInShort,
  type LedgerMember,
  type Lot,
  type LotStatus,
  type MembersDocument,
} from '@jangbu/model';
import { requireHeldByAll, type HeldHashes } from '../records/held';
import { holdersOf, requireSupervisor } from '../consortium/membership';

/**
 * The members that hold a lot: its owner and the supervisor. They must be two, or one organisation's
 * peers could make lots by themselves.
 *
 * @throws RefusalError SUPERVISOR_HOLDS_NO_LOTS
 */
export function holdersOfLot(owner: LedgerMember, supervisor: LedgerMember): readonly LedgerMember[] {
  if (owner === supervisor) throw new RefusalError('SUPERVISOR_HOLDS_NO_LOTS', { member: owner.id });
  return holdersOf([owner], supervisor);
}

/**
 * Requires that each of these may own lots: what is settled between them makes lots for them.
 *
 * @throws RefusalError SUPERVISOR_HOLDS_NO_LOTS
 */
export function requireOwners(owners: readonly LedgerMember[], supervisor: LedgerMember): void {
  for (const owner of owners) holdersOfLot(owner, supervisor);
}

/**
 * Requires that neither party to what is settled supervises: whatever stood with the two of them would stand on the
 * supervisor's word alone, also where it is left out as a party.
 *
 * @throws RefusalError SUPERVISOR_HOLDS_NO_LOTS
 */
export function requireThirdSupervisor(pair: readonly string[], members: MembersDocument): void {
  const { id } = requireSupervisor(members);
  if (pair.includes(id)) throw new RefusalError('SUPERVISOR_HOLDS_NO_LOTS', { member: id });
}

function isHeldAs(lot: Lot, status: LotStatus, hashes: HeldHashes): boolean {
  const hash = sha256Hex(lotText(lot, status));
  return hashes.every((held) => held.hash === hash);
}

/**
 * Requires that a lot stands in a status, with its owner and with the supervisor.
 *
 * @throws RefusalError LOT_SPENT, LOT_RESERVED when it stands in another one; DOCUMENT_NOT_HELD when
 *   it does not stand, or not with both
 */
export function requireLot(lot: Lot, status: 'FREE' | 'RESERVED', hashes: HeldHashes): void {
  if (isHeldAs(lot, status, hashes)) return;
  const name = lotName(lot);
  if (isHeldAs(lot, 'SPENT', hashes)) throw new RefusalError('LOT_SPENT', { lot: name });
  if (status === 'FREE' && isHeldAs(lot, 'RESERVED', hashes)) {
    throw new RefusalError('LOT_RESERVED', { lot: name });
  }
  requireHeldByAll(hashes, { document: 'lot', id: name, hash: sha256Hex(lotText(lot, status)) });
}

/**
 * Requires that nothing has ever stood under the id of a lot that is to be made. Ids are never free
 * again: a spent lot's record stays.
 *
 * @throws RefusalError ID_TAKEN
 */
export function requireNewLot(lot: Lot, hashes: HeldHashes): void {
  if (hashes.some(({ hash }) => hash !== undefined)) {
    throw new RefusalError('ID_TAKEN', { document: 'lot', id: lotName(lot) });
  }
}

/**
 * Requires that lots to be made have an id each: a transaction does not see what it writes itself.
 *
 * @throws RefusalError ID_TAKEN
 */
export function requireDistinctLots(lots: readonly Lot[]): void {
  const seen = new Set<string>();
  for (const lot of lots) {
    const name = lotName(lot);
    if (seen.has(name)) throw new RefusalError('ID_TAKEN', { document: 'lot', id: name });
    seen.add(name);
  }
}

/** An instrument's status, by which its lots change hands or don't: the settlement won is always active. */
export function instrumentStatusOf(
  instrument: string,
  register: InstrumentsInShort,
): Instrument['status'] | 'UNKNOWN' {
  if (instrument === WON) return 'ACTIVE';
  return (Object.hasOwn(register, instrument) ? register[instrument]?.[1] : undefined) ?? 'UNKNOWN';
}

/**
 * Requires that an instrument's lots may change hands.
 *
 * @throws RefusalError INSTRUMENT_NOT_ACTIVE
 */
export function requireActive(instrument: string, register: InstrumentsInShort): void {
  const status = instrumentStatusOf(instrument, register);
  if (status !== 'ACTIVE') throw new RefusalError('INSTRUMENT_NOT_ACTIVE', { instrument, status });
}
