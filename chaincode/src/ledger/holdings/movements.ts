import { keys, type LedgerMember, type Movement } from '@jangbu/model';
import { readTrustedMovement } from '../../documents/trusted';
import type { HeldHashes } from '../../rules/records/held';
import type { OwnCollection, SubmittedState } from '../state/context';
import { readHeldHashes } from '../state/held';
import { take } from '../state/take';
import { privateWrite, type Write } from '../state/write';

/** What stands of a movement with those who should hold it. */
export function readMovementHashes(
  state: SubmittedState,
  holders: readonly LedgerMember[],
  { by, movementId }: Movement,
): Promise<HeldHashes> {
  return readHeldHashes(state, holders, keys.movement(by, movementId));
}

/** Writes a movement, given as its canonical text, to all who hold it. */
export function movementWrite(
  holders: readonly LedgerMember[],
  { by, movementId }: Movement,
  text: string,
): Write {
  return privateWrite(holders, keys.movement(by, movementId), text);
}

/** Movements in one's own collection, one after the other in the order of who made them and id, from behind one on. */
export async function* scanMovements(
  own: OwnCollection,
  after?: Pick<Movement, 'by' | 'movementId'>,
): AsyncIterable<Movement> {
  const from = after && keys.movement(after.by, after.movementId);
  for await (const { text } of own.scan(['movement'], from)) yield readTrustedMovement(text);
}

/** All movements in one's own collection: a firm's are those that it took part in, the supervisor's everyone's. */
export function findMovements(own: OwnCollection): Promise<Movement[]> {
  return take(scanMovements(own));
}
