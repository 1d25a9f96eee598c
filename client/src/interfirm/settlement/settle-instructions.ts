import {
  instructionName,
  transactions,
  transient,
  type InstructionName,
  type RefusalCode,
} from '@jangbu/model';
import type { Members } from '../../consortium/governance/members';
import type { ContractClient } from '../../core/submit/contract-client';
import type { CallOptions, Submitted } from '../../core/submit/submission';
import { AbortedError, JangbuError, RefusedError } from '../../core/errors';
import { chunksOf } from '../../core/lists/chunks';
import type { ReadInstruction } from './instruction-view';
import { itemErrors } from './item-refusals';
import type { UnreachableMembers } from './unreachable-members';

/** Why an instruction does not settle now, and nothing is wrong with that. */
const NOT_NOW = [
  'TOO_EARLY',
  'NOT_RESERVED',
  'INSTRUCTION_CANCELLED',
  'INSTRUCTION_DIVIDED',
] as const satisfies readonly RefusalCode[];

/** Why an instruction does not settle now. */
export type SettlementProblemCode = (typeof NOT_NOW)[number];

/** What came of one instruction that was to be settled. */
export type SettlementResult = InstructionName &
  (
    | {
        readonly status: 'SETTLED';
        readonly transactionId: string | null;
        /** The party that did not take part: what is its own stands with the supervisor until it claims that. */
        readonly leftOut: string | undefined;
      }
    | { readonly status: 'REFUSED'; readonly code: SettlementProblemCode }
    | { readonly status: 'FAILED'; readonly error: JangbuError }
  );

/** So many instructions go into one transaction: what the contracts take. */
const INSTRUCTIONS_PER_TRANSACTION = 50;

function nameOf({ instruction: { creator, instructionId } }: ReadInstruction): InstructionName {
  return { creator, instructionId };
}

function pairOfGroup([first]: readonly ReadInstruction[]): readonly string[] {
  return first?.instruction.pair ?? [];
}

/** A transaction that went through, and who was left out of it. */
interface SettledGroup {
  readonly submitted: Submitted;
  readonly leftOut: string | undefined;
}

/** Settles instructions, those of one pair together, and tells what came of each. */
export class InstructionSettling {
  readonly #contracts: ContractClient;
  readonly #members: Members;
  readonly #ownId: string;
  readonly #away: UnreachableMembers;

  constructor(contracts: ContractClient, members: Members, ownId: string, away: UnreachableMembers) {
    this.#contracts = contracts;
    this.#members = members;
    this.#ownId = ownId;
    this.#away = away;
  }

  /** @returns a result for each, in their order; rejects with nothing but what is no JangbuError */
  async settle(instructions: readonly ReadInstruction[], options: CallOptions): Promise<SettlementResult[]> {
    // Groups touch no lot in common: the contract client sends as many at once as it is set to.
    const groups = groupsOf(instructions).map((group) => this.#settleGroup(group, options));
    const told = (await Promise.all(groups)).flat();
    const results = new Map(told.map((result) => [instructionName(result), result]));
    return instructions.flatMap((each) => results.get(instructionName(each.instruction)) ?? []);
  }

  async #settleGroup(group: readonly ReadInstruction[], options: CallOptions): Promise<SettlementResult[]> {
    try {
      const { submitted, leftOut } = await this.#submit(group, options);
      const transactionId = submitted.status === 'RECORDED' ? submitted.transactionId : null;
      return group.map((each) => ({ ...nameOf(each), status: 'SETTLED', transactionId, leftOut }));
    } catch (error) {
      if (!(error instanceof JangbuError)) throw error;
      return this.#withoutRefused(group, error, options);
    }
  }

