import {
  keys,
  lotText,
  type Key,
  type LedgerMember,
  type LeftLot,
  type Lot,
  type LotName,
  type LotStatus,
} from '@jangbu/model';
import { readTrustedLot } from '../../documents/trusted';
import type { HeldHashes } from '../../rules/records/held';
import type { OwnCollection, SubmittedState } from '../state/context';
import { take } from '../state/take';
import { privateWrite, takeAway, type Write } from '../state/write';

/** A lot with the members that hold it, and what stands of it with them. */
export interface HeldLot {
  readonly lot: Lot;
  readonly holders: readonly LedgerMember[];
  readonly hashes: HeldHashes;
}

/**
 * What stands of a lot with one member: its record for good once it is spent, and before that the lot. Spent comes first:
 * a supervisor that has the role again may still hold what its successor saw spent.
 */
async function readHash(
  state: SubmittedState,
  lot: Lot,
  { mspId }: LedgerMember,
): Promise<string | undefined> {
  return (
    (await state.privateHash(mspId, keys.spentLot(lot))) ?? (await state.privateHash(mspId, keys.lot(lot)))
  );
}

/** Asks what stands of a lot with those who hold it. */
export async function readLot(
  state: SubmittedState,
  lot: Lot,
  holders: readonly LedgerMember[],
): Promise<HeldLot> {
  const hashes = holders.map(async (member) => ({ member, hash: await readHash(state, lot, member) }));
  return { lot, holders, hashes: await Promise.all(hashes) };
}

/** Writes a lot that is not spent: a new one, one that is set aside, or released. */
export function lotWrite(
  lot: Lot,
  status: Exclude<LotStatus, 'SPENT'>,
  holders: readonly LedgerMember[],
): Write {
  return privateWrite(holders, keys.lot(lot), lotText(lot, status));
}

/** Spends a lot: it stands among those that are held no more, and its record for good. */
export function spentLotWrites(lot: Lot, holders: readonly LedgerMember[]): Write[] {
  return [takeAway(holders, keys.lot(lot)), privateWrite(holders, keys.spentLot(lot), lotText(lot, 'SPENT'))];
}

/** Writes a party's lot as a settlement leaves it. */
export function leftLotWrites({ lot, status }: LeftLot, holders: readonly LedgerMember[]): Write[] {
  return status === 'SPENT' ? spentLotWrites(lot, holders) : [lotWrite(lot, status, holders)];
}

/** The key under which a lot stood before its record as a spent one; undefined where the key is none of such a record. */
export function lotSpentBy([kind, creator, lotId]: Key): Key | undefined {
  if (kind !== 'spent-lot' || creator === undefined || lotId === undefined) return undefined;
  return keys.lot({ creator, lotId });
}

/**
 * Lots in one's own collection, one after the other in the order of creator and id, from behind one on.
 *
 * @param spent those that are spent, and no others; without it those that are not
 */
export async function* scanLots(own: OwnCollection, spent = false, after?: LotName): AsyncIterable<Lot> {
  const keyOf = spent ? keys.spentLot : keys.lot;
  for await (const { text } of own.scan([spent ? 'spent-lot' : 'lot'], after && keyOf(after))) {
    yield readTrustedLot(text);
  }
}

/** All lots in one's own collection that are not spent: a firm's are those that it owns, the supervisor's everyone's. */
export function findLots(own: OwnCollection): Promise<Lot[]> {
  return take(scanLots(own));
}

/** Those lots of the given names that stand in one's own collection, spent or not. */
export async function readNamedLots(own: OwnCollection, names: readonly LotName[]): Promise<Lot[]> {
  const texts = await Promise.all(
    names.map(async (name) => (await own.read(keys.spentLot(name))) ?? (await own.read(keys.lot(name)))),
  );
  return texts.flatMap((text) => (text === undefined ? [] : readTrustedLot(text)));
}
