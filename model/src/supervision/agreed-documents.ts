import type { MembersDocument } from '../documents/consortium';
import { keys, type Key } from '../documents/keys';
import { recordParties } from '../documents/key-kinds';
import {
  copyAgainst,
  supervisionTerms,
  termsAfter,
  type SupervisionTerms,
} from '../documents/supervision-terms';
import {
  currentOf,
  documentName,
  type Agreed,
  type Doubt,
  type KeyStanding,
  type SeenTransaction,
  type SeenWrite,
} from './agreed';
import { WrittenAlone, type SupervisedWrite } from './written-alone';

/** What is known of one key. */
interface Known {
  /** The last of each set of holders, the latest at the end. */
  agreed: readonly Agreed[];
  /** What the supervisor wrote last, and in which term: an older copy of its own is no word that it gave in this one. */
  inForce?: { readonly term: number | undefined; readonly hash: string | null };
  /** What stands in each organisation's collection now. */
  readonly present: Map<string, string>;
}

/**
 * Who agreed to what, as the blocks of a ledger tell it by hashes alone. What counts is what the supervisor in force at
 * that time and the parties came to hold by one transaction: what one of them wrote to its own collection by itself,
 * before or after, changes nothing, unless it is what the supervisor holds (a claim). So a former supervisor's peers need not be asked, and could not mislead if they were.
 */
export class AgreedDocuments {
  #members: MembersDocument | undefined;
  #terms: SupervisionTerms | undefined;
  readonly #known = new Map<string, Known>();
  /** Sets of holders are few: each is kept once. */
  readonly #holders = new Map<string, readonly string[]>();
  readonly #alone = new WrittenAlone();

  /** The members as the last transaction left them. */
  get members(): MembersDocument | undefined {
    return this.#members;
  }

  /** What supervisors wrote alone, in transactions with others. */
  get alone(): Pick<WrittenAlone, 'of' | 'isAlone'> {
    return this.#alone;
  }

