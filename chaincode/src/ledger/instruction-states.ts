import {
  instructionName,
  type Instruction,
  type InstructionsAsked,
  type InstructionState,
  type Key,
} from '@jangbu/model';
import { readTrustedInstruction } from '../documents/trusted';
import { dueDateIn, type DueRules } from '../rules/due';
import type { OwnCollection } from './context';
import type { Found } from './state';

/** Records that belong to instructions, each instruction's in the order of their keys. */
class ByInstruction {
  readonly #records = new Map<string, Found[]>();

  constructor(found: readonly Found[]) {
    for (const record of found) {
      const name = nameIn(record.key);
      this.#records.set(name, [...(this.#records.get(name) ?? []), record]);
    }
  }

  of(instruction: Instruction): readonly Found[] {
    return this.#records.get(instructionName(instruction)) ?? [];
  }
}

/** The instruction that a key names: its creator and id come first in all of them. */
function nameIn([, creator = '', instructionId = '']: Key): string {
  return instructionName({ creator, instructionId });
}

function isAsked({ pair, settlementDate }: Instruction, asked: InstructionsAsked): boolean {
  if (asked.pair && !asked.pair.every((member) => pair.includes(member))) return false;
  return asked.settlementDate === undefined || asked.settlementDate === settlementDate;
}

function statusOf(settled: boolean, consents: number): InstructionState['status'] {
  if (settled) return 'SETTLED';
  return consents === 2 ? 'CANCELLED' : 'PENDING';
}

/** The instructions in one's own collection that are asked for, with all that stands of them there. */
export async function findInstructions(
  own: OwnCollection,
  asked: InstructionsAsked,
  rules: DueRules,
): Promise<InstructionState[]> {
  const under = async (kind: string): Promise<ByInstruction> =>
    new ByInstruction(await own.readUnder([kind]));
  const [instructions, reservations, settlements, consents, fails] = await Promise.all([
    own.readUnder(['instruction']),
    under('reservation'),
    under('settlement'),
    under('instruction-cancellation'),
    under('fail'),
  ]);
  return instructions.flatMap(({ text }): InstructionState[] => {
    const instruction = readTrustedInstruction(text);
    if (!isAsked(instruction, asked)) return [];
    const reserved = reservations.of(instruction);
    const consenting = consents.of(instruction).flatMap(({ key: [, , , member] }) => member ?? []);
    return [
      {
        instruction: text,
        dueDate: dueDateIn(instruction, rules),
        status: statusOf(settlements.of(instruction).length > 0, consenting.length),
        reservations: instruction.legs.map(
          (_, leg) => reserved.find(({ key: [, , , place] }) => place === String(leg))?.text ?? null,
        ),
        consents: consenting,
        fails: fails.of(instruction).map((fail) => fail.text),
      },
    ];
  });
}
