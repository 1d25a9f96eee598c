import { lotChecker } from '../documents/holdings';
import { instructionChecker, type Instruction, type InstructionName } from '../documents/instructions';
import { keys, type Key } from '../documents/keys';
import { reservationChecker, type Reservation } from '../documents/settlement';
import { canonicalJson } from '../format/canonical';
import { sha256Hex } from '../format/hash';
import type { TakenDocument, TakenSettlement } from '../requests/supervision';
import { settlementOf } from '../settlement/records';
import { documentName } from './agreed';
import type { AgreedDocuments } from './agreed-documents';
import {
  judgeOffered,
  takenAs,
  type DeclineReason,
  type Judgement,
  type OfferedDocument,
} from './judge-offered';
import { settlementVerdict, type SettlementVerdict } from './settlement-verdict';

/** A document that a member's peer gave and that was not taken. */
interface Declined {
  /** MSP id of the giver. */
  readonly from: string;
  readonly key: Key;
  readonly reason: DeclineReason;
}

/** What is to be done once all have been asked. */
export interface HandedOverAtLast {
  readonly documents: readonly TakenDocument[];
  readonly settled: readonly SettledWhole[];
  /** Keys, by their SHA-256, at which what a former supervisor wrote without an owner counts for nothing. */
  readonly upheld: readonly string[];
  readonly declined: readonly Declined[];
}

/** A settlement that is taken over, with the key of its record. */
export interface SettledWhole {
  readonly key: Key;
  readonly settlement: TakenSettlement;
}

interface Kept {
  readonly from: string;
  readonly offered: OfferedDocument;
}

/** What the settlements that were judged come to, by SHA-256 of keys. */
interface Verdicts {
  readonly of: ReadonlyMap<string, SettlementVerdict>;
  /** What they account for: no other copy of it counts. */
  readonly left: ReadonlySet<string>;
}

/**
 * Judges all that members' peers give to a new supervisor, as they give it. What may belong to a settlement without a firm is
 * kept to the end: the record, the lots that the former supervisor wrote alone, and the firm's own copy of the one that it
 * had reserved. These count by what the instruction and the reservations say, whoever gave those two.
 */
export class HandedOver {
  readonly #agreed: AgreedDocuments;
  readonly #instructions = new Map<string, Instruction>();
  readonly #reservations = new Map<string, Reservation>();
  #kept: Kept[] = [];

  constructor(agreed: AgreedDocuments) {
    this.#agreed = agreed;
  }

  /** Whether something is undecided, for which instructions are wanted that the supervisor itself may hold already. */
  get isUndecided(): boolean {
    return this.#kept.length > 0 || this.#agreed.waiting().length > 0;
  }

