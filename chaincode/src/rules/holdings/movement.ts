import {
  isDeliveredId,
  lotName,
  RefusalError,
  sumLots,
  type BusinessDay,
  type ClientRole,
  type LedgerMember,
  type Lot,
  type MembersDocument,
  type Movement,
  type Sum,
} from '@jangbu/model';
import { memberNamed } from '../consortium/membership';

/** A movement in one shape for all kinds. */
export interface MovedLots {
  /** Who makes the movement, and owns what is consumed. */
  readonly giver: LedgerMember;
  readonly consumed: readonly Lot[];
  readonly produced: readonly Lot[];
  /** Who owns what is made. */
  readonly receiver: LedgerMember;
  /** All that the movement is shown to, besides the supervisor. */
  readonly parties: readonly LedgerMember[];
}

function requireCustodian(member: LedgerMember): LedgerMember {
  if (!member.roles.includes('custodian')) throw new RefusalError('NOT_A_CUSTODIAN', { member: member.id });
  return member;
}

function otherParty(by: LedgerMember, id: string, members: MembersDocument): LedgerMember {
  if (id === by.id) throw new RefusalError('SAME_PARTY', { member: id });
  return memberNamed(id, members);
}

/** Which of its maker's clients makes a movement. */
export function makerRoleOf(movement: Movement): ClientRole {
  return movement.kind === 'DEPOSIT' ? 'operator' : 'trader';
}

/**
 * Who moves what to whom.
 *
 * @throws RefusalError NOT_A_CUSTODIAN, SAME_PARTY, MEMBER_UNKNOWN
 */
export function movedLots(movement: Movement, members: MembersDocument): MovedLots {
  const by = memberNamed(movement.by, members);
  switch (movement.kind) {
    case 'DEPOSIT': {
      const receiver = otherParty(requireCustodian(by), movement.owner, members);
      return { giver: by, consumed: [], produced: movement.produced, receiver, parties: [by, receiver] };
    }
    case 'WITHDRAWAL': {
      const custodian = requireCustodian(otherParty(by, movement.custodian, members));
      return { giver: by, consumed: movement.consumed, produced: [], receiver: by, parties: [by, custodian] };
    }
    case 'SPLIT': {
      const { consumed, produced } = movement;
      return { giver: by, consumed, produced, receiver: by, parties: [by] };
    }
    case 'TRANSFER': {
      const { consumed, produced } = movement;
      const receiver = otherParty(by, movement.receiver, members);
      return { giver: by, consumed, produced, receiver, parties: [by, receiver] };
    }
  }
}

/**
 * Requires that a movement is made for the business day in force.
 *
 * @throws RefusalError BUSINESS_DAY_OVER; RECORD_MOVED when its day has not come (or this peer has not seen it yet)
 */
export function requireToday({ businessDay }: Movement, { date }: BusinessDay): void {
  if (businessDay === date) return;
  if (businessDay > date)
    throw new RefusalError('RECORD_MOVED', { document: 'business-day', id: businessDay });
  throw new RefusalError('BUSINESS_DAY_OVER', { given: businessDay, today: date });
}

type Field = 'lotId' | 'creator' | 'owner' | 'origin' | 'status' | 'repeated';

function problemOfConsumed(lot: Lot, by: string): Field | undefined {
  if (lot.owner !== by) return 'owner';
  return lot.status === 'FREE' ? undefined : 'status';
}

function problemOfProduced(lot: Lot, movement: Movement, receiver: string): Field | undefined {
  const { kind, by, id } = lot.origin;
  if (isDeliveredId(lot.lotId)) return 'lotId';
  if (lot.creator !== movement.by) return 'creator';
  if (lot.owner !== receiver) return 'owner';
  if (lot.status !== 'FREE') return 'status';
  return kind === movement.kind && by === movement.by && id === movement.movementId ? undefined : 'origin';
}

/**
 * Requires that a movement consumes what is its maker's, and makes what it says, each lot once.
 *
 * @throws RefusalError MOVEMENT_INCONSISTENT names the first lot that does not fit
 */
export function requireMovementConsistent(
  movement: Movement,
  { consumed, produced, receiver }: MovedLots,
): void {
  const seen = new Set<string>();
  const require = (lot: Lot, problem: Field | undefined): void => {
    const name = lotName(lot);
    const field = seen.has(name) ? 'repeated' : problem;
    if (field) throw new RefusalError('MOVEMENT_INCONSISTENT', { lot: name, field });
    seen.add(name);
  };
  for (const lot of consumed) require(lot, problemOfConsumed(lot, movement.by));
  for (const lot of produced) require(lot, problemOfProduced(lot, movement, receiver.id));
}

function amountIn(sums: readonly Sum[], of: Sum): bigint {
  const same = sums.find(
    ({ instrument, accountKind }) => instrument === of.instrument && accountKind === of.accountKind,
  );
  return same?.amount ?? 0n;
}

/**
 * Requires that a split or transfer makes as much as it consumes, of each instrument and in each kind
 * of account. A deposit makes out of nothing, and a withdrawal unmakes: that is what they are.
 *
 * @throws RefusalError NOT_CONSERVED
 */
export function requireConserved(
  { kind }: Movement,
  { consumed, produced }: Pick<MovedLots, 'consumed' | 'produced'>,
): void {
  if (kind === 'DEPOSIT' || kind === 'WITHDRAWAL') return;
  const [before, after] = [sumLots(consumed), sumLots(produced)];
  for (const sum of [...before, ...after]) {
    const { instrument, accountKind } = sum;
    const [lost, made] = [amountIn(before, sum), amountIn(after, sum)];
    if (lost === made) continue;
    const facts = { instrument, accountKind, consumed: String(lost), produced: String(made) };
    throw new RefusalError('NOT_CONSERVED', facts);
  }
}
