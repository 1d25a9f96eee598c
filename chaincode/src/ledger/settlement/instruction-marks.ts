import {
  keys,
  markText,
  type Instruction,
  type InstructionName,
  type InstructionsAsked,
  type Key,
  type LedgerMember,
} from '@jangbu/model';
import type { OwnCollection } from '../state/context';
import { privateWrite, takeAway, type Write } from '../state/write';

/** What marks are made of: an instruction's name, and its salt. */
type Marked = Pick<Instruction, 'creator' | 'instructionId' | 'salt'>;

/** Marks a new instruction as open. */
export function openedWrite(holders: readonly LedgerMember[], instruction: Marked): Write {
  const text = markText('open-instruction', instruction.salt);
  return privateWrite(holders, keys.openInstruction(instruction), text);
}

/** Marks an instruction as one that ended on a business day: it is open no more. */
export function endedWrites(
  holders: readonly LedgerMember[],
  instruction: Marked,
  businessDay: string,
): Write[] {
  const text = markText('ended-instruction', instruction.salt);
  return [
    takeAway(holders, keys.openInstruction(instruction)),
    privateWrite(holders, keys.endedInstruction(businessDay, instruction), text),
  ];
}

/** Marks an instruction as one that did not settle on a business day. */
export function failedWrite(
  holders: readonly LedgerMember[],
  instruction: Marked,
  businessDay: string,
): Write {
  const text = markText('failed-instruction', instruction.salt, businessDay);
  return privateWrite(holders, keys.failedInstruction(businessDay, instruction), text);
}

/** An instruction by its name, and the business day under which it was found; null where it was found under none. */
export interface MarkedInstruction extends InstructionName {
  readonly day: string | null;
}

/** Which marks are looked through, and how the name stands in their keys. */
function rangeOf({
  open,
  unclaimed,
  ended,
  failed,
}: InstructionsAsked):
  { readonly kind: string; readonly days?: { readonly from: string; readonly to: string } } | undefined {
  if (open ?? unclaimed) return { kind: 'open-instruction' };
  if (ended) return { kind: 'ended-instruction', days: ended };
  return failed && { kind: 'failed-instruction', days: failed };
}

function behindOf(kind: string, { after }: InstructionsAsked, from: string | undefined): Key | undefined {
  if (!after) return from === undefined ? undefined : [kind, from];
  const { day, creator, instructionId } = after;
  return day === undefined || from === undefined
    ? [kind, creator, instructionId]
    : [kind, day, creator, instructionId];
}

/** What a mark's key says. */
function named([, ...parts]: Key, isDated: boolean): MarkedInstruction {
  const day = isDated ? (parts.shift() ?? '') : null;
  const [creator = '', instructionId = ''] = parts;
  return { creator, instructionId, day };
}

async function* scanMarks(
  own: OwnCollection,
  asked: InstructionsAsked,
  { kind, days }: NonNullable<ReturnType<typeof rangeOf>>,
): AsyncIterable<MarkedInstruction> {
  for await (const { key } of own.scan([kind], behindOf(kind, asked, days?.from))) {
    const marked = named(key, days !== undefined);
    if (days && marked.day !== null && marked.day > days.to) return;
    yield marked;
  }
}

/** The instructions that are asked for by marks, one after the other; undefined where they are asked for otherwise. */
export function markedInstructions(
  own: OwnCollection,
  asked: InstructionsAsked,
): AsyncIterable<MarkedInstruction> | undefined {
  const range = rangeOf(asked);
  return range && scanMarks(own, asked, range);
}
