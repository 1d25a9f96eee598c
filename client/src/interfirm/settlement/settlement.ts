import {
  canonicalJson,
  instructionName,
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
import type { Members } from '../../consortium/governance/members';
import { recorded, type Recorded } from '../../core/submit/recorded';
import type { ContractClient } from '../../core/submit/contract-client';
import { systemClock } from '../../core/async/clock';
import type { CallOptions } from '../../core/submit/submission';
import { InputError, UnavailableError } from '../../core/errors';
import { HoldingsFacade } from '../holdings/holdings';
import { LotReader } from '../holdings/lot-reader';
import { mapped, type Listing } from '../../core/lists/listing';
import { randomSalt } from '../../core/random/random';
import type { DocumentStore } from '../../core/documents/document-store';
import { toPairDay, type PairDayInput } from '../matching/pair-day';
import { UnreachableMembers } from './unreachable-members';
import { divide, partialConsent } from './divide-instruction';
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

/** So long, and in such steps, the own peer is waited for that has not seen what is reserved. */
const PATIENCE_MS = 2_000;
const PAUSE_MS = 100;

function nameOf({ creator, instructionId }: InstructionName): InstructionName {
  return { creator, instructionId };
}

/** Whether it could settle but for another firm's reservation, of which the own peer may not know yet. */
function isWaiting({ status, instruction, reservations }: ReadInstruction, ownId: string): boolean {
  if (status !== 'PENDING') return false;
  const lacking = instruction.legs.filter((_, i) => reservations[i]?.reservation.status !== 'HELD');
  return lacking.length > 0 && lacking.every(({ from }) => from !== ownId);
}

/** How a firm's lots are reserved. */
export interface ReserveOptions extends CallOptions {
  /**
   * `OWNER`: the other firm is not shown the reservation, and its peer not asked. Otherwise it is, unless its peer
   * is away (`BOTH` insists on it).
   */
  readonly shownTo?: ShownTo | undefined;
}

/** How instructions are settled. */
export interface SettleOptions extends CallOptions {
  /**
   * So long the own peer is given to see what the other firm has reserved, in milliseconds; 2,000 unless given. An
   * instruction of which nothing is reserved after that is refused, `NOT_RESERVED`.
   */
  readonly patienceMs?: number | undefined;
}

/** What came of dividing an instruction. */
export interface DividedInstruction {
  readonly part: InstructionName;
  readonly rest: InstructionName;
}

/** Which instructions. */
export type InstructionsFilter = Omit<InstructionsAsked, 'after' | 'limit'>;

/** Delivery against payment between two firms: private to them and the supervisor. */
export interface Settlement {
  /**
   * The instructions that the own member is a party to; the supervisor's operator sees all. Any role; one query for
   * 200, or for 100 names.
   */
  instructions(asked?: InstructionsFilter, options?: CallOptions): Listing<SettlementInstruction>;
  /**
   * Makes instructions for all that a pair owes each other in won by the last match and that no
   * instruction has taken up, netted. For a trader of either party, or the supervisor's operator. Two queries, and a
   * transaction for 50 instructions.
   *
   * @throws RefusedError `RECORD_MOVED` when the other firm came first (call again), `NOT_A_PARTY`…
   */
  instructNet(pairDay: PairDayInput, options?: CallOptions): Promise<readonly InstructionName[]>;
  /**
   * Makes an instruction for each trade of one match that no instruction has taken up. For a trader of
   * either party, or the supervisor's operator. Three queries, and a transaction for 50 instructions.
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
   *   UnavailableError when the supervisor's peer is away, or with `BOTH` the other firm's
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
    options?: SettleOptions,
  ): Promise<readonly SettlementResult[]>;
  /**
   * Allows an instruction to be divided, so that a part of it settles when the whole can't. It cannot be taken
   * back. For a trader of either party. One query, one transaction.
   *
   * @param minimum so much of the security at least has to settle at once, in its smallest unit
   * @throws RefusedError `PART_OUT_OF_RANGE` when no part is as large, `INSTRUCTION_SETTLED`, `ID_TAKEN` when the
   *   member has allowed it before with another minimum
   */
  allowPartial(instruction: InstructionName, minimum: bigint, options?: CallOptions): Promise<Recorded>;
  /**
   * Puts two instructions in the place of one that both firms allow to be divided: a part, and the rest with all
   * that remains. {@link release} own lots of the one, and {@link reserve} for the part. For a trader of either
   * party, or the supervisor's operator. One query, one transaction.
   *
   * @param quantity of the security in the part, in its smallest unit; the money goes in proportion, rounded down
   * @throws InputError when that is no part; RefusedError `PARTIAL_NOT_ALLOWED`, `PART_OUT_OF_RANGE`,
   *   `INSTRUCTION_SETTLED`, `INSTRUCTION_DIVIDED`…
   */
  divide(instruction: InstructionName, quantity: bigint, options?: CallOptions): Promise<DividedInstruction>;
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

/** {@link Settlement} over the contract client and a document store. */
export class SettlementFacade implements Settlement {
  readonly #contracts: ContractClient;
  readonly #members: Members;
  readonly #store: DocumentStore;
  readonly #ownId: string;
  readonly #reader: InstructionReader;
  readonly #reserving: LegReserving;
  readonly #manyReserving: ManyReserving;
  readonly #settling: InstructionSettling;
  readonly #away = new UnreachableMembers();

  constructor(contracts: ContractClient, members: Members, store: DocumentStore, ownId: string) {
    this.#contracts = contracts;
    this.#members = members;
    this.#store = store;
    this.#ownId = ownId;
    this.#reader = new InstructionReader(contracts);
    const holdings = new HoldingsFacade(contracts, members, store, ownId);
    const lots = new LotReader(contracts);
    this.#reserving = new LegReserving(lots, holdings, ownId);
    this.#manyReserving = new ManyReserving(lots, holdings, ownId, (items, options) =>
      this.#reserve(items, undefined, options),
    );
    this.#settling = new InstructionSettling(contracts, members);
  }

  instructions(asked: InstructionsFilter = {}, options: CallOptions = {}): Listing<SettlementInstruction> {
    return mapped(this.#reader.instructions(asked, options), toSettlementInstruction);
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
    return recorded(await this.#contracts.submit(submission, options));
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

  async reserve(name: InstructionName, { shownTo, ...options }: ReserveOptions = {}): Promise<Recorded> {
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

  /** Sends reservations for instructions of one pair: shown to the other firm, or to nobody where its peer is away. */
  async #reserve(
    reservations: readonly LegReservation[],
    shownTo: ShownTo | undefined,
    options: CallOptions,
  ): Promise<Recorded> {
    if (shownTo) return this.#sendReservations(reservations, shownTo, options);
    const others = (reservations[0]?.read.instruction.pair ?? []).filter((id) => id !== this.#ownId);
    if (this.#away.someUnreachable(others)) return this.#sendReservations(reservations, 'OWNER', options);
    try {
      return await this.#sendReservations(reservations, 'BOTH', options);
    } catch (error) {
      if (!(error instanceof UnavailableError)) throw error;
      const result = await this.#sendReservations(reservations, 'OWNER', options);
      this.#away.noteUnreachable(others);
      return result;
    }
  }

  async #sendReservations(
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
    { patienceMs = PATIENCE_MS, ...options }: SettleOptions = {},
  ): Promise<readonly SettlementResult[]> {
    const until = systemClock.now() + patienceMs;
    let read = await this.#reader.named(instructions, options);
    while (read.some((each) => isWaiting(each, this.#ownId)) && systemClock.now() < until) {
      await systemClock.sleep(PAUSE_MS, options.signal);
      read = await this.#reader.named(instructions, options);
    }
    return this.#settling.settle(read, options);
  }

  async allowPartial(name: InstructionName, minimum: bigint, options: CallOptions = {}): Promise<Recorded> {
    const { text, instruction, partial } = await this.#one(name, options);
    const before = partial.find(({ consent }) => consent.member === this.#ownId);
    if (before && BigInt(before.consent.minimum) === minimum) return { status: 'ALREADY_RECORDED' };
    const consent = canonicalJson(partialConsent(instruction, this.#ownId, minimum));
    await this.#keep('partial-consent', [[`${instructionName(instruction)}/${this.#ownId}`, consent]]);
    const request = { type: 'allow-partial-request', version: 1, instruction: text, consent };
    return this.#submit(names.allowPartial, request, instruction.pair, options);
  }

  async divide(
    name: InstructionName,
    quantity: bigint,
    options: CallOptions = {},
  ): Promise<DividedInstruction> {
    const read = await this.#one(name, options);
    const { part, rest, request } = divide(read, this.#ownId, quantity);
    await this.#keep('instruction', [
      [instructionName(part), request.part],
      [instructionName(rest), request.rest],
    ]);
    await this.#submit(names.divide, request, read.instruction.pair, options);
    return { part: nameOf(part), rest: nameOf(rest) };
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
    const consentText = canonicalJson(consent);
    await this.#keep('instruction-cancellation', [
      [`${instructionName(instruction)}/${this.#ownId}`, consentText],
    ]);
    const request = { type: 'cancel-request', version: 1, instruction: text, consent: consentText };
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
