import {
  instructionName,
  nextBusinessDay,
  RefusalError,
  WON,
  type BusinessDay,
  type Fail,
  type Instruction,
  type Parameters,
} from '@jangbu/model';

/** Basis points in the whole. */
const WHOLE = 10_000n;

/**
 * Who is at fault that an instruction did not settle: whoever had not reserved all that it delivers.
 *
 * @param reserved for each leg, whether a lot stood reserved for it
 */
export function atFault({ pair, legs }: Instruction, reserved: readonly boolean[]): string[] {
  return pair.filter((party) => legs.some(({ from }, i) => from === party && reserved[i] !== true));
}

/** The penalty for one day: basis points of the instruction's money, rounded down; nothing unless one firm alone is at fault. */
function penaltyFor(
  { legs }: Instruction,
  faulty: readonly string[],
  { failPenalty = 0 }: Parameters,
): bigint {
  if (faulty.length !== 1) return 0n;
  const money = legs.find(({ instrument }) => instrument === WON);
  return (BigInt(money?.amount ?? 0) * BigInt(failPenalty)) / WHOLE;
}

/**
 * The record that an instruction did not settle on its day, or on one that it had rolled to.
 *
 * @param faulty who is at fault
 * @param by the witness and the salt that the caller chose
 * @throws RefusalError INSTRUCTION_FINAL when all had reserved: it settles, and is no fail; WITNESS_AT_FAULT
 */
export function failOf(
  instruction: Instruction,
  faulty: readonly string[],
  today: BusinessDay,
  parameters: Parameters,
  by: Pick<Fail, 'witness' | 'salt'>,
): Fail {
  const { creator, instructionId } = instruction;
  if (faulty.length === 0) {
    throw new RefusalError('INSTRUCTION_FINAL', { instruction: instructionName(instruction) });
  }
  if (faulty.length === 1 && faulty[0] === by.witness) {
    const name = instructionName(instruction);
    throw new RefusalError('WITNESS_AT_FAULT', { instruction: name, witness: by.witness });
  }
  return {
    type: 'fail',
    version: 1,
    instruction: { creator, instructionId },
    businessDay: today.date,
    rollsTo: nextBusinessDay(today.date, parameters),
    atFault: [...faulty],
    penalty: String(penaltyFor(instruction, faulty, parameters)),
    ...by,
  };
}
