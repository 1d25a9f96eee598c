import {
  RefusalError,
  type BusinessDay,
  type ClientRole,
  type LedgerMember,
  type MembersDocument,
  type Phase,
  type Receipt,
} from '@jangbu/model';
import { LedgerFault } from '../../documents/fault';
import { findBusinessDay, readMembers } from '../../ledger/consortium/reference';
import type { SubmitContext, SubmittedState } from '../../ledger/state/context';
import { supervisedState } from '../../ledger/state/supervised-state';
import type { Decision, Write } from '../../ledger/state/write';
import {
  holdersOf,
  requirePartyOrSupervisor,
  requireSubmitter,
  requireSupervisor,
  type Caller,
} from '../../rules/consortium/membership';
import { requirePhase } from '../../rules/days/business-day';
import { isRecorded, type GivenDocument, type HeldHashes } from '../../rules/records/held';
import { hidden, type HiddenTransaction } from './hidden-transaction';

/** Who may send a private transaction. */
export type AllowedSender =
  /** The member in whose name the request speaks (everywhere the same one), by a client of this role. */
  | { readonly kind: 'MEMBER'; readonly members: readonly [string, ...string[]]; readonly role: ClientRole }
  /** A party's trader or the supervisor's operator. `makers`: in whose name the request makes ids; the sender's only. */
  | { readonly kind: 'PARTY_OR_SUPERVISOR'; readonly makers: readonly string[] };

/** Who takes part in a transaction, as far as it is known to be allowed. */
export interface TakingPart {
  readonly members: MembersDocument;
  readonly sender: LedgerMember;
  readonly parties: readonly LedgerMember[];
  readonly supervisor: LedgerMember;
  /** The parties and the supervisor, each once: nobody else is written to. */
  readonly holders: readonly LedgerMember[];
}

/** What a step that reads is given. */
export interface Reading<Q> extends TakingPart {
  readonly request: Q;
  readonly state: SubmittedState;
  /** The business day, for a step that cannot do without it: as soon as it is asked for, the phase has to fit. */
  readonly today: () => Promise<BusinessDay>;
}

/** Whether what is asked for has been done before, and if not what stands of it. */
export type Before<S, A> =
  { readonly kind: 'ALREADY_RECORDED'; readonly answer: A } | { readonly kind: 'NEW'; readonly standing: S };

/** Something that a transaction rests on: refuses unless it stands, as given, with all who must hold it. */
export type Claim = () => void;

/** What has been read: all that a decision may look at. */
export interface Ground<Q, S, F> extends TakingPart {
  readonly request: Q;
  readonly standing: S;
  readonly found: F;
}

/**
 * A transaction that records private documents. It has all of these steps, and they are taken in this order:
 * whoever adds a kind of record answers each question, or it does not compile.
 */
export interface PrivateTransaction<Q, S, F, A extends Receipt> {
  /**
   * What the client sent, as transient data: read by its schemas, and consistent in itself.
   *
   * @param sent one entry by its name; refuses with TRANSIENT_MISSING
   */
  readonly parse: (sent: (name: string) => string) => Q;
  /** Who may send it. */
  readonly sender: (request: Q) => AllowedSender;
  /** Who takes part. With the supervisor, these hold what is recorded; they may be fewer than it concerns. */
  readonly parties: (request: Q, members: MembersDocument) => readonly LedgerMember[];
  /** The phases of the business day in which it is recorded. A replay is answered in any. */
  readonly phases: readonly [Phase, ...Phase[]];
  /** Reads what stands under the ids that would be written, and tells whether it has been done before. */
  readonly before: (reading: Reading<Q>) => Promise<Before<S, A>>;
  /** Reads what else the decision takes. It may refuse what shows before all is read. */
  readonly read: (reading: Reading<Q> & { readonly standing: S }) => Promise<F>;
  /** All that has to stand, in the order in which it is refused. */
  readonly rests: (ground: Ground<Q, S, F>) => readonly Claim[];
  /** Decides, purely, on what stands: what is written, to holders only, and what is answered. */
  readonly decide: (ground: Ground<Q, S, F> & { readonly today: BusinessDay }) => Decision<A>;
}

/** It has not been done before. */
export function isNew<S>(standing: S): { readonly kind: 'NEW'; readonly standing: S } {
  return { kind: 'NEW', standing };
}

