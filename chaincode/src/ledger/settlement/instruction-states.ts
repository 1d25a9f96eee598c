import {
  instructionName,
  instructionStatus,
  isSamePair,
  keys,
  type Instruction,
  type InstructionName,
  type InstructionsAsked,
  type InstructionState,
  type Key,
} from '@jangbu/model';
import { readTrustedInstruction, readTrustedReservation } from '../../documents/trusted';
import { dueDateIn, type DueRules } from '../../rules/settlement/due';
import type { OwnCollection } from '../state/context';
import type { Found } from '../state/state';
import { take } from '../state/take';

/** Records that belong to instructions, each instruction's in the order of their keys. */
class ByInstruction {
  readonly #records = new Map<string, Found[]>();

  constructor(found: readonly Found[]) {
    for (const record of found) {
      const name = nameIn(record.key);
      this.#records.set(name, [...(this.#records.get(name) ?? []), record]);
    }
  }

  of(name: InstructionName): readonly Found[] {
    return this.#records.get(instructionName(name)) ?? [];
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

/** Records of one kind that belong to an instruction, in the order of their keys. */
type RecordsOf = (kind: string, name: InstructionName) => Promise<readonly Found[]>;

/** What stands of an instruction in one's own collection, and what it comes to. */
async function instructionStateOf(
  { text, instruction }: FoundInstruction,
  recordsOf: RecordsOf,
  rules: DueRules,
): Promise<InstructionState> {
  const of = (kind: string): Promise<readonly Found[]> => recordsOf(kind, instruction);
  const [reservations, settlements, cancellations, partial, divisions, fails] = await Promise.all([
    of('reservation'),
    of('settlement'),
    of('instruction-cancellation'),
    of('partial-consent'),
    of('division'),
    of('fail'),
  ]);
  const consents = cancellations.flatMap(({ key: [, , , member] }) => member ?? []);
  const standing = instruction.legs.map(
    (_, leg) => reservations.find(({ key: [, , , place] }) => place === String(leg))?.text ?? null,
  );
  const status = instructionStatus({
    settled: settlements.length > 0,
    cancelling: instruction.pair.map((party) => consents.includes(party)),
    divided: divisions.length > 0,
    reserved: standing.map((each) => each !== null && readTrustedReservation(each).status === 'HELD'),
  });
  return {
    instruction: text,
    dueDate: dueDateIn(instruction, rules),
    status,
    settlement: settlements[0]?.text ?? null,
    reservations: standing,
    consents,
    partial: partial.map((each) => each.text),
    division: divisions[0]?.text ?? null,
    fails: fails.map((each) => each.text),
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
  const kinds = new Map<string, Promise<ByInstruction>>();
  const under: RecordsOf = async (kind, name) => {
    const reading = kinds.get(kind) ?? recordsUpTo(own, kind, after, last);
    kinds.set(kind, reading);
    return (await reading).of(name);
  };
  return Promise.all(found.map((each) => instructionStateOf(each, under, rules)));
}

/** As {@link findInstructions}, of some names: each is read by its own keys, nothing is looked through. */
export async function readNamedInstructions(
  own: OwnCollection,
  names: readonly InstructionName[],
  asked: InstructionsAsked,
  rules: DueRules,
): Promise<InstructionState[]> {
  const under: RecordsOf = (kind, { creator, instructionId }) =>
    own.readUnder([kind, creator, instructionId]);
  const found = await Promise.all(
    names.map(async (name) => {
      const key = keys.instruction(name);
      const text = await own.read(key);
      return text === undefined ? [] : [{ key, text, instruction: readTrustedInstruction(text) }];
    }),
  );
  const wanted = found.flat().filter(({ instruction }) => isAsked(instruction, asked));
  return Promise.all(wanted.map((each) => instructionStateOf(each, under, rules)));
}
