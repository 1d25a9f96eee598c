import {
  canonicalJson,
  instructionEnd,
  instructionName,
  instructionStatus,
  isOpenInstruction,
  isSamePair,
  keys,
  settlementDay,
  settlementOf,
  sha256Hex,
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

/** What is asked of the supervisor's collection by hashes, which every peer knows: what stands there, a party may not have. */
export interface SupervisorsWord {
  /** SHA-256 of what stands at a key of the supervisor's collection. */
  readonly hash: (key: Key) => Promise<string | undefined>;
  /** The business day in force; undefined before the first. */
  readonly today: string | undefined;
}

/** The record of a settlement of which the supervisor's hash is known: on one of the days from when it could settle. */
function settlementBehind(
  instruction: Instruction,
  hash: string | undefined,
  today: string | undefined,
): string | null {
  if (hash === undefined || today === undefined) return null;
  const day = settlementDay(instruction, hash, { from: instruction.settlementDate, to: today });
  return day === undefined ? null : canonicalJson(settlementOf(instruction, day));
}

/** What the supervisor's hashes tell of an instruction that has not ended by one's own copies. */
async function openState(
  instruction: Instruction,
  shown: readonly (string | null)[],
  { hash, today }: SupervisorsWord,
): Promise<Pick<InstructionState, 'reservations' | 'reserved' | 'unclaimed'>> {
  const [settled, ...legs] = await Promise.all([
    hash(keys.settlement(instruction)),
    ...instruction.legs.map((_, leg) => hash(keys.reservation(instruction, leg))),
  ]);
  return {
    unclaimed: settlementBehind(instruction, settled, today),
    // What was shown and has been released since is not held any more.
    reservations: shown.map((text, leg) => (text !== null && sha256Hex(text) === legs[leg] ? text : null)),
    reserved: legs.map((each) => settled === undefined && each !== undefined),
  };
}

/** What stands of an instruction in one's own collection and with the supervisor, and what it comes to. */
async function instructionStateOf(
  { text, instruction }: FoundInstruction,
  recordsOf: RecordsOf,
  word: SupervisorsWord,
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
  const shown = instruction.legs.map(
    (_, leg) => reservations.find(({ key: [, , , place] }) => place === String(leg))?.text ?? null,
  );
  const ended = {
    settled: settlements.length > 0,
    cancelling: instruction.pair.map((party) => consents.includes(party)),
    divided: divisions.length > 0,
  };
  const open = instructionEnd(ended)
    ? { unclaimed: null, reservations: shown, reserved: shown.map(() => false) }
    : await openState(instruction, shown, word);
  return {
    instruction: text,
    dueDate: dueDateIn(instruction, rules),
    status: instructionStatus({
      ...ended,
      settled: ended.settled || open.unclaimed !== null,
      reserved: open.reserved,
    }),
    settlement: settlements[0]?.text ?? null,
    ...open,
    consents,
    partial: partial.map((each) => each.text),
    division: divisions[0]?.text ?? null,
    fails: fails.map((each) => each.text),
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
  word: SupervisorsWord,
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
  return Promise.all(found.map((each) => instructionStateOf(each, under, word, rules)));
}

/** As {@link findInstructions}, of some names: each is read by its own keys, nothing is looked through. */
export async function readNamedInstructions(
  own: OwnCollection,
  names: readonly InstructionName[],
  asked: InstructionsAsked,
  word: SupervisorsWord,
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
  return Promise.all(wanted.map((each) => instructionStateOf(each, under, word, rules)));
}

/** An instruction that was open when it was marked, and has ended, is no longer asked for; unless as one to be claimed. */
function isStillAsked({ status, unclaimed }: InstructionState, asked: InstructionsAsked): boolean {
  if (asked.unclaimed) return unclaimed !== null;
  return asked.open !== true || isOpenInstruction(status);
}

/**
 * As {@link findInstructions}, of marked ones: each is read by its own keys. Where the own copy of what was marked is
 * gone, or says otherwise, the mark is passed over.
 */
export async function readMarkedInstructions(
  own: OwnCollection,
  marked: AsyncIterable<MarkedInstruction>,
  asked: InstructionsAsked,
  word: SupervisorsWord,
  rules: DueRules,
  readable: (instruction: Instruction) => boolean,
): Promise<InstructionState[]> {
  const { limit = Number.POSITIVE_INFINITY } = asked;
  const found: InstructionState[] = [];
  for await (const { day, ...name } of marked) {
    const states = await readNamedInstructions(own, [name], asked, word, rules);
    const fitting = states.filter(
      (state) => isStillAsked(state, asked) && readable(readTrustedInstruction(state.instruction)),
    );
    found.push(...fitting.map((state) => ({ ...state, day })));
    if (found.length >= limit) break;
  }
  return found;
}