/** It has been done before, and nothing is to be told of it besides. */
export const ALREADY_RECORDED = {
  kind: 'ALREADY_RECORDED',
  answer: { status: 'ALREADY_RECORDED' },
} as const satisfies Before<never, Receipt>;

/** What a transaction answers that wrote something, and tells nothing besides. */
export const RECORDED: Receipt = { status: 'RECORDED' };

/**
 * For a transaction that records one document under an id of its own.
 *
 * @param isDone tells whether a document that only some hold is recorded anew (`isRecorded`) or never (`isRecordedForGood`)
 */
export async function recordedBefore(
  hashes: Promise<HeldHashes>,
  given: GivenDocument,
  isDone: (hashes: HeldHashes, given: GivenDocument) => boolean = isRecorded,
): Promise<Before<undefined, Receipt>> {
  return isDone(await hashes, given) ? ALREADY_RECORDED : isNew(undefined);
}

function requireMakers(makers: readonly string[], sender: LedgerMember): void {
  const other = makers.find((maker) => maker !== sender.id);
  if (other === undefined) return;
  throw new RefusalError('NOT_THE_SUBMITTER', { claimed: other, caller: sender.id });
}

/** Who takes part, once it is known that the caller may send the request. */
function takingPart<Q>(
  {
    sender: senderOf,
    parties: partiesOf,
  }: Pick<PrivateTransaction<Q, never, never, never>, 'sender' | 'parties'>,
  request: Q,
  caller: Caller,
  members: MembersDocument,
): TakingPart {
  const allowed = senderOf(request);
  if (allowed.kind === 'MEMBER') {
    const [sender] = allowed.members.map((each) => requireSubmitter(caller, members, each, allowed.role));
    const parties = partiesOf(request, members);
    const supervisor = requireSupervisor(members);
    if (!sender) throw new LedgerFault('a private transaction names nobody that may send it');
    return { members, sender, parties, supervisor, holders: holdersOf(parties, supervisor) };
  }
  const parties = partiesOf(request, members);
  const supervisor = requireSupervisor(members);
  const sender = requirePartyOrSupervisor(caller, members, parties, supervisor);
  requireMakers(allowed.makers, sender);
  return { members, sender, parties, supervisor, holders: holdersOf(parties, supervisor) };
}

function isPrivateTo(holders: readonly LedgerMember[], write: Write): boolean {
  if (write.in !== 'PRIVATE' && write.in !== 'TAKEN_AWAY') return false;
  return write.holders.length > 0 && write.holders.every((holder) => holders.includes(holder));
}

/**
 * Requires that a decision writes, and to the collections of those that take part only: what goes to the public, or
 * to anybody else, is no outcome of a private transaction.
 *
 * @throws LedgerFault
 */
function requirePrivate(writes: readonly Write[], holders: readonly LedgerMember[]): void {
  if (writes.length === 0) throw new LedgerFault('a private transaction records nothing');
  if (writes.every((write) => isPrivateTo(holders, write))) return;
  throw new LedgerFault('a private transaction writes to others than those that take part');
}

/** Runs a private transaction: the one place where its steps are taken, so that none is left out. */
export function privateTransaction<Q, S, F, A extends Receipt>(
  definition: PrivateTransaction<Q, S, F, A>,
): HiddenTransaction {
  return hidden(async (ctx: SubmitContext) => {
    const { parse, phases, before, read, rests, decide } = definition;
    const request = parse((name) => ctx.transient(name));
    const members = await readMembers(ctx.state);
    const part = takingPart(definition, request, ctx.caller, members);
    const handedOver = supervisedState(ctx.state, members);
    const state = handedOver ?? ctx.state;
    let day: Promise<BusinessDay> | undefined;
    const today = (): Promise<BusinessDay> =>
      (day ??= findBusinessDay(state).then((found) => requirePhase(found, ...phases)));
    const reading = { ...part, request, state, today };
    const done = await before(reading);
    if (done.kind === 'ALREADY_RECORDED') return { answer: done.answer, writes: [] };
    const { standing } = done;
    const ground = { ...part, request, standing, found: await read({ ...reading, standing }) };
    for (const claim of rests(ground)) claim();
    const decision = decide({ ...ground, today: await today() });
    const { answer, writes } = decision;
    requirePrivate(writes, part.holders);
    return { answer, writes: [...writes, ...((await handedOver?.upholding(writes)) ?? [])] };
  });
}
