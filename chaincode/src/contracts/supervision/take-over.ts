import {
  RefusalError,
  sha256Hex,
  supervisionTerms,
  takeOverRequestChecker,
  transient,
  type Key,
  type LedgerMember,
  type MembersDocument,
  type Receipt,
  type SupervisionTerms,
  type TakenDocument,
  type TakeOverRequest,
} from '@jangbu/model';
import { parseDocument } from '../../documents/parse';
import { readMembers } from '../../ledger/consortium/reference';
import { lotSpentBy } from '../../ledger/holdings/lots';
import type { SubmitContext, SubmittedState } from '../../ledger/state/context';
import { readHeldHashes } from '../../ledger/state/held';
import { SupervisedState, upheldWrite } from '../../ledger/state/supervised-state';
import { privateWrite, takeAway, type Decision, type Write } from '../../ledger/state/write';
import { requireSupervisorsOwn } from '../../rules/consortium/membership';
import { requireHeldByAll, type HeldHashes } from '../../rules/records/held';
import { holdersNamed, keyOf, requireEachOnce, requireReplaced } from '../../rules/supervision/taking-over';
import { settledWrites } from './take-settlement';

/** A document that is to be taken over, with what stands of it. */
interface Taken {
  readonly key: Key;
  readonly given: TakenDocument;
  readonly held: HeldHashes;
  readonly own: string | undefined;
}

async function readTaken(
  state: SubmittedState,
  given: TakenDocument,
  members: MembersDocument,
  supervisor: LedgerMember,
): Promise<Taken> {
  const key = keyOf(given);
  const [held, own] = await Promise.all([
    readHeldHashes(state, holdersNamed(given, members, supervisor), key),
    state.privateHash(supervisor.mspId, key),
  ]);
  return { key, given, held, own };
}

/** Writes a document as it stands with those that agreed to it; nothing where the supervisor has it so. */
function takenWrites({ key, given, held, own }: Taken, supervisor: LedgerMember): Write[] {
  const [document, ...parts] = key;
  const named = { document, id: parts.join('/'), hash: sha256Hex(given.text) };
  requireHeldByAll(held, named);
  if (own === named.hash) return [];
  requireReplaced(given, own, named);
  const spent = lotSpentBy(key);
  return [
    privateWrite([supervisor], key, given.text),
    // A supervisor that has the role again may hold the lot from before it was spent.
    ...(spent ? [takeAway([supervisor], spent)] : []),
  ];
}

async function upheldWrites(
  state: SupervisedState,
  { upheld }: TakeOverRequest,
  terms: SupervisionTerms,
): Promise<Write[]> {
  const marked = await Promise.all(upheld.map((document) => state.isMarked(terms.term, document)));
  return upheld.filter((_, i) => marked[i] !== true).map((document) => upheldWrite(terms, document));
}

/**
 * Takes documents over into the supervisor's collection: each as it stands, at this moment, with the members that are
 * named. That those agreed to it, together with whoever supervised then, stands in blocks, which a contract cannot
 * read: the supervisor's own application has checked it, and any member's may repeat that.
 */
export async function takeOver(ctx: SubmitContext): Promise<Decision<Receipt>> {
  const text = ctx.transient(transient.request);
  const request = parseDocument('take-over-request', takeOverRequestChecker, text);
  const members = await readMembers(ctx.state);
  requireSupervisorsOwn(ctx.caller, members, 'operator');
  const terms = supervisionTerms(members);
  if (!terms) throw new RefusalError('NO_SUPERVISOR', {});
  requireEachOnce(request);
  const { supervisor } = terms;
  const state = new SupervisedState(ctx.state, terms);
  const taken = await Promise.all(
    request.documents.map((each) => readTaken(ctx.state, each, members, supervisor)),
  );
  const given = taken.flatMap((each) => takenWrites(each, supervisor));
  const settled = await Promise.all(
    request.settled.map((each) => settledWrites({ state: ctx.state, terms, given }, each)),
  );
  const documents = [...given, ...settled.flat()];
  const marks = [...(await state.upholding(documents)), ...(await upheldWrites(state, request, terms))];
  const writes = [...documents, ...marks];
  return { answer: { status: writes.length === 0 ? 'ALREADY_RECORDED' : 'RECORDED' }, writes };
}
