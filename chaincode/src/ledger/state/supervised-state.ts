import {
  canonicalJson,
  documentName,
  keys,
  RefusalError,
  sha256Hex,
  supervisionTerms,
  type Key,
  type MembersDocument,
  type SupervisionTerms,
} from '@jangbu/model';
import type { SubmittedState } from './context';
import { SupervisorsCopies } from './supervisors-copies';
import { privateWrite, type Write } from './write';

/** What stands at the key of a mark: its key says all. */
const MARK = canonicalJson({ type: 'upheld', version: 1 });

/** Writes that under a key, by its SHA-256, the supervisor's own collection has what stands. */
export function upheldWrite({ supervisor, term }: SupervisionTerms, document: string): Write {
  return privateWrite([supervisor], keys.upheld(term, document), MARK);
}

/**
 * The state as a private transaction reads it where another member has supervised before: nothing that a former
 * supervisor holds is taken for absent, or for what an older copy of the present one says, until it has been taken
 * over. A contract cannot see when a copy was written; so a copy of the supervisor's own that differs from the last
 * former one's counts only where it is marked as upheld since.
 */
export class SupervisedState implements SubmittedState {
  readonly #state: SubmittedState;
  readonly #terms: SupervisionTerms;
  readonly #copies: SupervisorsCopies;
  readonly channel: string;

  constructor(state: SubmittedState, terms: SupervisionTerms) {
    this.#state = state;
    this.#terms = terms;
    this.#copies = new SupervisorsCopies((mspId, key) => state.privateHash(mspId, key), terms);
    this.channel = state.channel;
  }

  read(key: Key): Promise<Buffer | undefined> {
    return this.#state.read(key);
  }

  /** @throws RefusalError HANDOVER_DUE */
  async privateHash(mspId: string, key: Key): Promise<string | undefined> {
    const held = await this.#state.privateHash(mspId, key);
    if (mspId !== this.#terms.supervisor.mspId) return held;
    const against = await this.#copies.against(key, held);
    if (!against) return held;
    const [document, ...id] = key;
    const facts = { document, id: id.join('/'), former: against.member.id };
    throw new RefusalError('HANDOVER_DUE', facts);
  }

  /** The marks without which what is written to the supervisor would not count against former copies. */
  async upholding(writes: readonly Write[]): Promise<Write[]> {
    const { supervisor } = this.#terms;
    const marks = await Promise.all(
      writes.map(async (write) => {
        if (write.in !== 'PRIVATE' && write.in !== 'TAKEN_AWAY') return [];
        if (!write.holders.includes(supervisor)) return [];
        const left = write.in === 'PRIVATE' ? sha256Hex(write.text) : undefined;
        const against = await this.#copies.against(write.key, left);
        return against ? [upheldWrite(this.#terms, documentName(write.key))] : [];
      }),
    );
    return marks.flat();
  }

  /** Whether the supervisor has marked a key as upheld in a term. */
  isMarked(term: number, document: string): Promise<boolean> {
    return this.#copies.isMarked(term, document);
  }
}

/** What a private transaction reads from and adds to its writes: nothing more, where nobody has supervised before. */
export function supervisedState(
  state: SubmittedState,
  members: MembersDocument,
): SupervisedState | undefined {
  const terms = supervisionTerms(members);
  return terms && terms.former.length > 0 ? new SupervisedState(state, terms) : undefined;
}
