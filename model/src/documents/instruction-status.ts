/** What of an instruction's records stands, on the word of all on whose word it counts. */
export interface InstructionFacts {
  readonly settled: boolean;
  /** For each party whether it has consented to cancelling. */
  readonly cancelling: readonly boolean[];
  /** Whether two others have taken its place. */
  readonly divided: boolean;
  /** For each leg whether a lot stands reserved for it. */
  readonly reserved: readonly boolean[];
}

/** How an instruction ends; undefined while it has not. */
export type InstructionEnd = 'SETTLED' | 'CANCELLED' | 'DIVIDED';

/**
 * How far an instruction has come. `PENDING`: some leg has no lot. `RESERVED`: all have, so that no party can stop it.
 * The others are ends, and each is for good.
 */
export type InstructionStatus = 'PENDING' | 'RESERVED' | InstructionEnd;

/** All statuses, in the order in which an instruction may pass through them. */
export const INSTRUCTION_STATUSES = [
  'PENDING',
  'RESERVED',
  'SETTLED',
  'CANCELLED',
  'DIVIDED',
] as const satisfies readonly InstructionStatus[];

/** How an instruction has ended. No two ends come about: what brings one about reads that no other has. */
export function instructionEnd({
  settled,
  cancelling,
  divided,
}: Omit<InstructionFacts, 'reserved'>): InstructionEnd | undefined {
  if (settled) return 'SETTLED';
  if (cancelling.length > 0 && cancelling.every(Boolean)) return 'CANCELLED';
  return divided ? 'DIVIDED' : undefined;
}

/** The one state machine of an instruction: from what stands of it to its status. */
export function instructionStatus(facts: InstructionFacts): InstructionStatus {
  const { reserved } = facts;
  const isReserved = reserved.length > 0 && reserved.every(Boolean);
  return instructionEnd(facts) ?? (isReserved ? 'RESERVED' : 'PENDING');
}

/** Whether an instruction has not ended. */
export function isOpenInstruction(status: InstructionStatus): status is 'PENDING' | 'RESERVED' {
  return status === 'PENDING' || status === 'RESERVED';
}