  /** Tells those that were refused, and sends the others again without them. */
  async #withoutRefused(
    group: readonly ReadInstruction[],
    error: JangbuError,
    options: CallOptions,
  ): Promise<SettlementResult[]> {
    const errors = itemErrors(error);
    const rest = group.filter((_, position) => errors?.has(position) !== true);
    const told = group.flatMap((each, position) => {
      const own = errors ? errors.get(position) : error;
      return own ? [resultOf(each, own)] : [];
    });
    // Where none is named nothing is to be gained by sending them again.
    if (!errors || rest.length === group.length) return group.map((each) => resultOf(each, error));
    return rest.length === 0 ? told : [...told, ...(await this.#settleGroup(rest, options))];
  }

  /** Settles with both parties; after whatever failure that is not the own peer's word, without the one or the other. */
  async #submit(group: readonly ReadInstruction[], options: CallOptions): Promise<SettledGroup> {
    const pair = pairOfGroup(group);
    const others = pair.filter((id) => id !== this.#ownId);
    const known = others.find((id) => this.#away.someUnreachable([id]));
    if (known !== undefined) return this.#submitWithout(known, group, options);
    try {
      return { submitted: await this.#send(group, pair, options), leftOut: undefined };
    } catch (error) {
      if (!(error instanceof JangbuError) || (await this.#isFinal(error))) throw error;
      for (const other of others) {
        const settled = await this.#tryWithout(other, group, options);
        if (settled) return settled;
      }
      throw error;
    }
  }

  /** Whether leaving somebody out would change nothing: the own peer refuses, or the caller has given up. */
  async #isFinal(error: JangbuError): Promise<boolean> {
    if (error instanceof AbortedError) return true;
    if (!(error instanceof RefusedError)) return false;
    const { members } = await this.#members.known();
    const own = members.find(({ id }) => id === this.#ownId)?.mspId;
    return error.refusedBy.length === 0 || (own !== undefined && error.refusedBy.includes(own));
  }

  async #tryWithout(
    other: string,
    group: readonly ReadInstruction[],
    options: CallOptions,
  ): Promise<SettledGroup | undefined> {
    try {
      const settled = await this.#submitWithout(other, group, options);
      this.#away.noteUnreachable([other]);
      return settled;
    } catch (error) {
      // The supervisor may have left out the wrong one of the two.
      if (error instanceof JangbuError && !itemErrors(error)) return undefined;
      throw error;
    }
  }

  async #submitWithout(
    other: string,
    group: readonly ReadInstruction[],
    options: CallOptions,
  ): Promise<SettledGroup> {
    const taking = pairOfGroup(group).filter((id) => id !== other);
    return { submitted: await this.#send(group, taking, options), leftOut: other };
  }

  #send(
    group: readonly ReadInstruction[],
    parties: readonly string[],
    options: CallOptions,
  ): Promise<Submitted> {
    const items = group.map(({ text, instruction, reservations }) => ({
      instruction: text,
      reservations: instruction.legs.map((_, i) => reservations[i]?.text ?? null),
    }));
    const request = { type: 'settle-request', version: 1, parties, items };
    const submission = {
      transaction: transactions.settlement.settle,
      transient: { [transient.request]: JSON.stringify(request) },
      endorsers: this.#members.partiesAndSupervisor(parties),
    };
    return this.#contracts.submit(submission, options);
  }
}

function resultOf(each: ReadInstruction, error: JangbuError): SettlementResult {
  const code = error instanceof RefusedError ? error.refusal.code : undefined;
  const problem = NOT_NOW.find((known) => known === code);
  return problem
    ? { ...nameOf(each), status: 'REFUSED', code: problem }
    : { ...nameOf(each), status: 'FAILED', error };
}

/** Instructions of one pair together, as many as one transaction takes; each once. */
function groupsOf(instructions: readonly ReadInstruction[]): ReadInstruction[][] {
  const byPair = new Map<string, Map<string, ReadInstruction>>();
  for (const each of instructions) {
    const pair = each.instruction.pair.join('/');
    const group = byPair.get(pair) ?? new Map<string, ReadInstruction>();
    byPair.set(pair, group.set(instructionName(each.instruction), each));
  }
  return [...byPair.values()].flatMap((group) => chunksOf([...group.values()], INSTRUCTIONS_PER_TRANSACTION));
}
