import {
  auditedQueryChecker,
  auditInquiryChecker,
  canonicalJson,
  inquiriesAskedChecker,
  keys,
  lotsAskedChecker,
  matchNumberChecker,
  movementsAskedChecker,
  pageReferencesChecker,
  pagesAskedChecker,
  pairDayChecker,
  partiesToMovement,
  RefusalError,
  shardsAskedChecker,
  transactions,
  type AuditedQuery,
  type AuditedRead,
  type AuditInquiry,
  type InquiriesAsked,
  type Receipt,
} from '@jangbu/model';
import { readStored } from '../../documents/parse';
import type { QueryContext, SubmitContext } from '../../ledger/state/context';
import { findDocument } from '../../ledger/state/find';
import { findBusinessDay, readMembers } from '../../ledger/consortium/reference';
import { publicWrite, type Decision } from '../../ledger/state/write';
import { coversPage, coversPairDay, requireOpenable, requireScope } from '../../rules/audit/audit';
import { requireSubmitter, requireSupervisorsOwn } from '../../rules/consortium/membership';
import {
  answer,
  asked,
  askedOrAll,
  canonical,
  submit,
  superfluous,
  type ArgumentText,
} from '../execution/contract';
import { Described } from '../execution/described';
import { LedgerContract, LedgerContext } from '../execution/ledger-contract';
import { Info, Param, Returns, Transaction } from '../execution/library';
import { lotsIn, movementsIn, positionsIn } from '../holdings/queries';
import { readAsMember } from '../execution/reading';
import { readInstructionsAsked } from '../settlement/asked';
import { instructionsIn } from '../settlement/queries';
import {
  correctionsDueIn,
  matchIndexIn,
  matchResultIn,
  matchShardsIn,
  pagesIn,
  pageTextsIn,
} from '../trades/queries';

/** Records that the supervisor's auditor reads. */
async function open(ctx: SubmitContext, inquiry: AuditInquiry): Promise<Decision<Receipt>> {
  const members = await readMembers(ctx.state);
  requireSupervisorsOwn(ctx.caller, members, 'auditor');
  requireSubmitter(ctx.caller, members, inquiry.supervisor, 'auditor');
  const key = keys.auditInquiry(inquiry);
  const [day, found] = await Promise.all([
    findBusinessDay(ctx.state),
    findDocument(ctx.state, key, auditInquiryChecker),
  ]);
  if (found && canonicalJson(found) === canonicalJson(inquiry)) {
    return { answer: { status: 'ALREADY_RECORDED' }, writes: [] };
  }
  if (found) throw new RefusalError('ID_TAKEN', { document: 'audit-inquiry', id: inquiry.inquiryId });
  requireOpenable(inquiry, ctx.caller, day);
  return { answer: { status: 'RECORDED' }, writes: [publicWrite(key, inquiry)] };
}

/** Answers a query under a scope; undefined when the scope does not cover it. */
type Audited = (ctx: QueryContext, read: AuditedRead, argument: string) => Promise<unknown> | undefined;

function audited<T>(
  argument: (text: ArgumentText) => T,
  told: (ctx: QueryContext, read: AuditedRead, given: T) => Promise<unknown> | undefined,
): Audited {
  return (ctx, read, text) => told(ctx, read, argument(text === '' ? undefined : text));
}

function when<T>(covered: boolean, told: () => Promise<T>): Promise<T> | undefined {
  return covered ? told() : undefined;
}

function none(text: ArgumentText): undefined {
  if (text !== undefined) throw superfluous();
  return undefined;
}