  /**
   * Judges a document that a member's peer gives: of what it passes over some is kept to the end.
   *
   * @param from MSP id of the giver
   */
  judge(from: string, offered: OfferedDocument): Judgement {
    this.know(offered);
    const judged = judgeOffered(this.#agreed, from, offered);
    if (!this.#isForTheEnd(offered, judged)) return judged;
    this.#kept.push({ from, offered });
    return { kind: 'PASS' };
  }

  /** Remembers an instruction or a reservation that bears on what was written without a firm: a member's, or the supervisor's own. */
  know({ key, text }: OfferedDocument): void {
    if (key[0] !== 'instruction' && key[0] !== 'reservation') return;
    if (this.#agreed.agreedOn(key, text)?.hash !== sha256Hex(text)) return;
    const content: unknown = JSON.parse(text);
    if (instructionChecker.fits(content) && this.#isPartly(content)) {
      this.#instructions.set(documentName(key), content);
    }
    if (!reservationChecker.fits(content)) return;
    const lot = documentName(keys.lot(content.lot));
    if (this.#isPartly(content.instruction) || this.#agreed.alone.isAlone(lot, null)) {
      this.#reservations.set(documentName(key), content);
    }
  }

  /** Decides on what was kept. */
  atLast(): HandedOverAtLast {
    const verdicts = this.#verdicts();
    const documents: TakenDocument[] = [];
    const declined: Declined[] = [];
    const open = new Set<string>();
    for (const { from, offered } of this.#kept) {
      const { key, text } = offered;
      const name = documentName(key);
      if (verdicts.left.has(name)) continue;
      const reason = this.#reasonAgainst(offered, verdicts);
      if (reason === undefined) documents.push(...takenAs(this.#agreed, key, text));
      else declined.push({ from, key, reason });
      if (reason === 'INCOMPLETE') this.#leaveOpen(name, open);
    }
    this.#kept = [];
    for (const [name, { kind }] of verdicts.of) if (kind === 'WAITS') this.#leaveOpen(name, open);
    const unsettled = [...verdicts.of].flatMap(([name, { kind }]) =>
      kind === 'OTHERWISE' && this.#agreed.standingOf(name) === 'DUE' ? [name] : [],
    );
    const upheld = [...this.#agreed.waiting(), ...unsettled].filter(
      (name) => !open.has(name) && !verdicts.left.has(name),
    );
    return { documents: onceEach(documents), settled: this.#settled(verdicts), upheld, declined };
  }

  /** Whether an instruction settled, as it seems, without one of its firms. */
  #isPartly(instruction: InstructionName): boolean {
    return this.#agreed.isAgreedByOne(documentName(keys.settlement(instruction)));
  }

  #isForTheEnd({ key, text }: OfferedDocument, judged: Judgement): boolean {
    const { alone } = this.#agreed;
    const name = documentName(key);
    const [kind] = key;
    if (judged.kind === 'PASS') return false;
    if (kind === 'settlement') return this.#agreed.isAgreedByOne(name);
    if (kind !== 'lot' && kind !== 'spent-lot') return false;
    if (judged.kind === 'DECLINE')
      return judged.reason === 'NEVER_AGREED' && alone.isAlone(name, sha256Hex(text));
    return kind === 'lot' && alone.isAlone(name, null) && isReserved(text);
  }

  #verdicts(): Verdicts {
    const of = new Map<string, SettlementVerdict>();
    const left = new Set<string>();
    for (const instruction of this.#instructions.values()) {
      const reservations = instruction.legs.map((_, leg) =>
        this.#reservations.get(documentName(keys.reservation(instruction, leg))),
      );
      const verdict = settlementVerdict(this.#agreed, { instruction, reservations });
      const name = documentName(keys.settlement(instruction));
      of.set(name, verdict);
      if (verdict.kind !== 'SETTLED') continue;
      for (const each of [name, ...verdict.left]) left.add(each);
    }
    return { of, left };
  }

  #settled({ of }: Verdicts): SettledWhole[] {
    return [...this.#instructions.values()].flatMap((instruction) => {
      const name = documentName(keys.settlement(instruction));
      const verdict = of.get(name);
      if (verdict?.kind !== 'SETTLED' || verdict.businessDay === undefined) return [];
      const { businessDay, lacking } = verdict;
      const hash = sha256Hex(canonicalJson(settlementOf(instruction, businessDay)));
      if (lacking.length === 0 && this.#agreed.ownOf(name) === hash) return [];
      const lots = lacking.map(({ leg, status }) => {
        const spentFor = this.#reservations.get(documentName(keys.reservation(instruction, leg)));
        return { leg, reservation: status === 'SPENT' && spentFor ? canonicalJson(spentFor) : null };
      });
      const settlement = { instruction: canonicalJson(instruction), businessDay, lots };
      return [{ key: keys.settlement(instruction), settlement }];
    });
  }

  /** Why a document that was kept is not taken; undefined where it is. */
  #reasonAgainst({ key, text }: OfferedDocument, { of }: Verdicts): DeclineReason | undefined {
    const name = documentName(key);
    if (key[0] === 'settlement' || !this.#agreed.agreedOn(key, text)) {
      return this.#isDecided(name, of) ? 'NEVER_AGREED' : 'INCOMPLETE';
    }
    const reserved = [...this.#reservations.values()].find(({ lot }) => documentName(keys.lot(lot)) === name);
    if (!reserved) return 'INCOMPLETE';
    const settlement = documentName(keys.settlement(reserved.instruction));
    const isOpen = this.#isWrittenWith(name, settlement) && !this.#isDecided(settlement, of);
    return isOpen ? 'INCOMPLETE' : undefined;
  }

  /** Whether it is known of each settlement that was written together with a key, and of one at least, what it comes to. */
  #isDecided(name: string, of: Verdicts['of']): boolean {
    const kinds = [...of].flatMap(([settlement, { kind }]) =>
      settlement === name || this.#isWrittenWith(name, settlement) ? [kind] : [],
    );
    return kinds.length > 0 && !kinds.includes('WAITS');
  }

  #isWrittenWith(name: string, settlement: string): boolean {
    return this.#agreed.alone.of(name).some((written) => written.has(settlement));
  }

  #leaveOpen(name: string, open: Set<string>): void {
    for (const written of this.#agreed.alone.of(name)) {
      for (const each of written.keys()) open.add(each);
    }
  }
}

function isReserved(text: string): boolean {
  const content: unknown = JSON.parse(text);
  return lotChecker.fits(content) && content.status === 'RESERVED';
}

function onceEach(documents: readonly TakenDocument[]): TakenDocument[] {
  return [...new Map(documents.map((each) => [each.key.join('\u0000'), each])).values()];
}
