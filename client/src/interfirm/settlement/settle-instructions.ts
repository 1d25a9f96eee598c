import {
  instructionName,
  transactions,
  transient,
  type InstructionName,
  type SettlementProblemCode,
} from '@jangbu/model';
import type { Members } from '../../consortium/governance/members';
import type { ContractClient } from '../../core/submit/contract-client';
import type { CallOptions, Submitted } from '../../core/submit/submission';
import { JangbuError, RefusedError } from '../../core/errors';
import { chunksOf } from '../../core/lists/chunks';
import type { ReadInstruction } from './instruction-view';

/** What came of one instruction that was to be settled. */
export type SettlementResult = InstructionName &
  (
    | { readonly status: 'SETTLED'; readonly transactionId: string | null }
    | { readonly status: 'REFUSED'; readonly code: SettlementProblemCode }
    | { readonly status: 'FAILED'; readonly error: JangbuError }
  );

/** So many instructions go into one transaction: what the contracts take. */
const INSTRUCTIONS_PER_TRANSACTION = 50;

function nameOf({ instruction: { creator, instructionId } }: ReadInstruction): InstructionName {
  return { creator, instructionId };
}

/** Settles instructions, those of one pair together, and tells what came of each. */
export class InstructionSettling {
  readonly #contracts: ContractClient;
  readonly #members: Members;

  constructor(contracts: ContractClient, members: Members) {
    this.#contracts = contracts;
    this.#members = members;
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
      const submitted = await this.#submit(group, options);
      const transactionId = submitted.status === 'RECORDED' ? submitted.transactionId : null;
      return group.map((each) => ({ ...nameOf(each), status: 'SETTLED', transactionId }));
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
    const refused = new Map<string, SettlementProblemCode>();
    if (error instanceof RefusedError && error.refusal.code === 'SETTLEMENTS_REFUSED') {
      for (const { instruction, code } of error.refusal.facts.instructions) refused.set(instruction, code);
    }
    const rest = group.filter(({ instruction }) => !refused.has(instructionName(instruction)));
    if (rest.length === group.length) {
      return group.map((each) => ({ ...nameOf(each), status: 'FAILED', error }));
    }
    const told = group.flatMap((each): SettlementResult[] => {
      const code = refused.get(instructionName(each.instruction));
      return code ? [{ ...nameOf(each), status: 'REFUSED', code }] : [];
    });
    return rest.length === 0 ? told : [...told, ...(await this.#settleGroup(rest, options))];
  }

  #submit(group: readonly ReadInstruction[], options: CallOptions): Promise<Submitted> {
    const items = group.map(({ text, instruction, reservations }) => ({
      instruction: text,
      reservations: instruction.legs.map((_, i) => reservations[i]?.text ?? null),
    }));
    const request = { type: 'settle-request', version: 1, items };
    const submission = {
      transaction: transactions.settlement.settle,
      transient: { [transient.request]: JSON.stringify(request) },
      endorsers: this.#members.partiesAndSupervisor(group[0]?.instruction.pair ?? []),
    };
    return this.#contracts.submit(submission, options);
  }
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
