import type { InstructionName, InstructionsAsked, ShownTo } from '@jangbu/model';
import type { Recorded } from '../../core/submit/recorded';
import type { CallOptions } from '../../core/submit/submission';
import type { Listing } from '../../core/lists/listing';
import type { OwnReservation } from '../holdings/lot-view';
import type { PairDayInput } from '../matching/pair-day';
import type { SettlementInstruction } from './instruction-view';
import type { ClaimResult } from './claim-settled';
import type { FirmTerms, PairTerms } from './pair-terms';
import type { ReservationResult } from './reserve-all';
import type { SettlementResult } from './settle-instructions';

/** How a firm's lots are reserved. */
export interface ReserveOptions extends CallOptions {
  /**
   * `OWNER`: the other firm is not shown the reservation, and its peer not asked. Otherwise it is, unless its peer
   * does not sign, it spoiled its own copy, or it is suspended (`BOTH` insists on it).
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
   * How the own firm and another one settle with each other, by the own peer. Any role; one query.
   *
   * @param counterparty the other firm's member id
   */
  terms(counterparty: string, options?: CallOptions): Promise<PairTerms>;
  /**
   * Gives the own firm's word on how it settles with another one; it holds until the next one. For a trader. One query,
   * one transaction. What has been instructed stands.
   *
   * @param counterparty the other firm's member id
   * @throws RefusedError `RECORD_MOVED` when a colleague came first (call again), `MEMBER_UNKNOWN`…
   */
  setTerms(counterparty: string, terms: FirmTerms, options?: CallOptions): Promise<Recorded>;
  /**
   * Makes instructions for all that a pair owes each other in won by the last match and that no
   * instruction has taken up, netted. For a trader of either party, or the supervisor's operator. Two queries, and a
   * transaction for 50 instructions.
   *
   * @throws RefusedError `MATCHING_OPEN` while trades of that date are still matched and nothing of them is due,
   *   `RECORD_MOVED` when the other firm came first (call again), `NOT_A_PARTY`…
   */
  instructNet(pairDay: PairDayInput, options?: CallOptions): Promise<readonly InstructionName[]>;
  /**
   * Makes an instruction for each trade of one match that no instruction has taken up, where both firms have agreed to
   * that by their {@link setTerms}. For a trader of either party, or the supervisor's operator. Four queries, and a transaction for 50 instructions.
   *
   * @param sequence the match, as `trades.match` numbers them
   * @throws InputError when the own peer has no such match; RefusedError `GROSS_NOT_AGREED`, and as {@link instructNet}
   */
  instructGross(
    pairDay: PairDayInput,
    sequence: number,
    options?: CallOptions,
  ): Promise<readonly InstructionName[]>;
  /**
   * The own lots that stand reserved, or stood so when their instruction settled, with these instructions as they are recorded:
   * what somebody needs who checks a settlement by its hashes (`watchLots` does). Any role; one query for 200 instructions.
   */
  reservations(options?: CallOptions): Listing<OwnReservation>;
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
   * Gives the own lots back that are reserved for an instruction: until the reservation cut-off and while some leg has no
   * lot; at any time once both firms have cancelled or divided it. For a trader. One query, and a transaction for each
   * lot; needs the own peer and the supervisor's only.
   *
   * @throws RefusedError `INSTRUCTION_FINAL`, `PHASE_CLOSED`, `INSTRUCTION_SETTLED`…
   */
  release(instruction: InstructionName, options?: CallOptions): Promise<readonly Recorded[]>;
  /**
   * Settles instructions: of each all legs or none, those of one pair in one transaction (50 at most).
   * Those that cannot settle are left out and the others sent again. The other firm is left out where its peer does not
   * sign, it spoiled its own copy, or it is suspended, and claims what is its own ({@link claimAll}). In any phase. For a trader of either party, or the supervisor.
   * One query.
   *
   * @returns a result for each, in their order: what goes wrong on the way is told there
   * @throws InputError when the own peer does not hold one of them
   */
  settle(
    instructions: readonly InstructionName[],
    options?: SettleOptions,
  ): Promise<readonly SettlementResult[]>;
  /**
   * Claims what settled without the own member: writes the records, what it received and what it delivered to its own
   * collection, as they stand with the supervisor. In any phase, with the own peer alone, and though the member be
   * suspended. Those that are refused are left out and the others sent again. For a trader. A query for 200
   * instructions, a transaction for 50 that are claimed.
   *
   * @returns a result for each that was to be claimed: what goes wrong with one of them is told there
   */
  claimAll(options?: CallOptions): Promise<readonly ClaimResult[]>;
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
   * Consents to an instruction's cancellation; it is cancelled once both firms have. What it would have settled is owed as
   * before then: it is instructed anew, net or gross, and its trades can be cancelled. For a trader of
   * either party. Three queries, one transaction; anew where a match came first. {@link release} own lots then.
   *
   * @throws RefusedError `INSTRUCTION_SETTLED`, `ID_TAKEN` when the member has consented before
   * @throws PeerError when the own peer has the instruction and not the match from which it was made
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
