import {
  heldDocumentsAskedChecker,
  sha256Hex,
  SUPERVISED_KINDS,
  transactions,
  type HeldDocuments,
  type HeldDocumentsAsked,
  type Key,
} from '@jangbu/model';
import { readMembers } from '../../ledger/consortium/reference';
import type { HeldCollection, QueryContext } from '../../ledger/state/context';
import type { Found } from '../../ledger/state/state';
import {
  listedMemberNamed,
  requireSupervisor,
  requireSupervisorsOwn,
} from '../../rules/consortium/membership';
import { asked, query, type Contract } from '../execution/contract';
import { hidden } from '../execution/hidden-transaction';
import { takeOver } from './take-over';

/** An answer looks through so many records at most, however few of them it has to tell. */
const READ_MOST = 1_000;
/** An answer ends with the document that brings it to so many characters. */
const TEXT_MOST = 1_000_000;

const names = transactions.supervision;

/** All records of the supervised kinds, kind by kind, from behind a key on. */
async function* scanSupervised(collection: HeldCollection, after: Key | undefined): AsyncIterable<Found> {
  for (const kind of SUPERVISED_KINDS) {
    if (after && kind < after[0]) continue;
    yield* collection.scan([kind], kind === after?.[0] ? after : undefined);
  }
}

/**
 * What a member holds together with supervisors and the one in force does not hold alike, from this member's own peer:
 * what the members by their vote have given the supervisor to keep, and nothing that a firm keeps for itself.
 */
async function documents(
  ctx: QueryContext,
  { member: id, after }: HeldDocumentsAsked,
): Promise<HeldDocuments> {
  const members = await readMembers(ctx.state);
  requireSupervisorsOwn(ctx.caller, members, 'operator');
  const member = listedMemberNamed(id, members);
  const supervised = ctx.heldBy(requireSupervisor(members).mspId);
  const [kind, ...rest] = after ?? [];
  const found: HeldDocuments['documents'] = [];
  let [read, length] = [0, 0];
  for await (const { key, text } of scanSupervised(
    ctx.heldBy(member.mspId),
    kind === undefined ? undefined : [kind, ...rest],
  )) {
    read += 1;
    if ((await supervised.hash(key)) !== sha256Hex(text)) {
      found.push({ key: [...key], text });
      length += text.length;
    }
    if (read >= READ_MOST || length >= TEXT_MOST) return { documents: found, next: [...key] };
  }
  return { documents: found, next: null };
}

/** Handing supervision over: what a new supervisor takes over. */
export const supervisionRecords = { [names.takeOver]: hidden(takeOver) };

/** What it asks the members for. */
export const supervisionContract: Contract = {
  [names.documents]: query(asked(heldDocumentsAskedChecker), documents),
};
