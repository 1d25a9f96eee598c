import {
  movementChecker,
  sumLots,
  type AccountKind,
  type HeldInstrument,
  type Lot,
  type Movement,
} from '@jangbu/model';
import { InputError } from '../../core/errors';
import { randomId, randomSalt } from '../../core/random/random';

/** A lot that is to be made. */
export interface LotInput {
  readonly instrument: HeldInstrument;
  readonly accountKind: AccountKind;
  /** In the instrument's smallest unit. */
  readonly amount: bigint;
}

type Making = 'DEPOSIT' | 'SPLIT' | 'TRANSFER';

type Frame = Pick<Movement, 'type' | 'version' | 'by' | 'movementId' | 'businessDay' | 'salt'>;

/**
 * The part that all movements have alike.
 *
 * @param businessDay the ledger's, `YYYY-MM-DD`
 */
export function newFrame(by: string, businessDay: string): Frame {
  return { type: 'movement', version: 1, by, movementId: randomId(), businessDay, salt: randomSalt() };
}

/** Lots that a movement makes for their owner, each with an id of its own. */
export function newLots(
  kind: Making,
  { by, movementId }: Pick<Movement, 'by' | 'movementId'>,
  owner: string,
  inputs: readonly LotInput[],
): Lot[] {
  return inputs.map(({ instrument, accountKind, amount }) => ({
    type: 'lot',
    version: 1,
    creator: by,
    lotId: randomId(),
    owner,
    instrument,
    accountKind,
    amount: String(amount),
    origin: { kind, by, id: movementId },
    status: 'FREE',
    salt: randomSalt(),
  }));
}

/** A lot as the input of one like it. */
export function likeLot({ instrument, accountKind, amount }: Lot): LotInput {
  return { instrument, accountKind, amount: BigInt(amount) };
}

/**
 * What is left of lots once others are cut from them.
 *
 * @throws InputError when more is cut than there is
 */
export function changeOf(consumed: readonly Lot[], cut: readonly LotInput[]): LotInput[] {
  const left = sumLots(consumed).map((sum) => {
    const same = cut.filter(
      ({ instrument, accountKind }) => instrument === sum.instrument && accountKind === sum.accountKind,
    );
    return { ...sum, amount: same.reduce((rest, { amount }) => rest - amount, sum.amount) };
  });
  const missing = cut.some(
    (each) =>
      !left.some(
        ({ instrument, accountKind, amount }) =>
          instrument === each.instrument && accountKind === each.accountKind && amount >= 0n,
      ),
  );
  if (missing) throw new InputError('more is cut than the lots hold');
  return left.filter(({ amount }) => amount > 0n);
}

/**
 * Requires that a movement fits its schema.
 *
 * @throws InputError names what does not fit
 */
export function requireMovement(movement: Movement): Movement {
  if (movementChecker.fits(movement)) return movement;
  throw new InputError('the movement does not fit', movementChecker.problems(movement));
}
