import {
  canonicalJson,
  instructionName,
  isOpenInstruction,
  shardsOf,
  transactions,
  transient,
  type Instruction,
  type InstructionName,
  type InstructRequest,
  type PairDay,
  type RefusalCode,
  type ShardTexts,
  type ShownTo,
} from '@jangbu/model';
import type { Members } from '../../consortium/governance/members';
import { recorded, type Recorded } from '../../core/submit/recorded';
import type { ContractClient } from '../../core/submit/contract-client';
import { systemClock } from '../../core/async/clock';
import type { CallOptions } from '../../core/submit/submission';
import { InputError, JangbuError } from '../../core/errors';
import { HoldingsFacade } from '../holdings/holdings';
import type { OwnReservation } from '../holdings/lot-view';
import { LotReader } from '../holdings/lot-reader';
import { listing, mapped, type Listing } from '../../core/lists/listing';
import { randomSalt } from '../../core/random/random';
import type { DocumentStore } from '../../core/documents/document-store';
import { pairNamed, toPairDay, type PairDayInput } from '../matching/pair-day';
import { PairReader, type StandingIndex } from '../matching/pair-reader';
import { PageArchive } from '../pages/page-archive';
import { UnreachableMembers } from './unreachable-members';
import { instructionCancellation, MOVED, sendCancellation } from './cancel-instruction';
import { divide, partialConsent } from './divide-instruction';
import { InstructionReader } from './instruction-reader';
import {
  toSettlementInstruction,
  type ReadInstruction,
  type SettlementInstruction,
} from './instruction-view';
import { grossInstructions, netInstructions } from './make-instructions';
import { SettlementClaiming, type ClaimResult } from './claim-settled';
import { itemErrors } from './item-refusals';
import { LeavingOut } from './leaving-out';
import { ManyReserving, type LegReservation, type ReservationResult } from './reserve-all';
import { nextTerms, pairTermsOf, readTerms, type FirmTerms, type PairTerms } from './pair-terms';
import { LegReserving } from './reserve-lots';
import { InstructionSettling, type SettlementResult } from './settle-instructions';
import type {
  ReserveOptions,
  SettleOptions,
  DividedInstruction,
  InstructionsFilter,
  Settlement,
} from './settlement';

const names = transactions.settlement;

/** So many instructions are made in one transaction: what the contracts take. */
const INSTRUCTIONS_PER_TRANSACTION = 50;

/** So long, and in such steps, the own peer is waited for that has not seen what is reserved. */
const PATIENCE_MS = 2_000;

const PAUSE_MS = 100;

function nameOf({ creator, instructionId }: InstructionName): InstructionName {
  return { creator, instructionId };
}

/** Instructions to be made in one transaction, and what they start from. */
interface NextInstructions {
  /** Whether these are all that are left. */
  readonly last: boolean;
  readonly instructions: readonly Instruction[];
  readonly index: string;
  readonly shards: readonly ShardTexts[];
}

/** Whether it could settle but for another firm's reservation, of which the own peer may not know yet. */
function isWaiting({ status, instruction, reservations }: ReadInstruction, ownId: string): boolean {
  if (!isOpenInstruction(status)) return false;
  const lacking = instruction.legs.filter((_, i) => !reservations[i]);
  return lacking.length > 0 && lacking.every(({ from }) => from !== ownId);
}

/** {@link Settlement} over the contract client and a document store. */
export class SettlementFacade implements Settlement {
  readonly #contracts: ContractClient;
  readonly #members: Members;
  readonly #store: DocumentStore;
  readonly #ownId: string;
  readonly #reader: InstructionReader;
  readonly #pairs: PairReader;
  readonly #reserving: LegReserving;
  readonly #manyReserving: ManyReserving;
  readonly #settling: InstructionSettling;
  readonly #claiming: SettlementClaiming;
  readonly #leavingOut: LeavingOut;

