import {
  instructionName,
  keys,
  pairOf,
  type Instruction,
  type InstructionName,
  type InstructionsAsked,
  type InstructionState,
  type Key,
} from '@jangbu/model';
import { readTrustedInstruction } from '../documents/trusted';
import { dueDateIn, type DueRules } from '../rules/due';
import type { OwnCollection } from './context';
import type { Found } from './state';
import { take } from './take';

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
  if (asked.pair && pairOf(...asked.pair).join() !== pairOf(...pair).join()) return false;
  return asked.settlementDate === undefined || asked.settlementDate === settlementDate;
}

function statusOf({ settlements, divisions }: Standing, consents: number): InstructionState['status'] {
  if (settlements.length > 0) return 'SETTLED';
  if (divisions.length > 0) return 'DIVIDED';
  return consents === 2 ? 'CANCELLED' : 'PENDING';
}

/** All that stands of one instruction in one's own collection, each kind in the order of its keys. */
interface Standing {
  readonly text: string;
  readonly settlements: readonly Found[];
  readonly reservations: readonly Found[];
  readonly consents: readonly Found[];
  readonly partial: readonly Found[];
  readonly divisions: readonly Found[];
  readonly fails: readonly Found[];
}

function stateOf(instruction: Instruction, found: Standing, rules: DueRules): InstructionState {
  const consents = found.consents.flatMap(({ key: [, , , member] }) => member ?? []);
  return {
    instruction: found.text,
    dueDate: dueDateIn(instruction, rules),
    status: statusOf(found, consents.length),
    settlement: found.settlements[0]?.text ?? null,
    reservations: instruction.legs.map(
      (_, leg) => found.reservations.find(({ key: [, , , place] }) => place === String(leg))?.text ?? null,
    ),
    consents,
    partial: found.partial.map(({ text }) => text),
    division: found.divisions[0]?.text ?? null,
    fails: found.fails.map(({ text }) => text),
  };
}

/** The instructions in one's own collection that are asked for, with all that stands of them there. */
export async function findInstructions(
  own: OwnCollection,
  asked: InstructionsAsked,
  rules: DueRules,
): Promise<InstructionState[]> {
  const under = async (kind: string): Promise<ByInstruction> =>
    new ByInstruction(await own.readUnder([kind]));
  const [instructions, reservations, settlements, consents, partial, divisions, fails] = await Promise.all([
    own.readUnder(['instruction']),
    under('reservation'),
    under('settlement'),
    under('instruction-cancellation'),
    under('partial-consent'),
    under('division'),
    under('fail'),
  ]);
  return instructions.flatMap(({ text }): InstructionState[] => {
    const instruction = readTrustedInstruction(text);
    if (!isAsked(instruction, asked)) return [];
    const standing: Standing = {
      text,
      settlements: settlements.of(instruction),
      reservations: reservations.of(instruction),
      consents: consents.of(instruction),
      partial: partial.of(instruction),
      divisions: divisions.of(instruction),
      fails: fails.of(instruction),
    };
    return [stateOf(instruction, standing, rules)];
  });
}

async function readNamed(
  own: OwnCollection,
  name: InstructionName,
  asked: InstructionsAsked,
  rules: DueRules,
): Promise<InstructionState[]> {
  const under = (kind: string): Promise<Found[]> => own.readUnder([kind, name.creator, name.instructionId]);
  const one = async (key: Key): Promise<Found[]> => {
    const text = await own.read(key);
    return text === undefined ? [] : [{ key, text }];
  };
  const [[found], settlements, divisions, reservations, consents, partial, fails] = await Promise.all([
    one(keys.instruction(name)),
    one(keys.settlement(name)),
    one(keys.division(name)),
    under('reservation'),
    under('instruction-cancellation'),
    under('partial-consent'),
    under('fail'),
  ]);
  if (!found) return [];
  const { text } = found;
  const instruction = readTrustedInstruction(text);
  if (!isAsked(instruction, asked)) return [];
  const standing = { text, settlements, divisions, reservations, consents, partial, fails };
  return [stateOf(instruction, standing, rules)];
}

/** As {@link findInstructions}, some of them, from behind one on: no more is read than is answered. */
export async function readSomeInstructions(
  own: OwnCollection,
  asked: InstructionsAsked,
  rules: DueRules,
  isReadable: (instruction: Instruction) => boolean,
): Promise<InstructionState[]> {
  const found = own.scan(['instruction'], asked.after && keys.instruction(asked.after));
  const fits = (instruction: Instruction): boolean => isAsked(instruction, asked) && isReadable(instruction);
  const instructions = await take(readEach(found), fits, asked.limit);
  return readNamedInstructions(own, instructions, asked, rules);
}

async function* readEach(found: AsyncIterable<Found>): AsyncIterable<Instruction> {
  for await (const { text } of found) yield readTrustedInstruction(text);
}

/** As {@link findInstructions}, of some names: each is read by its own keys, nothing is looked through. */
export async function readNamedInstructions(
  own: OwnCollection,
  names: readonly InstructionName[],
  asked: InstructionsAsked,
  rules: DueRules,
): Promise<InstructionState[]> {
  const found = await Promise.all(names.map((name) => readNamed(own, name, asked, rules)));
  return found.flat();
}
