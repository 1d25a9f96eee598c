import type { Lot } from '../documents/holdings';
import type { Division, Instruction, InstructionName, Leg } from '../documents/instructions';
import type { SettlementRecord } from '../documents/settlement';
import { hmacSha256 } from '../format/hash';

const DIVISION_DOMAIN = 'jangbu/division-salt/1';
const SETTLEMENT_DOMAIN = 'jangbu/settlement-salt/1';
const DELIVERED_ID_DOMAIN = 'jangbu/delivered-lot/1';
const DELIVERED_SALT_DOMAIN = 'jangbu/delivered-lot-salt/1';

/** What ids of lots begin with that settlement makes, and no others: so that none of them is there before. */
const DELIVERED = 'settled-';

/** So many hexadecimal digits tell a delivered lot from all others. */
const ID_DIGITS = 48;

/** An instruction's name as one text, for refusals and look-ups. */
export function instructionName({ creator, instructionId }: InstructionName): string {
  return `${creator}/${instructionId}`;
}

/** A leg of an instruction, by its place from zero. */
export interface LegName {
  readonly instruction: InstructionName;
  readonly leg: number;
}

/** A reservation's name as one text: the instruction and the leg. */
export function reservationName({ instruction, leg }: LegName): string {
  return `${instructionName(instruction)}/${leg}`;
}

/** Whether a lot's id is one that settlement alone makes. */
export function isDeliveredId(lotId: string): boolean {
  return lotId.startsWith(DELIVERED);
}

/**
 * The lot that settling one leg makes for its receiver. Its id and salt follow from the instruction and the leg, so nobody
 * chooses them, and whoever holds the instruction can tell what stands with the supervisor.
 *
 * @param place of the leg, from zero
 */
export function deliveredLot(instruction: Instruction, leg: Leg, place: number): Lot {
  const named = `${instructionName(instruction)}/${String(place)}`;
  const from = (domain: string): string =>
    hmacSha256(Buffer.from(instruction.salt, 'hex'), `${domain}/${named}`).toString('hex');
  return {
    type: 'lot',
    version: 1,
    creator: leg.from,
    lotId: `${DELIVERED}${from(DELIVERED_ID_DOMAIN).slice(0, ID_DIGITS)}`,
    owner: leg.to,
    instrument: leg.instrument,
    accountKind: accountKindOf(instruction, leg.to),
    amount: leg.amount,
    origin: { kind: 'SETTLEMENT', by: instruction.creator, id: instruction.instructionId },
    status: 'FREE',
    salt: from(DELIVERED_SALT_DOMAIN),
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
