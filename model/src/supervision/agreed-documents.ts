import type { MembersDocument } from '../documents/consortium';
import { compositeKey, keys, type Key } from '../documents/keys';
import { recordParties } from '../documents/key-kinds';
import {
  copyAgainst,
  supervisionTerms,
  termsAfter,
  type SupervisionTerms,
} from '../documents/supervision-terms';
import { sha256Hex } from '../format/hash';

/** A change of one organisation's own collection, as every peer's blocks have it. */
export interface SeenWrite {
  readonly mspId: string;
  /** SHA-256 of the key, hexadecimal. */
  readonly document: string;
  /** SHA-256 of the content; null when it was deleted or purged. */
  readonly hash: string | null;
}

/** A valid transaction of a block, as far as it bears on who agreed to what. */
export interface SeenTransaction {
  readonly transactionId: string;
  /** The members document, where it wrote one. */
  readonly members?: MembersDocument | undefined;
  readonly writes: readonly SeenWrite[];
}

/** What the supervisor of the time and others came to hold alike, by one transaction. */
export interface Agreed {
  /** Null where they took away what stood there. */
  readonly hash: string | null;
  /** MSP ids of all that it was written to, or taken away from, the supervisor's included. */
  readonly holders: readonly string[];
  readonly supervisor: string;
  readonly transactionId: string;
}

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
 * How a key stands with the supervisor in force. `STANDS`: nothing has to be done. `DUE`: it does not hold what was
 * agreed last. `DISPUTED`: it does, or nothing was ever agreed; but a former supervisor holds otherwise.
 */
export type KeyStanding = 'STANDS' | 'DUE' | 'DISPUTED';

/** What the supervisor in force wrote by itself and is not what was agreed last. */
export interface Doubt {
  readonly document: string;
  /** It holds other content; or it has marked that nothing stands there. */
  readonly kind: 'HELD_OTHERWISE' | 'SET_ASIDE';
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

  /** The members as the last transaction left them. */
  get members(): MembersDocument | undefined {
    return this.#members;
  }

  /** Takes in a transaction. They come in the order of the chain, from the first block on. */
  apply({ transactionId, members, writes }: SeenTransaction): void {
    const supervisor = this.#terms?.supervisor.mspId;
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
    }
    if (supervisor !== undefined) this.#claims(transactionId, supervisor, writes);
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
    const agreed = known.agreed.at(-1);
    // A copy of an earlier term of what was taken away since is no document that could be had; whatever rests on it
    // asks its parties, who have it no more.
    if (agreed && agreed.hash !== null && agreed.hash !== own) return 'DUE';
    return this.#isDisputed(document, known, terms) ? 'DISPUTED' : 'STANDS';
  }

  /** MSP ids of those that a due document can be had from: they hold what was agreed last. */
  sourcesOf(document: string): readonly string[] {
    const hash = this.#known.get(document)?.agreed.at(-1)?.hash;
    return hash === undefined || hash === null ? [] : this.holdersNow(document, hash);
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

  /** What the supervisor in force wrote by itself in its term and does not fit what was agreed. */
  *doubts(): Iterable<Doubt> {
    const terms = this.#terms;
    if (!terms || terms.former.length === 0) return;
    for (const [document, { agreed, present }] of this.#known) {
      const last = agreed.at(-1);
      const own = present.get(terms.supervisor.mspId);
      if (!last || own === (last.hash ?? undefined)) continue;
      if (this.#isMarked(document, terms, [terms.term])) yield { document, kind: 'SET_ASIDE' };
      else if (own !== undefined && !agreed.some(({ hash }) => hash === own)) {
        yield { document, kind: 'HELD_OTHERWISE' };
      }
    }
  }

  /**
   * What a member writes to itself alone as it stands with the supervisor: it claims what settled without it, and both hold
   * it alike from then on. What it takes away from itself alone changes nothing.
   */
  #claims(transactionId: string, supervisor: string, writes: readonly SeenWrite[]): void {
    const bySupervisor = new Set(
      writes.filter(({ mspId }) => mspId === supervisor).map(({ document }) => document),
    );
    for (const write of writes) {
      const { document, hash } = write;
      if (hash === null || bySupervisor.has(document)) continue;
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
    return parties.members.map(
      (id) => this.#members?.members.find((member) => member.id === id)?.mspId ?? id,
    );
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

/** A key's name in blocks: its SHA-256. */
export function documentName(key: Key): string {
  return sha256Hex(compositeKey(key));
}
