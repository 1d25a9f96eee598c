import {
  activeMembers,
  membersDocumentChecker,
  supervisorOf,
  transactions,
  type LedgerMember,
  type MembersDocument,
  type Refusal,
} from '@jangbu/model';
import type { Endorsers } from '../../core/submit/endorsers';
import type { ContractClient } from '../../core/submit/contract-client';
import type { CallOptions } from '../../core/submit/submission';
import { RefusedError } from '../../core/errors';
import { readDocument } from '../../core/submit/answers';

/** The members of the ledger, remembered until there is reason to doubt them. */
export class Members {
  readonly #contracts: ContractClient;
  #known: Promise<MembersDocument> | undefined;

  constructor(contracts: ContractClient) {
    this.#contracts = contracts;
  }

  /** Reads the members from the ledger. One query. */
  async read(options: CallOptions = {}): Promise<MembersDocument> {
    const answer = await this.#contracts.evaluate({ transaction: transactions.consortium.members }, options);
    const document = readDocument(answer, membersDocumentChecker, transactions.consortium.members);
    this.#known = Promise.resolve(document);
    return document;
  }

  /**
   * The id of the supervisor in force.
   *
   * @throws RefusedError `NO_SUPERVISOR`
   */
  async supervisor(): Promise<string> {
    const found = supervisorOf(await this.read());
    if (!found) throw new RefusedError({ code: 'NO_SUPERVISOR', facts: {} });
    return found.id;
  }

  /** The members as they are known; read when they are not. */
  known(): Promise<MembersDocument> {
    if (!this.#known) {
      const reading = this.read();
      this.#known = reading;
      reading.catch(() => {
        if (this.#known === reading) this.#known = undefined;
      });
    }
    return this.#known;
  }

  #forget(doubtful: boolean): void {
    if (doubtful) this.#known = undefined;
  }

  /**
   * One member, for what goes to its own collection and nowhere else.
   *
   * @param id of the member
   * @returns as {@link partiesAndSupervisor}
   */
  alone(id: string): (doubtful: boolean) => Promise<Endorsers> {
    return async (doubtful) => {
      this.#forget(doubtful);
      const member = activeMembers(await this.known()).find((each) => each.id === id);
      if (!member) throw new RefusedError({ code: 'MEMBER_UNKNOWN', facts: { member: id } });
      return { rule: 'ALL', organizations: [member.mspId] };
    };
  }

  /**
   * The parties of a private fact and the supervisor, who all endorse it.
   *
   * @param parties member ids
   * @returns what the contract client asks before each try; throws RefusedError (`MEMBER_UNKNOWN`,
   *   `NO_SUPERVISOR`) where the contracts would refuse for that reason
   */
  partiesAndSupervisor(parties: readonly string[]): (doubtful: boolean) => Promise<Endorsers> {
    return async (doubtful) => {
      this.#forget(doubtful);
      let found = endorsersOf(await this.known(), parties);
      if ('code' in found) {
        // Perhaps admitted or named since the members were read.
        this.#forget(true);
        found = endorsersOf(await this.known(), parties);
      }
      if ('code' in found) throw new RefusedError(found);
      return found;
    };
  }
}

function endorsersOf(document: MembersDocument, parties: readonly string[]): Endorsers | Refusal {
  const active = activeMembers(document);
  const organizations = new Set<string>();
  for (const party of parties) {
    const member: LedgerMember | undefined = active.find(({ id }) => id === party);
    if (!member) return { code: 'MEMBER_UNKNOWN', facts: { member: party } };
    organizations.add(member.mspId);
  }
  const supervisor = supervisorOf(document);
  if (!supervisor) return { code: 'NO_SUPERVISOR', facts: {} };
  organizations.add(supervisor.mspId);
  return { rule: 'ALL', organizations: [...organizations] };
}
