import {
  auditInquiryChecker,
  auditScopeChecker,
  auditScopeHash,
  canonicalJson,
  sha256Hex,
  transactions,
  type AuditedRead,
  type AuditInquiry,
  type AuditScope,
  type InquiriesAsked,
} from '@jangbu/model';
import { asDocument, parseAnswer } from '../../core/submit/answers';
import type { Members } from '../../consortium/governance/members';
import type { Signatory } from '../../core/identity/signatory';
import { requireBusinessDay } from '../../consortium/governance/read-business-day';
import type { ContractClient } from '../../core/submit/contract-client';
import type { CallOptions } from '../../core/submit/submission';
import { InputError, PeerError, RefusedError, StoreError } from '../../core/errors';
import { randomId, randomSalt } from '../../core/random/random';
import type { DocumentStore, NewDocument } from '../../core/documents/document-store';
import { submitStored, type Origin } from '../../core/documents/submit-stored';
import { toAuditedRead } from './audited-read';
import { Inquiry } from './inquiry';

const names = transactions.audit;

/** The kind under which inquiries are stored. */
const KIND = 'audit-inquiry';

/** What a regulator is about to read. */
export interface InquiryInput {
  /** Why: a case number, the provision by which it asks. 1 to 200 characters; it stays off the ledger. */
  readonly reason: string;
  /** Up to 100 things; the ledger shows how many, and not what. */
  readonly reads: readonly AuditedRead[];
}

/** Whose inquiries, and of which business day. */
export interface InquiriesOf {
  readonly businessDay: string;
  /** The supervisor in force unless another one, a former one, is named. */
  readonly supervisor?: string | undefined;
}

/** What a scope proves that a regulator has shown. */
export interface CheckedScope {
  readonly scope: AuditScope;
  /** The inquiry on the ledger that has its hash. */
  readonly inquiry: AuditInquiry;
}

/** A regulator's reads: on the ledger before they are answered, for all members to see how often. */
export interface Audit {
  /**
   * Records that the supervisor reads, and then allows it to read that, today. For an auditor of the supervisor. What
   * is read and why is kept in one's own store, and as a salted hash on the ledger. One transaction, one query.
   *
   * @throws RefusedError `NOT_THE_SUPERVISOR`, `ROLE_REQUIRED`, `BUSINESS_DAY_OVER`…; InputError
   */
  open(input: InquiryInput, options?: CallOptions): Promise<Inquiry>;
  /**
   * An inquiry that this store has: to go on reading on its day, or to show its scopes later. One that was not known
   * to be recorded, because the process died, is sent again: one transaction then.
   *
   * @returns undefined when the store has none of that id
   * @throws as `open`
   */
  reopen(inquiryId: string, options?: CallOptions): Promise<Inquiry | undefined>;
  /** The inquiries of a business day: how often the supervisor has read, and how much. Any role of any member; two queries. */
  inquiries(of: InquiriesOf, options?: CallOptions): Promise<readonly AuditInquiry[]>;
  /**
   * Checks what a regulator shows of its reading: that this very scope was recorded. Any role of any member; one query.
   *
   * @param shown one of `Inquiry.scopes`, as JSON gives it back
   * @throws InputError when it is no scope, or not what was recorded; RefusedError `INQUIRY_UNKNOWN`
   */
  check(shown: unknown, options?: CallOptions): Promise<CheckedScope>;
}

/** Who reads. */
type Reader = Pick<Signatory, 'member' | 'certificate'>;

/** {@link Audit} over the contract client and a document store. */
export class AuditFacade implements Audit {
  readonly #contracts: ContractClient;
  readonly #members: Members;
  readonly #store: DocumentStore;
  readonly #reader: Reader;

  constructor(contracts: ContractClient, members: Members, store: DocumentStore, reader: Reader) {
    this.#contracts = contracts;
    this.#members = members;
    this.#store = store;
    this.#reader = reader;
  }

