import { keys, markText, type Key, type LedgerMember, type Movement } from '@jangbu/model';
import { readTrustedMovement } from '../../documents/trusted';
import type { HeldHashes } from '../../rules/records/held';
import type { OwnCollection, SubmittedState } from '../state/context';
import { readHeldHashes } from '../state/held';
import { privateWrite, type Write } from '../state/write';

/** What stands of a movement with those who should hold it. */
export function readMovementHashes(
  state: SubmittedState,
  holders: readonly LedgerMember[],
  { by, movementId }: Movement,
): Promise<HeldHashes> {
  return readHeldHashes(state, holders, keys.movement(by, movementId));
}

/** Writes a movement, given as its canonical text, to all who hold it, and marks it as one of its business day. */
export function movementWrites(
  holders: readonly LedgerMember[],
  { by, movementId, businessDay, salt }: Movement,
  text: string,
): Write[] {
  return [
    privateWrite(holders, keys.movement(by, movementId), text),
    privateWrite(holders, keys.dayMovement(businessDay, by, movementId), markText('day-movement', salt)),
  ];
}

/** A movement by its name. */
type MovementName = Pick<Movement, 'by' | 'movementId'>;

async function readOwnMovement(own: OwnCollection, { by, movementId }: MovementName): Promise<Movement[]> {
  const text = await own.read(keys.movement(by, movementId));
  return text === undefined ? [] : [readTrustedMovement(text)];
}

/**
 * Movements of business days in one's own collection, one after the other in the order of day, who made them and id,
 * from behind one on. What was moved on other days is not looked through.
 *
 * @param days from one to another, both included
 */
export async function* scanMovementsOf(
  own: OwnCollection,
  days: { readonly from: string; readonly to: string },
  after?: MovementName,
): AsyncIterable<Movement> {
  const [last] = after ? await readOwnMovement(own, after) : [];
  const behind: Key = last
    ? keys.dayMovement(last.businessDay, last.by, last.movementId)
    : ['day-movement', days.from];
  for await (const { key } of own.scan(['day-movement'], behind)) {
    const [, day = '', by = '', movementId = ''] = key;
    if (day > days.to) return;
    yield* await readOwnMovement(own, { by, movementId });
  }
}

/** Movements in one's own collection, one after the other in the order of who made them and id, from behind one on. */
export async function* scanMovements(own: OwnCollection, after?: MovementName): AsyncIterable<Movement> {
  const from = after && keys.movement(after.by, after.movementId);
  for await (const { text } of own.scan(['movement'], from)) yield readTrustedMovement(text);
}