const AUDITED: ReadonlyMap<string, Audited> = new Map([
  [
    transactions.trades.pages,
    audited(
      (text) => asked(pagesAskedChecker, text),
      ({ own }, read, given) => when(coversPairDay(read, given), () => pagesIn(own, given)),
    ),
  ],
  [
    transactions.trades.page,
    audited(
      (text) => asked(pageReferencesChecker, text),
      ({ own }, read, given) =>
        when(
          given.every((each) => coversPage(read, each)),
          () => pageTextsIn(own, given),
        ),
    ),
  ],
  [
    transactions.trades.matchIndex,
    audited(
      (text) => asked(pairDayChecker, text),
      ({ own }, read, given) => when(coversPairDay(read, given), () => matchIndexIn(own, given)),
    ),
  ],
  [
    transactions.trades.matchResult,
    audited(
      (text) => asked(matchNumberChecker, text),
      ({ own }, read, given) => when(coversPairDay(read, given), () => matchResultIn(own, given)),
    ),
  ],
  [
    transactions.trades.matchShards,
    audited(
      (text) => asked(shardsAskedChecker, text),
      ({ own }, read, given) => when(coversPairDay(read, given), () => matchShardsIn(own, given)),
    ),
  ],
  [
    transactions.trades.correctionsDue,
    audited(
      (text) => asked(pairDayChecker, text),
      ({ own }, read, given) => when(coversPairDay(read, given), () => correctionsDueIn(own, given)),
    ),
  ],
  [
    transactions.settlement.instructions,
    audited(readInstructionsAsked, (ctx, read, given) =>
      read.kind === 'INSTRUCTIONS' ? instructionsIn(ctx, { ...given, pair: read.pair }) : undefined,
    ),
  ],
  [
    transactions.holdings.lots,
    audited(
      (text) => askedOrAll(lotsAskedChecker, text),
      ({ own }, read, given) => (read.kind === 'HOLDINGS' ? lotsIn(own, read.member, given) : undefined),
    ),
  ],
  [
    transactions.holdings.movements,
    audited(
      (text) => askedOrAll(movementsAskedChecker, text),
      ({ own }, read, given) =>
        read.kind === 'HOLDINGS'
          ? movementsIn(own, (movement) => partiesToMovement(movement).includes(read.member), given)
          : undefined,
    ),
  ],
  [
    transactions.holdings.positions,
    audited(none, ({ own }, read) => (read.kind === 'HOLDINGS' ? positionsIn(own, read.member) : undefined)),
  ],
]);

/** Answers the supervisor's auditor, from the supervisor's collection, what an inquiry of today covers. */
async function read(ctx: QueryContext, given: AuditedQuery): Promise<unknown> {
  const members = await readMembers(ctx.state);
  requireSupervisorsOwn(ctx.caller, members, 'auditor');
  const { scope, transaction, argument } = given;
  const { inquiryId } = scope;
  const [day, inquiry] = await Promise.all([
    findBusinessDay(ctx.state),
    findDocument(ctx.state, keys.auditInquiry(scope), auditInquiryChecker),
  ]);
  if (!inquiry) throw new RefusalError('INQUIRY_UNKNOWN', { inquiryId });
  requireOpenable(inquiry, ctx.caller, day);
  requireScope(inquiry, given);
  const told = AUDITED.get(transaction)?.(ctx, scope.read, argument);
  if (!told) throw new RefusalError('OUTSIDE_INQUIRY', { inquiryId, transaction });
  return told;
}

/** The inquiries of a business day, for any member: how often the supervisor has read, and how much. */
async function inquiries(ctx: QueryContext, named: InquiriesAsked): Promise<AuditInquiry[]> {
  await readAsMember(ctx);
  const { supervisor, businessDay, inquiryId } = named;
  if (inquiryId !== undefined) {
    const key = keys.auditInquiry({ supervisor, businessDay, inquiryId });
    const found = await findDocument(ctx.state, key, auditInquiryChecker);
    return found ? [found] : [];
  }
  const found = await ctx.state.readUnder(['audit-inquiry', supervisor, businessDay]);
  return found.map(({ key, text }) => readStored(key.join('/'), auditInquiryChecker, Buffer.from(text)));
}

/** What the supervisor's auditors read, recorded before it is answered. */
@Info({ title: 'Audit', description: "What the supervisor's auditors read, recorded before it is answered." })
export class AuditContract extends LedgerContract {
  constructor() {
    super('audit');
  }

  @Transaction()
  @Param('inquiry', 'AuditInquiry', 'In canonical form.')
  @Returns('Receipt')
  @Described("Records that the supervisor's auditor reads.")
  open(ctx: LedgerContext, inquiry: string): Promise<string> {
    return submit(ctx, open, canonical('audit-inquiry', auditInquiryChecker, inquiry));
  }

  @Transaction(false)
  @Param('query', 'AuditedQuery')
  @Returns('AuditedAnswer')
  @Described('Answers what the query named in it does, of the scope named in it.')
  read(ctx: LedgerContext, query: string): Promise<string> {
    return answer(ctx, read, asked(auditedQueryChecker, query));
  }

  @Transaction(false)
  @Param('query', 'InquiriesAsked')
  @Returns('AuditInquiry[]')
  @Described('The inquiries of a business day: how often the supervisor has read, and how much.')
  inquiries(ctx: LedgerContext, query: string): Promise<string> {
    return answer(ctx, inquiries, asked(inquiriesAskedChecker, query));
  }
}
