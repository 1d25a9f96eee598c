import {
  documentName,
  HandedOver,
  heldDocumentsChecker,
  supervisionTerms,
  transactions,
  type AgreedDocuments,
  type HandedOverAtLast,
  type HeldDocuments,
  type LedgerMember,
  type TakenDocument,
} from '@jangbu/model';
import { AbortedError, InputError, JangbuError } from '../../core/errors';
import { readDocument } from '../../core/submit/answers';
import type { ContractClient } from '../../core/submit/contract-client';
import type { AgreedReader } from './read-agreed';
import { keyOf, TakenSender, type SentResult } from './send-taken';
import type { DeclinedDocument, TakeOverOptions, TakeOverResult } from './supervision';

const names = transactions.supervision;

/** What is asked for and sent while supervision is taken over, and what has come of it so far. */
export class TakingOver {
  readonly #contracts: ContractClient;
  readonly #reader: AgreedReader;
  readonly #sender: TakenSender;
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
    this.#sender = new TakenSender(contracts, own.mspId, options);
    this.#own = own;
    this.#options = options;
  }

  /** Takes over all that is due and can be had. @throws InputError when another member supervises */
  async run(): Promise<Pick<TakeOverResult, 'taken' | 'upheld' | 'declined' | 'unreachable'>> {
    const agreed = await this.#reader.read();
    const due = new Set([...agreed.documents()].filter((each) => agreed.standingOf(each) === 'DUE'));
    const handed = new HandedOver(agreed);
    for (const member of this.#sources(agreed)) {
      if (due.size > 0) await this.#takeFrom(member, handed, due);
    }
    const upheld = await this.#takeLast(handed, agreed);
    await this.#uphold(upheld, await this.#reader.read());
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
  async #takeFrom(member: LedgerMember, handed: HandedOver, due: Set<string>): Promise<void> {
    for (let after: HeldDocuments['next'] | undefined; after !== null;) {
      const part = await this.#askFor(member, after);
      if (!part) return;
      // A peer that has not seen yet what was taken from another one offers it once more.
      const taken = part.documents
        .flatMap((offered) => this.#judged(member, handed, offered))
        .filter(({ key }) => due.has(documentName(keyOf(key))));
      const sent = this.#noted(member.id, await this.#sender.documents(taken));
      for (const key of sent.taken) due.delete(documentName(key));
      this.#options.onProgress?.({ step: 'DOCUMENTS', member: member.id, taken: this.#taken, due: due.size });
      after = due.size === 0 ? null : part.next;
    }
  }

  /** Takes what could be judged only once all had been asked: what settled without a firm. */
  async #takeLast(handed: HandedOver, { members }: AgreedDocuments): Promise<HandedOverAtLast['upheld']> {
    const own = members?.members.find(({ id }) => id === this.#own.id);
    if (own && handed.isUndecided) await this.#knowOwn(own, handed);
    await this.#reader.read();
    const { documents, settled, upheld, declined } = handed.atLast();
    for (const { from, key, reason } of declined) {
      const member = members?.members.find(({ mspId }) => mspId === from)?.id ?? from;
      this.#declined.push({ member, key, reason });
    }
    this.#noted(this.#own.id, await this.#sender.documents(documents));
    this.#noted(this.#own.id, await this.#sender.settled(settled));
    return upheld;
  }

  /** The supervisor may hold the instruction or the reservation itself: as a party, or since it took them over. */
  async #knowOwn(own: LedgerMember, handed: HandedOver): Promise<void> {
    for (let after: HeldDocuments['next'] | undefined; after !== null;) {
      const part = await this.#askFor(own, after);
      if (!part) return;
      for (const { key, text } of part.documents) handed.know({ key: keyOf(key), text });
      after = part.next;
    }
  }

  #noted(member: string, sent: SentResult): SentResult {
    this.#taken += sent.taken.length;
    this.#declined.push(...sent.moved.map((key) => ({ member, key, reason: 'MOVED' as const })));
    return sent;
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
    handed: HandedOver,
    { key, text }: HeldDocuments['documents'][number],
  ): TakenDocument[] {
    const judgement = handed.judge(mspId, { key: keyOf(key), text });
    if (judgement.kind === 'TAKE') return [judgement.document];
    if (judgement.kind === 'DECLINE') this.#declined.push({ member: id, key, reason: judgement.reason });
    return [];
  }

  async #uphold(set: HandedOverAtLast['upheld'], agreed: AgreedDocuments): Promise<void> {
    const disputed = [...agreed.documents()].filter((each) => agreed.standingOf(each) === 'DISPUTED');
    const upheld = [...new Set([...set, ...disputed])];
    await this.#sender.upheld(upheld);
    this.#upheld += upheld.length;
  }
}
