import { canonicalJson } from '../format/canonical';
import type { Lot } from '../documents/holdings';
import type { Division, Instruction, InstructionName, Leg } from '../documents/instructions';
import type { Reservation, SettlementRecord } from '../documents/settlement';
import { hmacSha256 } from '../format/hash';

const DIVISION_DOMAIN = 'jangbu/division-salt/1';
const SETTLEMENT_DOMAIN = 'jangbu/settlement-salt/1';

/** An instruction's name as one text, for refusals and look-ups. */
export function instructionName({ creator, instructionId }: InstructionName): string {
  return `${creator}/${instructionId}`;
}

/** The canonical text of a reservation in a given status. */
export function reservationText(reservation: Reservation, status: Reservation['status']): string {
  return canonicalJson({ ...reservation, status });
}

/** A reservation's name as one text: the instruction and the leg. */
export function reservationName({ instruction, leg }: Pick<Reservation, 'instruction' | 'leg'>): string {
  return `${instructionName(instruction)}/${leg}`;
}

/** The lot that settling one leg makes for its receiver. */
export function deliveredLot(instruction: Instruction, leg: Leg, { delivers }: Reservation): Lot {
  return {
    type: 'lot',
    version: 1,
    creator: leg.from,
    lotId: delivers.lotId,
    owner: leg.to,
    instrument: leg.instrument,
    accountKind: accountKindOf(instruction, leg.to),
    amount: leg.amount,
    origin: { kind: 'SETTLEMENT', by: instruction.creator, id: instruction.instructionId },
    status: 'FREE',
    salt: delivers.salt,
  };
}

/** The kind of account in which a party of the instruction delivers and receives. */
export function accountKindOf(instruction: Instruction, party: string): Lot['accountKind'] {
  return instruction.accountKinds[party === instruction.pair[0] ? 0 : 1];
}

/** The record of an instruction that settles. Its salt derives from the instruction's, which only the parties know. */
export function settlementOf(instruction: Instruction, businessDay: string): SettlementRecord {
  const { creator, instructionId, salt } = instruction;
  return {
    type: 'settlement',
    version: 1,
    instruction: { creator, instructionId },
    businessDay,
    salt: hmacSha256(Buffer.from(salt, 'hex'), SETTLEMENT_DOMAIN).toString('hex'),
  };
}

/** The record of an instruction that two others take the place of. Its salt derives from the instruction's. */
export function divisionOf(
  { creator, instructionId, salt }: Instruction,
  [part, rest]: readonly [InstructionName, InstructionName],
): Division {
  return {
    type: 'division',
    version: 1,
    instruction: { creator, instructionId },
    into: [nameOf(part), nameOf(rest)],
    salt: hmacSha256(Buffer.from(salt, 'hex'), DIVISION_DOMAIN).toString('hex'),
  };
}

function nameOf({ creator, instructionId }: InstructionName): InstructionName {
  return { creator, instructionId };
}