  /** Takes in a transaction. They come in the order of the chain, from the first block on. */
  apply({ transactionId, members, writes }: SeenTransaction): void {
    const supervisor = this.#terms?.supervisor.mspId;
    const written = new Map<string, SupervisedWrite>();
    for (const write of writes) {
      const known = this.#of(write.document);
      const { present } = known;
      if (write.hash === null) present.delete(write.mspId);
      else present.set(write.mspId, write.hash);
      if (write.mspId !== supervisor) continue;
      known.inForce = { term: this.#terms?.term, hash: write.hash };
      const holders = writes.filter(
        ({ document, hash }) => document === write.document && hash === write.hash,
      );
      if (holders.length > 1)
        this.#agree(write.document, { hash: write.hash, supervisor, transactionId }, holders);
      const beside = holders.flatMap(({ mspId }) => (mspId === supervisor ? [] : [mspId]));
      written.set(write.document, { hash: write.hash, beside });
    }
    if (supervisor !== undefined) {
      this.#alone.apply(written, () => this.#marksOf(written));
      this.#claims(transactionId, supervisor, writes);
    }
    if (!members) return;
    this.#members = members;
    this.#terms = supervisionTerms(members);
  }

  /** Every key (by its SHA-256) that has been written to any collection. */
  documents(): IterableIterator<string> {
    return this.#known.keys();
  }

  /** How a key stands with the supervisor in force. */
  standingOf(document: string): KeyStanding {
    const terms = this.#terms;
    const known = this.#known.get(document);
    if (!terms || !known) return 'STANDS';
    const own = known.present.get(terms.supervisor.mspId);
    const wanted = this.#wanted(document, known);
    // A copy of an earlier term of what was taken away since is no document that could be had; whatever rests on it
    // asks its parties, who have it no more.
    const isDue = wanted.length > 0 && (own === undefined || !wanted.includes(own));
    if (isDue && !this.#isSetAside(document, known, terms)) return 'DUE';
    return this.#isDisputed(document, known, terms) ? 'DISPUTED' : 'STANDS';
  }

  /** MSP ids of those that a due document can be had from: they hold what was agreed last. */
  sourcesOf(document: string): readonly string[] {
    const known = this.#known.get(document);
    const wanted = known ? this.#wanted(document, known) : [];
    return [...new Set(wanted.flatMap((hash) => this.holdersNow(document, hash)))];
  }

  /** Keys at which a former supervisor wrote something alone, which no party has come to hold, and nothing is decided. */
  waiting(): string[] {
    return [...this.#alone.documents()].filter(
      (document) =>
        (this.#known.get(document)?.agreed.length ?? 0) === 0 && this.standingOf(document) === 'DUE',
    );
  }

  /** MSP ids of those, besides the supervisor in force, in whose collections that stands now. */
  holdersNow(document: string, hash: string): readonly string[] {
    const own = this.#terms?.supervisor.mspId;
    const present = this.#known.get(document)?.present ?? [];
    return [...present].flatMap(([mspId, held]) => (held === hash && mspId !== own ? [mspId] : []));
  }

  /** SHA-256 of what the supervisor in force holds under a key. */
  ownOf(document: string): string | undefined {
    return this.#terms && this.#known.get(document)?.present.get(this.#terms.supervisor.mspId);
  }

  /**
   * What its parties agreed to last, given a text that claims to be it: the last version that stands with all of them.
   *
   * @returns undefined where they never did, or the text does not tell who they are
   */
  agreedOn(key: Key, text: string): Agreed | undefined {
    const parties = this.#partiesIn(key, text);
    if (!parties) return undefined;
    const agreed = this.#known.get(documentName(key))?.agreed ?? [];
    return agreed.findLast(({ holders }) => parties.every((mspId) => holders.includes(mspId)));
  }

  /** What a member came to hold last under a key with a supervisor of that time, whoever else did. */
  agreedWith(id: string, key: Key): Agreed | undefined {
    const mspId = this.mspIdOf(id);
    return this.#known.get(documentName(key))?.agreed.findLast(({ holders }) => holders.includes(mspId));
  }

  /** Whether no more than one member came to hold a key with a supervisor, each time that one did. */
  isAgreedByOne(document: string): boolean {
    const agreed = this.#known.get(document)?.agreed ?? [];
    return agreed.length > 0 && agreed.every(({ holders }) => holders.length === 2);
  }

  /** A member's MSP id; its id where it is listed no more. */
  mspIdOf(id: string): string {
    return this.#members?.members.find((member) => member.id === id)?.mspId ?? id;
  }

  /** What the supervisor in force wrote by itself in its term and does not fit what was agreed. */
  *doubts(): Iterable<Doubt> {
    const terms = this.#terms;
    if (!terms || terms.former.length === 0) return;
    for (const [document, known] of this.#known) {
      const kind = this.#doubtOn(document, known, terms);
      if (kind) yield { document, kind };
    }
  }

  #doubtOn(document: string, { agreed, present }: Known, terms: SupervisionTerms): Doubt['kind'] | undefined {
    const own = present.get(terms.supervisor.mspId);
    if (agreed.length === 0) {
      const isOther =
        own !== undefined && this.#alone.isAlone(document) && !this.#alone.isAlone(document, own);
      return isOther ? 'HELD_OTHERWISE' : undefined;
    }
    if (currentOf(agreed).some(({ hash }) => hash === (own ?? null))) return undefined;
    if (this.#isMarked(document, terms, [terms.term])) {
      return this.#isSpentAlone(document, terms) ? undefined : 'SET_ASIDE';
    }
    return own !== undefined && !agreed.some(({ hash }) => hash === own) ? 'HELD_OTHERWISE' : undefined;
  }

  /** What somebody holds rightly, as far as hashes tell; where nobody but a former supervisor ever held it, what that one wrote. */
  #wanted(document: string, { agreed }: Known): string[] {
    const hashes =
      agreed.length > 0
        ? currentOf(agreed).map(({ hash }) => hash)
        : this.#alone.of(document).map((written) => written.get(document)?.hash ?? null);
    return hashes.filter((hash) => hash !== null);
  }

  /** Whether the supervisor has marked that nothing stands where a former one wrote something without its owner. */
  #isSetAside(document: string, { present }: Known, terms: SupervisionTerms): boolean {
    return (
      !present.has(terms.supervisor.mspId) &&
      this.#alone.of(document).length > 0 &&
      this.#isMarked(document, terms, [terms.term])
    );
  }

