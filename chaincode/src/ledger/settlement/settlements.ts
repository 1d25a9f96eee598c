import {
  canonicalJson,
  keys,
  settlementOf,
  type Division,
  type Fail,
  type Instruction,
  type InstructionName,
  type LedgerMember,
} from '@jangbu/model';
import type { HeldHashes } from '../../rules/records/held';
import type { SubmittedState } from '../state/context';
import { readHeldHashes } from '../state/held';
import { privateWrite, type Write } from '../state/write';

/** Writes that an instruction has settled. */
export function settlementWrite(
  holders: readonly LedgerMember[],
  instruction: Instruction,
  businessDay: string,
): Write {
  const text = canonicalJson(settlementOf(instruction, businessDay));
  return privateWrite(holders, keys.settlement(instruction), text);
}

/** What stands of an instruction's settlement with some members. */
export function readSettlementHashes(
  state: SubmittedState,
  holders: readonly LedgerMember[],
  instruction: InstructionName,
): Promise<HeldHashes> {
  return readHeldHashes(state, holders, keys.settlement(instruction));
}

/** What stands of an instruction's fail on a business day, recorded with a witness, with those who hold it. */
export function readFailHashes(
  state: SubmittedState,
  holders: readonly LedgerMember[],
  { instruction, businessDay, witness }: Pick<Fail, 'instruction' | 'businessDay' | 'witness'>,
): Promise<HeldHashes> {
  return readHeldHashes(state, holders, keys.fail(instruction, businessDay, witness));
}

/** Writes that an instruction did not settle on a business day. */
export function failWrite(holders: readonly LedgerMember[], fail: Fail): Write {
  return privateWrite(
    holders,
    keys.fail(fail.instruction, fail.businessDay, fail.witness),
    canonicalJson(fail),
  );
}

/** What stands of an instruction's division with those who hold it. */
export function readDivisionHashes(
  state: SubmittedState,
  holders: readonly LedgerMember[],
  instruction: InstructionName,
): Promise<HeldHashes> {
  return readHeldHashes(state, holders, keys.division(instruction));
}

/** Writes that two others take an instruction's place. */
export function divisionWrite(holders: readonly LedgerMember[], division: Division): Write {
  return privateWrite(holders, keys.division(division.instruction), canonicalJson(division));
}
