import {
  canonicalJson,
  transactions,
  transient,
  type InstructionCancellation,
  type Instruction,
  type InstructionName,
  type InstructionsAsked,
  type InstructRequest,
  type PairDay,
  type ShownTo,
} from '@jangbu/model';
import type { Members } from '../consortium/members';
import { recorded, type Recorded } from '../consortium/recorded';
import type { Engine } from '../engine/engine';
import type { CallOptions } from '../engine/submission';
import { InputError } from '../errors';
import { HoldingsFacade } from '../holdings/holdings';
import { LotReader } from '../holdings/lot-reader';
import { randomSalt } from '../random';
import type { DocumentStore } from '../store/document-store';
import { toPairDay, type PairDayInput } from '../trades/pair-day';
import { InstructionReader } from './instruction-reader';
import {
  toSettlementInstruction,
  type ReadInstruction,
  type SettlementInstruction,
} from './instruction-view';
import { grossInstructions, netInstructions } from './make-instructions';
import { ManyReserving, type LegReservation, type ReservationResult } from './reserve-all';
import { LegReserving } from './reserve-lots';
import { InstructionSettling, type SettlementResult } from './settle-instructions';

const names = transactions.settlement;

/** So many instructions are made in one transaction: what the contracts take. */
const INSTRUCTIONS_PER_TRANSACTION = 50;

/** How a firm's lots are reserved. */
export interface ReserveOptions extends CallOptions {
  /** `OWNER` where the other firm's peer is away: it is not shown the reservation then. `BOTH` by default. */
  readonly shownTo?: ShownTo | undefined;
}

/** Delivery against payment between two firms: private to them and the supervisor. */
export interface Settlement {
  /** The instructions that the own member holds. Any role; one query. */
  instructions(asked?: InstructionsAsked, options?: CallOptions): Promise<readonly SettlementInstruction[]>;
  /**
   * Makes instructions for all that a pair owes each other in won by the last match and that no
   * instruction has taken up, netted. For a trader of either party, or the supervisor. Two queries, and a
   * transaction for 50 instructions.
   *
   * @throws RefusedError `RECORD_MOVED` when the other firm came first (call again), `NOT_A_PARTY`…
   */
  instructNet(pairDay: PairDayInput, options?: CallOptions): Promise<readonly InstructionName[]>;
  /**
   * Makes an instruction for each trade of one match that no instruction has taken up. For a trader of
   * either party, or the supervisor. Three queries, and a transaction for 50 instructions.
   *
   * @param sequence the match, as `trades.match` numbers them
   * @throws InputError when the own peer has no such match; RefusedError as {@link instructNet}
   */
  instructGross(
    pairDay: PairDayInput,
    sequence: number,
    options?: CallOptions,
  ): Promise<readonly InstructionName[]>;
  /**
   * Reserves own lots for the own legs of an instruction; where no lot is of the exact amount, some are
   * split. For a trader of a party that delivers. A query and one for each leg, a transaction, and one
   * more for each split.
   *
   * @throws InputError when too little is free; RefusedError `INSTRUCTION_SETTLED`, `LOT_SPENT`…;
   *   UnavailableError when the other firm's peer is away: call again with `shownTo` `OWNER`
   */
  reserve(instruction: InstructionName, options?: ReserveOptions): Promise<Recorded>;
  /**
   * Reserves own lots for the own legs of many instructions: as {@link reserve} does for one, but what has
   * to be split is split together, up to 100 lots in one transaction, and up to 50 lots of one pair are
   * reserved in one. Of what is too little for all, those named first get theirs. For a trader.
   *
   * @returns a result for each, in their order: what goes wrong with one of them is told there
   * @throws InputError when the own peer does not hold one of them; RefusedError `LOT_SPENT`,
   *   `LOT_RESERVED` when the own lots were used at the same time (call again)
   */
  reserveAll(
    instructions: readonly InstructionName[],
    options?: CallOptions,
  ): Promise<readonly ReservationResult[]>;
  /**
   * Gives the own lots back that are reserved for an instruction. For a trader. One query, and a
   * transaction for each lot; needs the own peer and the supervisor's only.
   *
   * @throws RefusedError `INSTRUCTION_SETTLED`, `PHASE_CLOSED`…
   */
  release(instruction: InstructionName, options?: CallOptions): Promise<readonly Recorded[]>;
  /**
   * Settles instructions: of each all legs or none, those of one pair in one transaction (50 at most).
   * Those that cannot settle are left out and the others sent again. For a trader of either party, or
   * the supervisor. One query.
   *
   * @returns a result for each, in their order: what goes wrong on the way is told there
   * @throws InputError when the own peer does not hold one of them
   */
  settle(
    instructions: readonly InstructionName[],
    options?: CallOptions,
  ): Promise<readonly SettlementResult[]>;
  /**
   * Consents to an instruction's cancellation; it is cancelled once both firms have. For a trader of
   * either party. One query, one transaction. {@link release} own lots then.
   *
   * @throws RefusedError `INSTRUCTION_SETTLED`, `ID_TAKEN` when the member has consented before
   */
  cancel(instruction: InstructionName, options?: CallOptions): Promise<Recorded>;
  /**
   * Records that an instruction did not settle on the business day, once settlement has closed. For the
   * supervisor, or a trader of the party that is not at fault. One query, one transaction; needs
   * these two members' peers only.
   *
   * @throws RefusedError `PHASE_CLOSED`, `WITNESS_AT_FAULT`, `TOO_EARLY`…
   */
  recordFail(instruction: InstructionName, options?: CallOptions): Promise<Recorded>;
}

