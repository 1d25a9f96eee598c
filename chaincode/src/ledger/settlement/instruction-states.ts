import {
  instructionName,
  isSamePair,
  keys,
  type Instruction,
  type InstructionName,
  type InstructionsAsked,
  type InstructionState,
  type Key,
} from '@jangbu/model';
import { readTrustedInstruction } from '../../documents/trusted';
import { dueDateIn, type DueRules } from '../../rules/settlement/due';
import type { OwnCollection } from '../state/context';
import type { Found } from '../state/state';
import { take } from '../state/take';
import type { MarkedInstruction } from './instruction-marks';

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
  if (asked.pair && !isSamePair(asked.pair, pair)) return false;
  return asked.settlementDate === undefined || asked.settlementDate === settlementDate;
}

function instructionStatusOf(
  { settlements, divisions }: Standing,
  consents: number,
): InstructionState['status'] {
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

function instructionStateOf(instruction: Instruction, found: Standing, rules: DueRules): InstructionState {
  const consents = found.consents.flatMap(({ key: [, , , member] }) => member ?? []);
  return {
    instruction: found.text,
    dueDate: dueDateIn(instruction, rules),
    status: instructionStatusOf(found, consents.length),
    settlement: found.settlements[0]?.text ?? null,
    reservations: instruction.legs.map(
      (_, leg) => found.reservations.find(({ key: [, , , place] }) => place === String(leg))?.text ?? null,
    ),
    consents,
    partial: found.partial.map(({ text }) => text),
    division: found.divisions[0]?.text ?? null,
    fails: found.fails.map(({ text }) => text),
    day: null,
  };
}

interface FoundInstruction extends Found {
  readonly instruction: Instruction;
}

async function* scanInstructions(
  own: OwnCollection,
  after: InstructionName | undefined,
): AsyncIterable<FoundInstruction> {
  for await (const found of own.scan(['instruction'], after && keys.instruction(after))) {
    yield { ...found, instruction: readTrustedInstruction(found.text) };
  }
}

/** What comes before another instruction's records in the order of keys, as text that compares like them. */
function orderOf([, creator = '', instructionId = '']: Key): string {
  return `${creator}\u0000${instructionId}`;
}

/** Records of a kind from behind one instruction's on, up to another one's; to the end where there is none. */
async function recordsUpTo(
  own: OwnCollection,
  kind: string,
  after: InstructionName | undefined,
  last: Key | undefined,
): Promise<ByInstruction> {
  const behind: Key | undefined = after && [kind, after.creator, after.instructionId];
  const found: Found[] = [];
  for await (const record of own.scan([kind], behind)) {
    if (last && orderOf(record.key) > orderOf(last)) break;
    found.push(record);
  }
  return new ByInstruction(found);
}

/**
 * The instructions in one's own collection that are asked for, with all that stands of them there.
 *
 * @param readable leaves out what the caller may not read: it does not count towards `asked.limit` either
 */
export async function findInstructions(
  own: OwnCollection,
  asked: InstructionsAsked,
  rules: DueRules,
  readable: (instruction: Instruction) => boolean,
): Promise<InstructionState[]> {
  const { after, limit } = asked;
  const found = await take(
    scanInstructions(own, after),
    ({ instruction }) => isAsked(instruction, asked) && readable(instruction),
    limit,
  );
  if (found.length === 0) return [];
  const last = limit === undefined ? undefined : found.at(-1)?.key;
  const under = (kind: string): Promise<ByInstruction> => recordsUpTo(own, kind, after, last);
  const [reservations, settlements, consents, partial, divisions, fails] = await Promise.all([
    under('reservation'),
    under('settlement'),
    under('instruction-cancellation'),
    under('partial-consent'),
    under('division'),
    under('fail'),
  ]);
  return found.map(({ text, instruction }) => {
    const standing: Standing = {
      text,
      settlements: settlements.of(instruction),
      reservations: reservations.of(instruction),
      consents: consents.of(instruction),
      partial: partial.of(instruction),
      divisions: divisions.of(instruction),
      fails: fails.of(instruction),
    };
    return instructionStateOf(instruction, standing, rules);
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
  return [instructionStateOf(instruction, standing, rules)];
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

/** An instruction that was open when it was marked, and has ended, is no longer asked for. */
function isStillAsked({ status }: InstructionState, { open }: InstructionsAsked): boolean {
  return open !== true || status === 'PENDING';
}

/**
 * As {@link findInstructions}, of marked ones: each is read by its own keys. Where the own copy of what was marked is
 * gone, or says otherwise, the mark is passed over.
 */
export async function readMarkedInstructions(
  own: OwnCollection,
  marked: AsyncIterable<MarkedInstruction>,
  asked: InstructionsAsked,
  rules: DueRules,
  readable: (instruction: Instruction) => boolean,
): Promise<InstructionState[]> {
  const { limit = Number.POSITIVE_INFINITY } = asked;
  const found: InstructionState[] = [];
  for await (const { day, ...name } of marked) {
    const states = await readNamed(own, name, asked, rules);
    const fitting = states.filter(
      (state) => isStillAsked(state, asked) && readable(readTrustedInstruction(state.instruction)),
    );
    found.push(...fitting.map((state) => ({ ...state, day })));
    if (found.length >= limit) break;
  }
  return found;
}