  async open({ reason, reads }: InquiryInput, options: CallOptions = {}): Promise<Inquiry> {
    const { date: businessDay } = await requireBusinessDay(this.#contracts, options);
    const { member: supervisor, certificate } = this.#reader;
    const inquiryId = randomId();
    const frame = { type: 'audit-scope', version: 1, supervisor, businessDay, inquiryId } as const;
    const scopes = reads.map((each) =>
      asScope({ ...frame, read: toAuditedRead(each), reason, salt: randomSalt() }),
    );
    const inquiry = {
      ...{ type: 'audit-inquiry', version: 1, supervisor, businessDay, inquiryId },
      ...{ certificate: sha256Hex(certificate), scopes: scopes.map(auditScopeHash) },
    };
    if (!auditInquiryChecker.fits(inquiry)) {
      throw new InputError('the inquiry does not fit', auditInquiryChecker.problems(inquiry));
    }
    await this.#store.put(documentOf(inquiry, scopes));
    await this.#record(inquiry, 'NEW', options);
    return this.#inquiry(scopes);
  }

  async #record(inquiry: AuditInquiry, origin: Origin, options: CallOptions): Promise<void> {
    const key = keyOf(inquiry.inquiryId);
    const argument = canonicalJson(inquiry);
    const submission = { transaction: names.open, argument, endorsers: this.#contracts.channelEndorsers };
    await submitStored(
      { contracts: this.#contracts, store: this.#store },
      { key, origin, submission },
      options,
    );
  }

  #inquiry([first, ...more]: readonly AuditScope[]): Inquiry {
    if (!first) throw new InputError('an inquiry is about something');
    return new Inquiry(this.#contracts, first, more);
  }

  async reopen(inquiryId: string, options: CallOptions = {}): Promise<Inquiry | undefined> {
    const stored = await this.#store.get(keyOf(inquiryId));
    if (!stored) return undefined;
    const { inquiry, scopes } = readStored(stored);
    if (stored.state.status === 'REFUSED') throw new RefusedError(stored.state.refusal);
    if (stored.state.status === 'PENDING') await this.#record(inquiry, 'STORED', options);
    return this.#inquiry(scopes);
  }

  async inquiries(of: InquiriesOf, options: CallOptions = {}): Promise<readonly AuditInquiry[]> {
    const supervisor = of.supervisor ?? (await this.#members.supervisor());
    return this.#ask({ supervisor, businessDay: of.businessDay }, options);
  }

  async #ask(asked: InquiriesAsked, options: CallOptions): Promise<AuditInquiry[]> {
    const query = { transaction: names.inquiries, argument: JSON.stringify(asked) };
    const answer = parseAnswer(await this.#contracts.evaluate(query, options), names.inquiries);
    if (!Array.isArray(answer)) throw new PeerError(`the answer to ${names.inquiries} is no list`);
    return answer.map((each: unknown) => asDocument(each, auditInquiryChecker, names.inquiries));
  }

  async check(shown: unknown, options: CallOptions = {}): Promise<CheckedScope> {
    const scope = asScope(shown);
    const { supervisor, businessDay, inquiryId } = scope;
    const [inquiry] = await this.#ask({ supervisor, businessDay, inquiryId }, options);
    if (!inquiry) throw new RefusedError({ code: 'INQUIRY_UNKNOWN', facts: { inquiryId } });
    if (inquiry.scopes.includes(auditScopeHash(scope))) return { scope, inquiry };
    throw new InputError(`inquiry ${inquiryId} of ${businessDay} did not record this scope`);
  }
}

function keyOf(inquiryId: string): string {
  return `${KIND}/${inquiryId}`;
}

function asScope(value: unknown): AuditScope {
  if (auditScopeChecker.fits(value)) return value;
  throw new InputError('the scope of an inquiry does not fit', auditScopeChecker.problems(value));
}

function documentOf(inquiry: AuditInquiry, scopes: readonly AuditScope[]): NewDocument {
  const { inquiryId, businessDay } = inquiry;
  return {
    key: keyOf(inquiryId),
    kind: KIND,
    texts: { inquiry: canonicalJson(inquiry), scopes: canonicalJson(scopes) },
    terms: [businessDay],
    notes: {},
  };
}

function readStored({ key, texts }: NewDocument): { inquiry: AuditInquiry; scopes: AuditScope[] } {
  const inquiry: unknown = JSON.parse(texts['inquiry'] ?? 'null');
  const scopes: unknown = JSON.parse(texts['scopes'] ?? 'null');
  if (!auditInquiryChecker.fits(inquiry) || !Array.isArray(scopes)) {
    throw new StoreError('CORRUPT', `${key} is no inquiry`);
  }
  return { inquiry, scopes: scopes.map(asScope) };
}
