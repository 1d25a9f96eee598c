import type { Instruction } from '../documents/instructions';
import { keys } from '../documents/keys';
import type { Reservation } from '../documents/settlement';
import { sha256Hex } from '../format/hash';
import { leftLots, type LeftLot } from '../settlement/left-lots';
import { lotText } from '../settlement/lots';
import { accountKindOf, instructionName } from '../settlement/records';
import { documentName } from './agreed';
import type { AgreedDocuments } from './agreed-documents';
import type { PartlyAlone } from './written-alone';

/** An instruction, and those of its reservations that are known, each at its leg's place: as they were agreed to. */
export interface KnownInstruction {
  readonly instruction: Instruction;
  readonly reservations: readonly (Reservation | undefined)[];
}

/**
 * What a settlement comes to for a firm that it was made without. `WHOLE`: the firm had reserved all that it delivers, and by
 * that one transaction the supervisor spent that and wrote all that the firm receives. `WAITS`: so it seems, and the text of
 * a reservation of the firm's is not known yet. `OTHERWISE`: something lacks, so nothing of it counts against the firm.
 */
export type SettledWithout =
  { readonly kind: 'WHOLE'; readonly lots: readonly LeftLot[] } | { readonly kind: 'WAITS' | 'OTHERWISE' };

const OTHERWISE = { kind: 'OTHERWISE' } as const;

/** What stands at the keys of a party's lot, by SHA-256, as a settlement leaves it. */
export function leftHashes({ lot, status }: LeftLot): (readonly [document: string, hash: string | null])[] {
  const hash = sha256Hex(lotText(lot, status));
  if (status === 'FREE') return [[documentName(keys.lot(lot)), hash]];
  return [
    [documentName(keys.spentLot(lot)), hash],
    [documentName(keys.lot(lot)), null],
  ];
}

/**
 * What a settlement comes to for a firm that it was made without. The former supervisor and the other firm could have written
 * anything: it counts as far as it is what the contracts would have written for what the firm had agreed to.
 *
 * @param written by the transaction that settled it
 */
export function settledWithout(
  agreed: AgreedDocuments,
  written: PartlyAlone,
  { instruction, reservations }: KnownInstruction,
  firm: string,
): SettledWithout {
  const delivered = instruction.legs.flatMap(({ from }, place) => (from === firm ? [place] : []));
  const hasAgreed = delivered.every((place) => {
    const reservation = reservations[place];
    return reservation
      ? isFor(instruction, reservation)
      : typeof agreed.agreedWith(firm, keys.reservation(instruction, place))?.hash === 'string';
  });
  const lots = leftLots(instruction, reservations, firm);
  const isWritten = lots.flatMap(leftHashes).every(([document, hash]) => {
    const write = written.get(document);
    return write?.hash === hash && write.beside.length === 0;
  });
  if (!hasAgreed || !isWritten) return OTHERWISE;
  return delivered.every((place) => reservations[place]) ? { kind: 'WHOLE', lots } : { kind: 'WAITS' };
}

/** Whether a reservation is for the leg that it names: of its deliverer's, and of exactly what it delivers. */
function isFor(instruction: Instruction, { instruction: named, leg: place, lot }: Reservation): boolean {
  const leg = instruction.legs[place];
  return (
    instructionName(named) === instructionName(instruction) &&
    leg?.from === lot.owner &&
    lot.status === 'FREE' &&
    lot.instrument === leg.instrument &&
    lot.amount === leg.amount &&
    lot.accountKind === accountKindOf(instruction, lot.owner)
  );
}
