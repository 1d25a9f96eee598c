import {
  canonicalJson,
  instructionName,
  transactions,
  transient,
  type ClaimRequest,
  type InstructionName,
} from '@jangbu/model';
import type { Members } from '../../consortium/governance/members';
import type { ContractClient } from '../../core/submit/contract-client';
import type { CallOptions, Submitted } from '../../core/submit/submission';
import { JangbuError } from '../../core/errors';
import { chunksOf } from '../../core/lists/chunks';
import { nameOfRead, type ReadInstruction } from './instruction-view';
import { itemErrors } from './item-refusals';

/** So many instructions are claimed in one transaction: what the contracts take. */
const INSTRUCTIONS_PER_TRANSACTION = 50;

/** What came of claiming an instruction that has settled without the member. */
export type ClaimResult = InstructionName &
  (
    | {
        readonly status: 'CLAIMED';
        /** Null where it had been claimed before. */
        readonly transactionId: string | null;
      }
    | { readonly status: 'FAILED'; readonly error: JangbuError }
  );

/** Writes to the member's own collection what settled without it, as it stands with the supervisor. */
export class SettlementClaiming {
  readonly #contracts: ContractClient;
  readonly #members: Members;
  readonly #ownId: string;

  constructor(contracts: ContractClient, members: Members, ownId: string) {
    this.#contracts = contracts;
    this.#members = members;
    this.#ownId = ownId;
  }

  /** Claims all of these that are to be claimed. @returns a result for each of those */
  async claim(reads: readonly ReadInstruction[], options: CallOptions): Promise<ClaimResult[]> {
    const unclaimed = reads.filter(({ unclaimed: text }) => text !== null);
    const results: ClaimResult[] = [];
    for (const group of chunksOf(unclaimed, INSTRUCTIONS_PER_TRANSACTION)) {
      results.push(...(await this.#claimGroup(group, options)));
    }
    return results;
  }

  /** Claims a group; those that are refused are told, and the others sent again without them. */
  async #claimGroup(group: readonly ReadInstruction[], options: CallOptions): Promise<ClaimResult[]> {
    try {
      const submitted = await this.#send(group, options);
      const transactionId = submitted.status === 'RECORDED' ? submitted.transactionId : null;
      return group.map((each) => ({ ...nameOfRead(each), status: 'CLAIMED', transactionId }));
    } catch (error) {
      if (!(error instanceof JangbuError)) throw error;
      const errors = itemErrors(error);
      const rest = group.filter((_, position) => errors?.has(position) !== true);
      // Where none is named nothing is to be gained by sending them again.
      const isAgain = errors !== undefined && rest.length > 0 && rest.length < group.length;
      const again = isAgain ? await this.#claimGroup(rest, options) : [];
      const told = new Map(again.map((each) => [instructionName(each), each]));
      return group.map((each, position): ClaimResult => {
        const failed = {
          ...nameOfRead(each),
          status: 'FAILED',
          error: errors?.get(position) ?? error,
        } as const;
        return told.get(instructionName(failed)) ?? failed;
      });
    }
  }

  async #send(group: readonly ReadInstruction[], options: CallOptions): Promise<Submitted> {
    const items = group.map(({ text, unclaimed, reservations }) => ({
      instruction: text,
      settlement: unclaimed ?? '',
      reservations: reservations.map((each) =>
        each?.reservation.lot.owner === this.#ownId ? each.text : null,
      ),
    }));
    const request: ClaimRequest = { type: 'claim-request', version: 1, member: this.#ownId, items };
    const submission = {
      transaction: transactions.settlement.claim,
      transient: { [transient.request]: canonicalJson(request) },
      endorsers: this.#members.alone(this.#ownId),
    };
    return this.#contracts.submit(submission, options);
  }
}
