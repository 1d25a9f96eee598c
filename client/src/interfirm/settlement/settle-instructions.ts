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
import { JangbuError, RefusedError } from '../../core/errors';
import { chunksOf } from '../../core/lists/chunks';
import { nameOfRead, type ReadInstruction } from './instruction-view';
import { itemErrors } from './item-refusals';
import { spoilersIn, type LeavingOut } from './leaving-out';

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

function pairOfGroup([first]: readonly ReadInstruction[]): readonly string[] {
  return first?.instruction.pair ?? [];
}

/** Settles instructions, those of one pair together, and tells what came of each. */
export class InstructionSettling {
  readonly #contracts: ContractClient;
  readonly #members: Members;
  readonly #leavingOut: LeavingOut;

  constructor(contracts: ContractClient, members: Members, leavingOut: LeavingOut) {
    this.#contracts = contracts;
    this.#members = members;
    this.#leavingOut = leavingOut;
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
    const pair = pairOfGroup(group);
    try {
      const { done, leftOut } = await this.#leavingOut.try(pair, {
        send: (without) => {
          const taking = pair.filter((id) => id !== without);
          return this.#send(group, taking, options);
        },
        // A firm has its part in those of which it did not spoil its copy.
        isSpoiled: (items) => items === group.length,
      });
      const transactionId = done.status === 'RECORDED' ? done.transactionId : null;
      return group.map((each) => ({ ...nameOfRead(each), status: 'SETTLED', transactionId, leftOut }));
    } catch (error) {
      if (!(error instanceof JangbuError)) throw error;
      return this.#withoutRefused(group, error, options);
    }
  }

  /**
   * Tells those that were refused, and sends the others again without them. Those of which a firm spoiled its own copy are sent by
   * themselves, so that it has a part in the others.
   */
  async #withoutRefused(
    group: readonly ReadInstruction[],
    error: JangbuError,
    options: CallOptions,
  ): Promise<SettlementResult[]> {
    const errors = itemErrors(error);
    if (!errors) return group.map((each) => resultOf(each, error));
    const others = await this.#leavingOut.others(pairOfGroup(group));
    const parts = partsOf(group, (position) => {
      const own = errors.get(position);
      return own ? spoilersIn(own.refusal, others).join() || 'REFUSED' : 'REST';
    });
    // Where all would be sent as before nothing is to be gained by sending them again.
    const isStuck = [...parts.values()].some((part) => part.length === group.length);
    if (isStuck) return group.map((each, position) => resultOf(each, errors.get(position) ?? error));
    const told = (parts.get('REFUSED') ?? []).map((each) =>
      resultOf(each, errors.get(group.indexOf(each)) ?? error),
    );
    for (const [why, part] of parts) {
      if (why !== 'REFUSED') told.push(...(await this.#settleGroup(part, options)));
    }
    return told;
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
      endorsers: this.#members.listedPartiesAndSupervisor(parties),
    };
    return this.#contracts.submit(submission, options);
  }
}

function resultOf(each: ReadInstruction, error: JangbuError): SettlementResult {
  const code = error instanceof RefusedError ? error.refusal.code : undefined;
  const problem = NOT_NOW.find((known) => known === code);
  return problem
    ? { ...nameOfRead(each), status: 'REFUSED', code: problem }
    : { ...nameOfRead(each), status: 'FAILED', error };
}

/** A group's instructions by what is to be done with each. */
function partsOf(
  group: readonly ReadInstruction[],
  partOf: (position: number) => string,
): ReadonlyMap<string, readonly ReadInstruction[]> {
  const parts = new Map<string, ReadInstruction[]>();
  for (const [position, each] of group.entries()) {
    const part = partOf(position);
    parts.set(part, [...(parts.get(part) ?? []), each]);
  }
  return parts;
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
