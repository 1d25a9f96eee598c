import {
  INSTRUCTION_STATUSES,
  instructionStatus,
  isOpenInstruction,
  type InstructionFacts,
  type InstructionStatus,
} from './instruction-status';

const BOTH = [true, false] as const;

/** Every combination of what can stand of an instruction with one leg or two. */
const ALL: readonly InstructionFacts[] = BOTH.flatMap((settled) =>
  BOTH.flatMap((divided) =>
    BOTH.flatMap((first) =>
      BOTH.flatMap((second) =>
        [[true], [false], [true, true], [true, false], [false, true], [false, false]].map((reserved) => ({
          settled,
          divided,
          cancelling: [first, second],
          reserved,
        })),
      ),
    ),
  ),
);

/** The machine in words of its own: the first line that fits decides. */
const WORDS: readonly (readonly [InstructionStatus, (facts: InstructionFacts) => boolean])[] = [
  ['SETTLED', ({ settled }) => settled],
  ['CANCELLED', ({ cancelling }) => !cancelling.includes(false)],
  ['DIVIDED', ({ divided }) => divided],
  ['RESERVED', ({ reserved }) => !reserved.includes(false)],
  ['PENDING', () => true],
];

describe('the status of an instruction', () => {
  it.each(ALL.map((facts) => [JSON.stringify(facts), facts] as const))('of %s', (_, facts) => {
    const expected = WORDS.find(([, fits]) => fits(facts))?.[0];
    expect(instructionStatus(facts)).toBe(expected);
  });

  it('is every one of the statuses for something that can stand', () => {
    expect(new Set(ALL.map(instructionStatus))).toEqual(new Set(INSTRUCTION_STATUSES));
  });

  it('never goes from one end to another, nor back, whatever is reserved or released after it', () => {
    for (const facts of ALL) {
      const status = instructionStatus(facts);
      if (isOpenInstruction(status)) continue;
      for (const reserved of [
        [true, true],
        [false, false],
      ]) {
        expect(instructionStatus({ ...facts, reserved })).toBe(status);
      }
    }
  });

  it('is not reserved where no leg is known', () => {
    const facts = { settled: false, divided: false, cancelling: [], reserved: [] };
    expect(instructionStatus(facts)).toBe('PENDING');
  });
});