/** {@link Settlement} over the engine and a document store. */
export class SettlementFacade implements Settlement {
  readonly #engine: Engine;
  readonly #members: Members;
  readonly #store: DocumentStore;
  readonly #ownId: string;
  readonly #reader: InstructionReader;
  readonly #reserving: LegReserving;
  readonly #manyReserving: ManyReserving;
  readonly #settling: InstructionSettling;

  constructor(engine: Engine, members: Members, store: DocumentStore, ownId: string) {
    this.#engine = engine;
    this.#members = members;
    this.#store = store;
    this.#ownId = ownId;
    this.#reader = new InstructionReader(engine);
    const holdings = new HoldingsFacade(engine, members, store, ownId);
    const lots = new LotReader(engine);
    this.#reserving = new LegReserving(lots, holdings, ownId);
    this.#manyReserving = new ManyReserving(lots, holdings, ownId, (items, options) =>
      this.#reserve(items, 'BOTH', options),
    );
    this.#settling = new InstructionSettling(engine, members);
  }

  async instructions(
    asked: InstructionsAsked = {},
    options: CallOptions = {},
  ): Promise<readonly SettlementInstruction[]> {
    return (await this.#reader.instructions(asked, options)).map(toSettlementInstruction);
  }

  async #submit(
    transaction: string,
    request: object,
    parties: readonly string[],
    options: CallOptions,
  ): Promise<Recorded> {
    const submission = {
      transaction,
      transient: { [transient.request]: canonicalJson(request) },
      endorsers: this.#members.partiesAndSupervisor(parties),
    };
    return recorded(await this.#engine.submit(submission, options));
  }

  /** Keeps the texts behind the hashes of documents that are about to be recorded. */
  #keep(kind: string, texts: readonly (readonly [id: string, text: string])[]): Promise<void> {
    return this.#store.keep(
      texts.map(([id, text]) => ({
        key: `${kind}/${id}`,
        kind,
        texts: { [kind]: text },
        terms: [],
        notes: {},
      })),
    );
  }

  async instructNet(pairDay: PairDayInput, options: CallOptions = {}): Promise<readonly InstructionName[]> {
    const day = toPairDay(pairDay, this.#ownId);
    const match = await this.#reader.matchIndex(day, options);
    if (!match) return [];
    return this.#instruct(day, options, { matchIndex: match.text, results: [] }, (before) =>
      netInstructions(this.#ownId, day, match.document, before),
    );
  }

  async instructGross(
    pairDay: PairDayInput,
    sequence: number,
    options: CallOptions = {},
  ): Promise<readonly InstructionName[]> {
    const day = toPairDay(pairDay, this.#ownId);
    const [match, result] = await Promise.all([
      this.#reader.matchIndex(day, options),
      this.#reader.matchResult(day, sequence, options),
    ]);
    if (!match || !result) throw new InputError(`no match ${sequence} of the pair at the member's own peer`);
    // What the match found may have been cancelled since.
    const standing = new Set(match.document.matched);
    const matched = result.document.matched.filter(({ uti }) => standing.has(uti));
    return this.#instruct(day, options, { matchIndex: match.text, results: [result.text] }, (before) =>
      grossInstructions(this.#ownId, day, sequence, matched, before),
    );
  }

  /** Makes instructions, 50 at a time, each time from the instruction index as it stands. */
  async #instruct(
    day: PairDay,
    options: CallOptions,
    from: Pick<InstructRequest, 'matchIndex' | 'results'>,
    make: (before: Parameters<typeof netInstructions>[3]) => readonly Instruction[],
  ): Promise<InstructionName[]> {
    const made: InstructionName[] = [];
    for (;;) {
      const before = await this.#reader.index(day, options);
      const next = make(before?.document).slice(0, INSTRUCTIONS_PER_TRANSACTION);
      if (next.length === 0) return made;
      const texts = next.map(
        (each) => [`${each.creator}/${each.instructionId}`, canonicalJson(each)] as const,
      );
      await this.#keep('instruction', texts);
      const request: InstructRequest = {
        type: 'instruct-request',
        version: 1,
        instructions: texts.map(([, text]) => text),
        index: before?.text ?? null,
        ...from,
        salt: randomSalt(),
      };
      await this.#submit(names.instruct, request, day.pair, options);
      made.push(...next.map(({ creator, instructionId }) => ({ creator, instructionId })));
      if (next.length < INSTRUCTIONS_PER_TRANSACTION) return made;
    }
  }

  async #one(name: InstructionName, options: CallOptions): Promise<ReadInstruction> {
    const [read] = await this.#reader.named([name], options);
    if (!read) throw new InputError('no instruction is named');
    return read;
  }

  async reserve(
    name: InstructionName,
    { shownTo = 'BOTH', ...options }: ReserveOptions = {},
  ): Promise<Recorded> {
    const read = await this.#one(name, options);
    const made = await this.#reserving.reservations(read, options);
    if (made.length === 0) return { status: 'ALREADY_RECORDED' };
    return this.#reserve(
      made.map((each) => ({ ...each, read })),
      shownTo,
      options,
    );
  }

  async reserveAll(
    instructions: readonly InstructionName[],
    options: CallOptions = {},
  ): Promise<readonly ReservationResult[]> {
    return this.#manyReserving.reserve(await this.#reader.named(instructions, options), options);
  }

  /** Sends reservations for instructions of one pair. */
  async #reserve(
    reservations: readonly LegReservation[],
    shownTo: ShownTo,
    options: CallOptions,
  ): Promise<Recorded> {
    const items = reservations.map(({ read, reservation, previous }) => ({
      instruction: read.text,
      reservation: canonicalJson(reservation),
      previous,
    }));
    await this.#keep(
      'reservation',
      reservations.map(({ reservation }) => {
        const { instruction, leg, delivers } = reservation;
        const id = [instruction.creator, instruction.instructionId, leg, delivers.lotId].join('/');
        return [id, canonicalJson(reservation)] as const;
      }),
    );
    const pair = reservations[0]?.read.instruction.pair ?? [];
    const request = { type: 'reserve-request', version: 1, items, shownTo };
    return this.#submit(names.reserve, request, shownTo === 'BOTH' ? pair : [this.#ownId], options);
  }

  async release(name: InstructionName, options: CallOptions = {}): Promise<readonly Recorded[]> {
    const results: Recorded[] = [];
    for (const each of (await this.#one(name, options)).reservations) {
      if (each?.reservation.lot.owner !== this.#ownId || each.reservation.status !== 'HELD') continue;
      const request = { type: 'release-request', version: 1, reservation: each.text };
      results.push(await this.#submit(names.release, request, [this.#ownId], options));
    }
    return results;
  }

  async settle(
    instructions: readonly InstructionName[],
    options: CallOptions = {},
  ): Promise<readonly SettlementResult[]> {
    return this.#settling.settle(await this.#reader.named(instructions, options), options);
  }

  async cancel(name: InstructionName, options: CallOptions = {}): Promise<Recorded> {
    const { text, instruction, consents } = await this.#one(name, options);
    if (consents.includes(this.#ownId)) return { status: 'ALREADY_RECORDED' };
    const { creator, instructionId } = instruction;
    const consent: InstructionCancellation = {
      type: 'instruction-cancellation',
      version: 1,
      instruction: { creator, instructionId },
      member: this.#ownId,
      salt: randomSalt(),
    };
    const request = {
      type: 'cancel-request',
      version: 1,
      instruction: text,
      consent: canonicalJson(consent),
    };
    return this.#submit(names.cancel, request, instruction.pair, options);
  }

  async recordFail(name: InstructionName, options: CallOptions = {}): Promise<Recorded> {
    const { text, instruction, reservations } = await this.#one(name, options);
    const { pair, legs } = instruction;
    const isFaulty = (party: string): boolean =>
      legs.some(({ from }, i) => from === party && reservations[i]?.reservation.status !== 'HELD');
    const witness = pair.includes(this.#ownId)
      ? this.#ownId
      : (pair.find((party) => !isFaulty(party)) ?? pair[0]);
    const request = {
      type: 'fail-request',
      version: 1,
      instruction: text,
      reservations: legs.map((_, i) => reservations[i]?.text ?? null),
      witness,
      salt: randomSalt(),
    };
    return this.#submit(names.fail, request, [witness], options);
  }
}
