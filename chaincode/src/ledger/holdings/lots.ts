import { keys, lotText, type LedgerMember, type Lot, type LotName, type LotStatus } from '@jangbu/model';
import { readTrustedLot } from '../../documents/trusted';
import type { HeldHashes } from '../../rules/records/held';
import type { OwnCollection, SubmittedState } from '../state/context';
import { readHeldHashes } from '../state/held';
import { take } from '../state/take';
import { privateWrite, type Write } from '../state/write';

/** A lot with the members that hold it, and what stands of it with them. */
export interface HeldLot {
  readonly lot: Lot;
  readonly holders: readonly LedgerMember[];
  readonly hashes: HeldHashes;
}

/** Asks what stands of a lot with those who hold it. */
export async function readLot(
  state: SubmittedState,
  lot: Lot,
  holders: readonly LedgerMember[],
): Promise<HeldLot> {
  return { lot, holders, hashes: await readHeldHashes(state, holders, keys.lot(lot)) };
}

/** Writes a lot in a status: a new one, one that is set aside, released, or spent. */
export function lotWrite(lot: Lot, status: LotStatus, holders: readonly LedgerMember[]): Write {
  return privateWrite(holders, keys.lot(lot), lotText(lot, status));
}

/** Lots in one's own collection, one after the other in the order of creator and id, from behind one on. */
export async function* scanLots(own: OwnCollection, after?: LotName): AsyncIterable<Lot> {
  for await (const { text } of own.scan(['lot'], after && keys.lot(after))) yield readTrustedLot(text);
}

/** All lots in one's own collection: a firm's are those that it owns, the supervisor's everyone's. */
export function findLots(own: OwnCollection): Promise<Lot[]> {
  return take(scanLots(own));
}

/** Those lots of the given names that stand in one's own collection. */
export async function readNamedLots(own: OwnCollection, names: readonly LotName[]): Promise<Lot[]> {
  const texts = await Promise.all(names.map((name) => own.read(keys.lot(name))));
  return texts.flatMap((text) => (text === undefined ? [] : readTrustedLot(text)));
}
