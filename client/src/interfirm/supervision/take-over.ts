import {
  canonicalJson,
  documentName,
  heldDocumentsChecker,
  judgeOffered,
  supervisionTerms,
  TAKE_OVER_MAX,
  transactions,
  transient,
  type AgreedDocuments,
  type HeldDocuments,
  type Key,
  type LedgerMember,
  type TakenDocument,
} from '@jangbu/model';
import { AbortedError, InputError, JangbuError, RefusedError } from '../../core/errors';
import { chunksOf } from '../../core/lists/chunks';
import { readDocument } from '../../core/submit/answers';
import type { ContractClient } from '../../core/submit/contract-client';
import type { AgreedReader } from './read-agreed';
import type { DeclinedDocument, TakeOverOptions, TakeOverResult } from './supervision';

const names = transactions.supervision;

/** A transaction takes no more text over than this, so that it stays far below Fabric's limit for a message. */
const TEXT_MOST = 2_000_000;

/** Documents of one transaction: no more than it takes, in number and in length. */
function batched(documents: readonly TakenDocument[]): TakenDocument[][] {
  const batches: TakenDocument[][] = [];
  let length = 0;
  for (const document of documents) {
    const last = batches.at(-1);
    length += document.text.length;
    if (last && last.length < TAKE_OVER_MAX && length <= TEXT_MOST) last.push(document);
    else {
      batches.push([document]);
      length = document.text.length;
    }
  }
  return batches;
}

/** What is asked for and sent while supervision is taken over, and what has come of it so far. */
export class TakingOver {
  readonly #contracts: ContractClient;
  readonly #reader: AgreedReader;
  readonly #own: { readonly id: string; readonly mspId: string };
  readonly #options: TakeOverOptions;
  readonly #declined: DeclinedDocument[] = [];
  readonly #unreachable: { member: string; says: string }[] = [];
  #taken = 0;
  #upheld = 0;

  constructor(
    contracts: ContractClient,
    reader: AgreedReader,
    own: { readonly id: string; readonly mspId: string },
    options: TakeOverOptions,
  ) {
    this.#contracts = contracts;
    this.#reader = reader;
    this.#own = own;
    this.#options = options;
  }

  /** Takes over all that is due and can be had. @throws InputError when another member supervises */
  async run(): Promise<Pick<TakeOverResult, 'taken' | 'upheld' | 'declined' | 'unreachable'>> {
    const agreed = await this.#reader.read();
    const due = new Set([...agreed.documents()].filter((each) => agreed.standingOf(each) === 'DUE'));
    for (const member of this.#sources(agreed)) {
      if (due.size > 0) await this.#takeFrom(member, agreed, due);
    }
    await this.#uphold(await this.#reader.read());
    const [declined, unreachable] = [this.#declined, this.#unreachable];
    return { taken: this.#taken, upheld: this.#upheld, declined, unreachable };
  }

  /** Former supervisors have everything, whoever supervised last most of all; then each of the others. */
  #sources({ members }: AgreedDocuments): readonly LedgerMember[] {
    const terms = members && supervisionTerms(members);
    if (terms?.supervisor.id !== this.#own.id) {
      throw new InputError(
        `only the supervisor takes over, and that is ${terms ? terms.supervisor.id : 'nobody'}`,
      );
    }
    const former = terms.former.map(({ member }) => member);
    const others = members?.members.filter((each) => !former.includes(each)) ?? [];
    return [...former, ...others].filter(({ id }) => id !== this.#own.id);
  }

  /** One after the other, each part of what a member has is judged and sent: a run that ends early has done that much. */
  async #takeFrom(member: LedgerMember, agreed: AgreedDocuments, due: Set<string>): Promise<void> {
    for (let after: HeldDocuments['next'] | undefined; after !== null;) {
      const part = await this.#askFor(member, after);
      if (!part) return;
      // A peer that has not seen yet what was taken from another one offers it once more.
      const taken = part.documents
        .flatMap((offered) => this.#judged(member, agreed, offered))
        .filter(({ key }) => due.has(documentName(keyOf(key))));
      for (const batch of batched(taken)) await this.#send(member, batch, due);
      this.#options.onProgress?.({ step: 'DOCUMENTS', member: member.id, taken: this.#taken, due: due.size });
      after = due.size === 0 ? null : part.next;
    }
  }

  /** A part of what a member has; undefined, and noted, when its peers do not give it. */
  async #askFor(
    { id, mspId }: LedgerMember,
    after: HeldDocuments['next'] | undefined,
  ): Promise<HeldDocuments | undefined> {
    const argument = JSON.stringify({ member: id, ...(after ? { after } : {}) });
    const query = { transaction: names.documents, argument, at: mspId };
    try {
      const answer = await this.#contracts.evaluate(query, this.#options);
      return readDocument(answer, heldDocumentsChecker, names.documents);
    } catch (error) {
      if (!(error instanceof JangbuError) || error instanceof AbortedError) throw error;
      this.#unreachable.push({ member: id, says: error.message });
      return undefined;
    }
  }

  #judged(
    { id, mspId }: LedgerMember,
    agreed: AgreedDocuments,
    { key, text }: HeldDocuments['documents'][number],
  ): TakenDocument[] {
    const judgement = judgeOffered(agreed, mspId, { key: keyOf(key), text });
    if (judgement.kind === 'TAKE') return [judgement.document];
    if (judgement.kind === 'DECLINE') this.#declined.push({ member: id, key, reason: judgement.reason });
    return [];
  }

  /** Where one of several documents has moved since the blocks were read, the others are taken all the same. */
  async #send(member: LedgerMember, documents: readonly TakenDocument[], due: Set<string>): Promise<void> {
    try {
      await this.#submit(documents, []);
    } catch (error) {
      if (!(error instanceof RefusedError) || !MOVED.has(error.code)) throw error;
      const [first] = documents;
      if (documents.length === 1 && first) {
        this.#declined.push({ member: member.id, key: first.key, reason: 'MOVED' });
        return;
      }
      const half = Math.ceil(documents.length / 2);
      await this.#send(member, documents.slice(0, half), due);
      await this.#send(member, documents.slice(half), due);
      return;
    }
    this.#taken += documents.length;
    for (const { key } of documents) due.delete(documentName(keyOf(key)));
  }

  async #uphold(agreed: AgreedDocuments): Promise<void> {
    const disputed = [...agreed.documents()].filter((each) => agreed.standingOf(each) === 'DISPUTED');
    for (const part of chunksOf(disputed, TAKE_OVER_MAX)) {
      await this.#submit([], part);
      this.#upheld += part.length;
    }
  }

  async #submit(documents: readonly TakenDocument[], upheld: readonly string[]): Promise<void> {
    const request = canonicalJson({ type: 'take-over-request', version: 1, documents, upheld });
    const organizations = [this.#own.mspId];
    await this.#contracts.submit(
      {
        transaction: names.takeOver,
        transient: { [transient.request]: request },
        endorsers: () => Promise.resolve({ rule: 'ALL', organizations }),
        finalRefusals: [...MOVED],
      },
      this.#options,
    );
  }
}

/** Refusals of what is not as the blocks had it when they were read. */
const MOVED: ReadonlySet<RefusedError['code']> = new Set(['DOCUMENT_NOT_HELD', 'RECORD_MOVED'] as const);

function keyOf([kind = '', ...rest]: readonly string[]): Key {
  return [kind, ...rest];
}
