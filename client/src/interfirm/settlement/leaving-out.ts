import { supervisorOf, type MembersDocument, type Refusal } from '@jangbu/model';
import type { Members } from '../../consortium/governance/members';
import { AbortedError, JangbuError, RefusedError } from '../../core/errors';
import { itemErrors } from './item-refusals';
import type { UnreachableMembers } from './unreachable-members';

/** What was done at last, and which firm had no part in it. */
export interface Done<T> {
  readonly done: T;
  readonly leftOut: string | undefined;
}

/**
 * Those whose own copies alone keep something from being done: every peer sees that by the hashes, the own one too.
 *
 * @param others members that may be left out
 * @returns none where something else is in the way
 */
export function spoilersIn(refusal: Refusal, others: readonly string[]): readonly string[] {
  if (refusal.code !== 'DOCUMENT_NOT_HELD') return [];
  const { members } = refusal.facts;
  return members.every((id) => others.includes(id)) ? members : [];
}

/** How many refusals, of a request or of its items, tell of others' own copies alone. */
function countSpoiled(error: JangbuError, others: readonly string[]): number {
  if (!(error instanceof RefusedError)) return 0;
  const items = [...(itemErrors(error)?.values() ?? [error])];
  return items.filter(({ refusal }) => spoilersIn(refusal, others).length > 0).length;
}

/** What is tried with both firms of a pair, and then without one of them. */
export interface Attempt<T> {
  /** @param leftOut the firm that has no part in it; undefined for nobody */
  readonly send: (leftOut: string | undefined) => Promise<T>;
  /** Whether to leave a firm out of all of it where the own peer, too, sees that firms spoiled their own copies of so many items. */
  readonly isSpoiled: (items: number) => boolean;
}

/**
 * Does what can be done without one of the two firms of a pair. That a firm is away cannot be proved, so it is left out after
 * whatever failure that is not the own peer's word: its peer refuses, comes to another result or lets the deadline
 * pass. Nor is it the own peer's word where that tells of the other firm's own copy only.
 */
export class LeavingOut {
  readonly #members: Members;
  readonly #ownId: string;
  readonly #away: UnreachableMembers;

  constructor(members: Members, ownId: string, away: UnreachableMembers) {
    this.#members = members;
    this.#ownId = ownId;
    this.#away = away;
  }

  /** Those of a pair that may be left out: neither the own member nor the supervisor, which holds all of it anyway. */
  async others(pair: readonly string[]): Promise<readonly string[]> {
    return this.#othersIn(pair, await this.#members.known());
  }

  #othersIn(pair: readonly string[], document: MembersDocument): readonly string[] {
    const supervisor = supervisorOf(document)?.id;
    return pair.filter((id) => id !== this.#ownId && id !== supervisor);
  }

  /**
   * Tries with both, and then without the one or the other; without those that are suspended, or were away a moment
   * ago, from the start.
   *
   * @throws JangbuError the own peer's word, else what it failed with first
   */
  async try<T>(pair: readonly string[], { send, isSpoiled }: Attempt<T>): Promise<Done<T>> {
    const document = await this.#members.known();
    const others = this.#othersIn(pair, document);
    let failure: JangbuError | undefined;
    for (const leftOut of this.#inTurn(pair, others, document)) {
      try {
        const done = await send(leftOut);
        this.#note(pair, leftOut, failure);
        return { done, leftOut };
      } catch (error) {
        if (!(error instanceof JangbuError)) throw error;
        if (!isSpoiled(countSpoiled(error, others)) && (await this.#isFinal(error))) throw error;
        failure ??= error;
      }
    }
    throw failure ?? new RangeError('nothing was tried');
  }

  /** Whom to leave out, in turn; undefined for nobody. */
  #inTurn(
    pair: readonly string[],
    others: readonly string[],
    { members }: MembersDocument,
  ): readonly (string | undefined)[] {
    const away = others.filter((id) => this.#away.someUnreachable([id]));
    const near = others.filter((id) => !away.includes(id));
    const turns = away.length > 0 ? [...away, ...near] : [undefined, ...near];
    const suspended = members.filter(({ status }) => status === 'SUSPENDED').map(({ id }) => id);
    const active = turns.filter((leftOut) => !pair.some((id) => id !== leftOut && suspended.includes(id)));
    // Where both are suspended one of them has to take part all the same: its peer signs as before.
    return active.length > 0 ? active : turns;
  }

  #note(pair: readonly string[], leftOut: string | undefined, failure: JangbuError | undefined): void {
    this.#away.noteReached(pair.filter((id) => id !== leftOut));
    if (leftOut === undefined || !failure) return;
    // Its peer signs other things than those of which it spoiled its copy.
    if (countSpoiled(failure, [leftOut]) === 0) this.#away.noteUnreachable([leftOut]);
  }

  /** Whether leaving somebody out would change nothing: the own peer refuses, or the caller has given up. */
  async #isFinal(error: JangbuError): Promise<boolean> {
    if (error instanceof AbortedError) return true;
    if (!(error instanceof RefusedError)) return false;
    const { members } = await this.#members.known();
    const own = members.find(({ id }) => id === this.#ownId)?.mspId;
    return error.refusedBy.length === 0 || (own !== undefined && error.refusedBy.includes(own));
  }
}
