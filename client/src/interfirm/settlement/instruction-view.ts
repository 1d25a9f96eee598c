import {
  accountKindOf,
  divisionChecker,
  failChecker,
  instructionChecker,
  partialConsentChecker,
  reservationChecker,
  settlementChecker,
  type AccountKind,
  type Fail,
  type HeldInstrument,
  type Instruction,
  type InstructionName,
  type InstructionState,
  type PartialConsent,
  type Reservation,
} from '@jangbu/model';
import { readDocument } from '../../core/submit/answers';

/** One direction of an instruction. */
export interface SettlementLeg {
  readonly from: string;
  readonly to: string;
  readonly instrument: HeldInstrument;
  /** In the instrument's smallest unit. */
  readonly amount: bigint;
  /** From which account the deliverer delivers. */
  readonly accountKind: AccountKind;
  /** Whether a lot stands reserved for it. */
  readonly reserved: boolean;
}

/** An instruction that did not settle on a business day. */
export interface SettlementFail {
  readonly businessDay: string;
  readonly rollsTo: string;
  /** One firm, or both. */
  readonly atFault: readonly string[];
  /** Owed by the one firm at fault for this day, in won. */
  readonly penalty: bigint;
}

/** An instruction and what has become of it, by the own member's copies. */
export interface SettlementInstruction extends InstructionName {
  readonly pair: readonly [string, string];
  readonly tradeDate: string;
  /** When it settles, as both firms stated. */
  readonly settlementDate: string;
  /** From which business day on it may settle: later than stated where the calendar has changed since. */
  readonly dueDate: string;
  readonly isin: string;
  readonly origin: Instruction['origin'];
  readonly legs: readonly SettlementLeg[];
  readonly status: InstructionState['status'];
  /** The business day on which it settled. */
  readonly settledOn: string | undefined;
  /** Whether it settled without the own member, which has not claimed what is its own. */
  readonly unclaimed: boolean;
  /** Members that have consented to its cancellation. */
  readonly consents: readonly string[];
  /** Firms that allow it to be divided, and how much of the security at least has to settle at once. */
  readonly partial: readonly { readonly member: string; readonly minimum: bigint }[];
  /** The part and the rest that stand in its place; none when it was not divided. */
  readonly dividedInto: readonly InstructionName[];
  /** The instruction of which it is the part or the rest. */
  readonly dividedFrom: InstructionName | undefined;
  readonly fails: readonly SettlementFail[];
}

/** An instruction's texts with what they say. */
export interface ReadInstruction {
  readonly text: string;
  readonly instruction: Instruction;
  readonly dueDate: string;
  readonly status: InstructionState['status'];
  readonly settledOn: string | undefined;
  /** The record of a settlement that took place without the member; null where there is none to claim. */
  readonly unclaimed: string | null;
  readonly reservations: readonly ({ readonly text: string; readonly reservation: Reservation } | null)[];
  readonly reserved: readonly boolean[];
  readonly consents: readonly string[];
  readonly partial: readonly { readonly text: string; readonly consent: PartialConsent }[];
  readonly dividedInto: readonly InstructionName[];
  readonly fails: readonly Fail[];
  /** The business day under which it was found, where it was asked for by days. */
  readonly day: string | null;
}

/** The name alone of an instruction that was read. */
export function nameOfRead({ instruction: { creator, instructionId } }: ReadInstruction): InstructionName {
  return { creator, instructionId };
}

const WHAT = 'settlement:instructions';

function settledOn(record: string | null): string | undefined {
  return record === null ? undefined : readDocument(record, settlementChecker, WHAT).businessDay;
}

/** Reads what the own peer tells of an instruction. */
export function readState(state: InstructionState): ReadInstruction {
  return {
    text: state.instruction,
    instruction: readDocument(state.instruction, instructionChecker, WHAT),
    dueDate: state.dueDate,
    status: state.status,
    settledOn: settledOn(state.settlement ?? state.unclaimed),
    unclaimed: state.unclaimed,
    reservations: state.reservations.map((text) =>
      text === null ? null : { text, reservation: readDocument(text, reservationChecker, WHAT) },
    ),
    reserved: state.reserved,
    consents: state.consents,
    partial: state.partial.map((text) => ({
      text,
      consent: readDocument(text, partialConsentChecker, WHAT),
    })),
    dividedInto: state.division === null ? [] : readDocument(state.division, divisionChecker, WHAT).into,
    fails: state.fails.map((text) => readDocument(text, failChecker, WHAT)),
    day: state.day,
  };
}

/** An instruction as the SDK tells it. */
export function toSettlementInstruction(read: ReadInstruction): SettlementInstruction {
  const { creator, instructionId, pair, tradeDate, settlementDate, isin, origin, legs } = read.instruction;
  return {
    creator,
    instructionId,
    pair,
    tradeDate,
    settlementDate,
    dueDate: read.dueDate,
    isin,
    origin,
    legs: legs.map((leg, i) => ({
      ...leg,
      amount: BigInt(leg.amount),
      accountKind: accountKindOf(read.instruction, leg.from),
      reserved: read.reserved[i] === true,
    })),
    status: read.status,
    settledOn: read.settledOn,
    unclaimed: read.unclaimed !== null,
    consents: read.consents,
    partial: read.partial.map(({ consent: { member, minimum } }) => ({ member, minimum: BigInt(minimum) })),
    dividedInto: read.dividedInto,
    dividedFrom: read.instruction.dividedFrom,
    fails: read.fails.map(({ businessDay, rollsTo, atFault, penalty }) => ({
      businessDay,
      rollsTo,
      atFault,
      penalty: BigInt(penalty),
    })),
  };
}
