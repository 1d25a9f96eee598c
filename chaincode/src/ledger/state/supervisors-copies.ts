import {
  copyAgainst,
  documentName,
  keys,
  termsAfter,
  type FormerCopy,
  type Key,
  type SupervisionTerms,
} from '@jangbu/model';

/** SHA-256 of what stands at a key of a member's collection; undefined for nothing. */
type HashOf = (mspId: string, key: Key) => Promise<string | undefined>;

/** The supervisor's copies beside those of its predecessors, all by their hashes, which every peer knows. */
export class SupervisorsCopies {
  readonly #hashOf: HashOf;
  readonly #terms: SupervisionTerms;

  constructor(hashOf: HashOf, terms: SupervisionTerms) {
    this.#hashOf = hashOf;
    this.#terms = terms;
  }

  /** The former copy that speaks against one of the supervisor's own, unless the own one was upheld since. */
  async against(key: Key, own: string | undefined): Promise<FormerCopy | undefined> {
    const copies = await Promise.all(
      this.#terms.former.map(async (former) => ({
        ...former,
        hash: await this.#hashOf(former.member.mspId, key),
      })),
    );
    const against = copyAgainst(own, copies);
    return against && !(await this.#isUpheld(key, against)) ? against : undefined;
  }

  /** What stands with the supervisor, or with whoever it has not yet taken that over from: to tell, not to rest on. */
  async told(key: Key): Promise<string | undefined> {
    const own = await this.#hashOf(this.#terms.supervisor.mspId, key);
    return (await this.against(key, own))?.hash ?? own;
  }

  async #isUpheld(key: Key, against: FormerCopy): Promise<boolean> {
    const document = documentName(key);
    const marks = await Promise.all(
      termsAfter(this.#terms, against).map((term) => this.isMarked(term, document)),
    );
    return marks.includes(true);
  }

  /** Whether the supervisor has marked a key as upheld in a term. */
  async isMarked(term: number, document: string): Promise<boolean> {
    const { mspId } = this.#terms.supervisor;
    return (await this.#hashOf(mspId, keys.upheld(term, document))) !== undefined;
  }
}