  constructor(contracts: ContractClient, members: Members, store: DocumentStore, ownId: string) {
    this.#contracts = contracts;
    this.#members = members;
    this.#store = store;
    this.#ownId = ownId;
    this.#reader = new InstructionReader(contracts);
    this.#pairs = new PairReader(contracts, new PageArchive(store));
    const holdings = new HoldingsFacade(contracts, members, store, ownId);
    const lots = new LotReader(contracts);
    this.#reserving = new LegReserving(lots, holdings, ownId);
    this.#manyReserving = new ManyReserving(lots, holdings, ownId, (items, options) =>
      this.#reserve(items, undefined, options),
    );
    this.#leavingOut = new LeavingOut(members, ownId, new UnreachableMembers());
    this.#settling = new InstructionSettling(contracts, members, this.#leavingOut);
    this.#claiming = new SettlementClaiming(contracts, members, ownId);
  }

  instructions(asked: InstructionsFilter = {}, options: CallOptions = {}): Listing<SettlementInstruction> {
    return mapped(this.#reader.instructions(asked, options), toSettlementInstruction);
  }

  reservations(options: CallOptions = {}): Listing<OwnReservation> {
    const reader = this.#reader;
    const ownId = this.#ownId;
    return listing(async function* () {
      for await (const { instruction, reservations } of reader.instructions({}, options)) {
        for (const each of reservations) {
          if (each?.reservation.lot.owner !== ownId) continue;
          const { creator, lotId } = each.reservation.lot;
          yield { lot: { creator, lotId }, instruction };
        }
      }
    });
  }

  async #submit(
    transaction: string,
    request: object,
    parties: readonly string[],
    options: CallOptions,
    finalRefusals: readonly RefusalCode[] = [],
  ): Promise<Recorded> {
    const submission = {
      transaction,
      transient: { [transient.request]: canonicalJson(request) },
      endorsers: this.#members.partiesAndSupervisor(parties),
      finalRefusals,
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

  async terms(counterparty: string, options: CallOptions = {}): Promise<PairTerms> {
    const pair = pairNamed([this.#ownId, counterparty]);
    return pairTermsOf(this.#ownId, await readTerms(this.#contracts, pair, options));
  }

  async setTerms(counterparty: string, terms: FirmTerms, options: CallOptions = {}): Promise<Recorded> {
    const pair = pairNamed([this.#ownId, counterparty]);
    const next = nextTerms(pair, this.#ownId, await readTerms(this.#contracts, pair, options), terms);
    if (!next) return { status: 'ALREADY_RECORDED' };
    const text = canonicalJson(next.terms);
    const id = [...pair, this.#ownId, String(next.terms.round)].join('/');
    await this.#keep('settlement-terms', [[id, text]]);
    const request = { type: 'terms-request', version: 1, terms: text, previous: next.previous };
    return this.#submit(names.setTerms, request, pair, options);
  }

  async instructNet(pairDay: PairDayInput, options: CallOptions = {}): Promise<readonly InstructionName[]> {
    const day = toPairDay(pairDay, this.#ownId);
    return this.#instruct(day, options, { results: [], terms: [] }, ({ text, index }) => {
      const owed = netInstructions(this.#ownId, day, index);
      const instructions = owed.slice(0, INSTRUCTIONS_PER_TRANSACTION);
      const last = instructions.length === owed.length;
      return Promise.resolve({ last, instructions, index: text, shards: [] });
    });
  }

  async instructGross(
    pairDay: PairDayInput,
    sequence: number,
    options: CallOptions = {},
  ): Promise<readonly InstructionName[]> {
    const day = toPairDay(pairDay, this.#ownId);
    const result = await this.#pairs.result(day, sequence, options);
    if (!result) throw new InputError(`no match ${sequence} of the pair at the member's own peer`);
    const rest = [...result.matched];
    const { texts: terms } = await readTerms(this.#contracts, day.pair, options);
    const given = { results: [canonicalJson(result)], terms };
    return this.#instruct(day, options, given, async ({ text, index }) => {
      for (;;) {
        // What the match found may have been cancelled since, or instructed by another.
        const trades = rest.slice(0, INSTRUCTIONS_PER_TRANSACTION);
        const utis = trades.map(({ uti }) => uti);
        const { texts, state } = await this.#pairs.tradesIn(day, index, utis, options);
        const instructions = grossInstructions(this.#ownId, day, sequence, trades, state);
        rest.splice(0, trades.length);
        if (instructions.length === 0 && rest.length > 0) continue;
        const taken = instructions.flatMap(({ origin }) => (origin.kind === 'GROSS' ? [origin.uti] : []));
        const needed = shardsOf(index, taken);
        const shards = texts.filter(({ shard }) => needed.includes(shard));
        return { last: rest.length === 0, instructions, index: text, shards };
      }
    });
  }

  /** Makes instructions, 50 at a time, each time from what stands. */
  async #instruct(
    day: PairDay,
    options: CallOptions,
    { results, terms }: { readonly results: readonly string[]; readonly terms: readonly (string | null)[] },
    next: (standing: StandingIndex) => Promise<NextInstructions>,
  ): Promise<InstructionName[]> {
    const made: InstructionName[] = [];
    for (;;) {
      const standing = await this.#pairs.index(day, options);
      if (!standing) return made;
      const { last, instructions, index, shards } = await next(standing);
      if (instructions.length === 0) return made;
      const texts = instructions.map(
        (each) => [`${each.creator}/${each.instructionId}`, canonicalJson(each)] as const,
      );
      await this.#keep('instruction', texts);
      const request: InstructRequest = {
        type: 'instruct-request',
        version: 1,
        instructions: texts.map(([, text]) => text),
        index,
        shards: [...shards],
        results: [...results],
        terms: [...terms],
        salt: randomSalt(),
      };
      await this.#submit(names.instruct, request, day.pair, options);
      made.push(...instructions.map(nameOf));
      if (last) return made;
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
    const items = made.map((reservation) => ({ reservation, read }));
    try {
      return await this.#reserve(items, shownTo, options);
    } catch (error) {
      // Both legs are of one instruction, so the first that is refused says why.
      const [first] = (error instanceof JangbuError ? itemErrors(error)?.values() : undefined) ?? [];
      throw first ?? error;
    }
  }

  async reserveAll(
    instructions: readonly InstructionName[],
    options: CallOptions = {},
  ): Promise<readonly ReservationResult[]> {
    return this.#manyReserving.reserve(await this.#reader.named(instructions, options), options);
  }

  /** Sends reservations for instructions of one pair: shown to the other firm, or to nobody where it has to be left out. */
  async #reserve(
    reservations: readonly LegReservation[],
    shownTo: ShownTo | undefined,
    options: CallOptions,
  ): Promise<Recorded> {
    if (shownTo) return this.#sendReservations(reservations, shownTo, options);
    const pair = reservations[0]?.read.instruction.pair ?? [];
    const { done } = await this.#leavingOut.try(pair, {
      send: (leftOut) =>
        this.#sendReservations(reservations, leftOut === undefined ? 'BOTH' : 'OWNER', options),
      // A firm that is not shown a reservation sees by its hash that the leg is reserved.
      isSpoiled: (items) => items > 0,
    });
    return done;
  }

  async #sendReservations(
    reservations: readonly LegReservation[],
    shownTo: ShownTo,
    options: CallOptions,
  ): Promise<Recorded> {
    const items = reservations.map(({ read, reservation }) => ({
      instruction: read.text,
      reservation: canonicalJson(reservation),
    }));
    await this.#keep(
      'reservation',
      reservations.map(({ reservation }) => {
        const { instruction, leg, lot } = reservation;
        const id = [instruction.creator, instruction.instructionId, leg, lot.creator, lot.lotId].join('/');
        return [id, canonicalJson(reservation)] as const;
      }),
    );
    const pair = reservations[0]?.read.instruction.pair ?? [];
    const request = { type: 'reserve-request', version: 1, items, shownTo };
    return this.#submit(names.reserve, request, shownTo === 'BOTH' ? pair : [this.#ownId], options);
  }

  async release(name: InstructionName, options: CallOptions = {}): Promise<readonly Recorded[]> {
    const results: Recorded[] = [];
    const { text, reservations } = await this.#one(name, options);
    for (const each of reservations) {
      if (each?.reservation.lot.owner !== this.#ownId) continue;
      const request = { type: 'release-request', version: 1, instruction: text, reservation: each.text };
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

  async claimAll(options: CallOptions = {}): Promise<readonly ClaimResult[]> {
    return this.#claiming.claim(await this.#reader.instructions({ unclaimed: true }, options), options);
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
    const { instruction, consents } = await this.#one(name, options);
    if (consents.includes(this.#ownId)) return { status: 'ALREADY_RECORDED' };
    const consent = canonicalJson(instructionCancellation(instruction, this.#ownId));
    await this.#keep('instruction-cancellation', [
      [`${instructionName(instruction)}/${this.#ownId}`, consent],
    ]);
    return sendCancellation(this.#pairs, instruction, consent, options, (request) =>
      this.#submit(names.cancel, request, instruction.pair, options, MOVED),
    );
  }

  async recordFail(name: InstructionName, options: CallOptions = {}): Promise<Recorded> {
    const { text, instruction, reservations, reserved } = await this.#one(name, options);
    const { pair, legs } = instruction;
    const isFaulty = (party: string): boolean =>
      legs.some(({ from }, i) => from === party && reserved[i] !== true);
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
