import {
  canonicalJson,
  transactions,
  transient,
  type ClaimRequest,
  type InstructionName,
} from '@jangbu/model';
import type { Members } from '../../consortium/governance/members';
import type { ContractClient } from '../../core/submit/contract-client';
import { recorded, type Recorded } from '../../core/submit/recorded';
import type { CallOptions } from '../../core/submit/submission';
import { chunksOf } from '../../core/lists/chunks';
import type { ReadInstruction } from './instruction-view';

/** So many instructions are claimed in one transaction: what the contracts take. */
const INSTRUCTIONS_PER_TRANSACTION = 50;

/** An instruction that has settled without the member, and what came of claiming it. */
export type ClaimedInstruction = InstructionName & Recorded;

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

  /** Claims all of these that are to be claimed. @returns those */
  async claim(reads: readonly ReadInstruction[], options: CallOptions): Promise<ClaimedInstruction[]> {
    const unclaimed = reads.filter(({ unclaimed: text }) => text !== null);
    const claimed: ClaimedInstruction[] = [];
    for (const group of chunksOf(unclaimed, INSTRUCTIONS_PER_TRANSACTION)) {
      const done = await this.#send(group, options);
      claimed.push(
        ...group.map(({ instruction: { creator, instructionId } }) => ({ creator, instructionId, ...done })),
      );
    }
    return claimed;
  }

  async #send(group: readonly ReadInstruction[], options: CallOptions): Promise<Recorded> {
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
    return recorded(await this.#contracts.submit(submission, options));
  }
}