  /** Whether a former supervisor took a lot away alone, and all that it wrote alone with that stands here. */
  #isSpentAlone(document: string, { supervisor }: SupervisionTerms): boolean {
    return this.#alone.of(document).some(
      (written) =>
        written.get(document)?.hash === null &&
        [...written].every(([name, { hash, beside }]) => {
          const { agreed, present } = this.#of(name);
          return (
            hash === null || beside.length > 0 || agreed.length > 0 || present.get(supervisor.mspId) === hash
          );
        }),
    );
  }

  /** Names of the marks that a transaction may have made of what it wrote: they stand with the supervisor alone. */
  #marksOf(written: ReadonlyMap<string, SupervisedWrite>): ReadonlySet<string> {
    const term = this.#terms?.term ?? 0;
    if (term === 0) return new Set();
    return new Set([...written.keys()].map((document) => documentName(keys.upheld(term, document))));
  }

  /**
   * What a member writes to itself alone as it stands with the supervisor: it claims what settled without it, and both hold
   * it alike from then on. So with what it takes away, where the supervisor had done so in this term; else that changes
   * nothing.
   */
  #claims(transactionId: string, supervisor: string, writes: readonly SeenWrite[]): void {
    const bySupervisor = new Set(
      writes.filter(({ mspId }) => mspId === supervisor).map(({ document }) => document),
    );
    for (const write of writes) {
      const { document, hash } = write;
      if (bySupervisor.has(document)) continue;
      const { inForce } = this.#of(document);
      if (inForce?.hash !== hash || inForce.term !== this.#terms?.term) continue;
      this.#agree(document, { hash, supervisor, transactionId }, [write, { ...write, mspId: supervisor }]);
    }
  }

  #of(document: string): Known {
    const known = this.#known.get(document) ?? { agreed: [], present: new Map<string, string>() };
    this.#known.set(document, known);
    return known;
  }

  #agree(document: string, what: Omit<Agreed, 'holders'>, writes: readonly SeenWrite[]): void {
    const holders = writes.map(({ mspId }) => mspId).sort();
    const name = holders.join(' ');
    const same = this.#holders.get(name) ?? holders;
    this.#holders.set(name, same);
    const known = this.#of(document);
    known.agreed = [...known.agreed.filter((each) => each.holders !== same), { ...what, holders: same }];
  }

  #partiesIn(key: Key, text: string): readonly string[] | undefined {
    const parties = recordParties(key, text);
    if (!parties) return undefined;
    if ('asOf' in parties) {
      const [first] = this.#known.get(documentName(parties.asOf))?.agreed ?? [];
      return first?.holders.filter((mspId) => mspId !== first.supervisor || first.holders.length === 2);
    }
    return parties.members.map((id) => this.mspIdOf(id));
  }

  #isDisputed(document: string, { present }: Known, terms: SupervisionTerms): boolean {
    const own = present.get(terms.supervisor.mspId);
    const copies = terms.former.map((each) => ({ ...each, hash: present.get(each.member.mspId) }));
    const against = copyAgainst(own, copies);
    return against !== undefined && !this.#isMarked(document, terms, termsAfter(terms, against));
  }

  #isMarked(document: string, { supervisor }: SupervisionTerms, inTerms: readonly number[]): boolean {
    return inTerms.some((term) => {
      const mark = this.#known.get(documentName(keys.upheld(term, document)));
      return mark?.present.has(supervisor.mspId) === true;
    });
  }
}
