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
import { answer, asked } from '../execution/contract';
import { Described } from '../execution/described';
import { hidden } from '../execution/hidden-transaction';
import { LedgerContract, LedgerContext } from '../execution/ledger-contract';
import { Info, Param, Returns, Transaction } from '../execution/library';
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
export const supervisionRecords = {
  [names.takeOver]: {
    ...hidden(takeOver),
    description:
      "Takes documents over into the supervisor's own collection, as their parties and its predecessors agreed to them.",
    transient: { request: 'TakeOverRequest' },
  },
};

/** What it asks the members for. */
@Info({ title: 'Supervision', description: 'What a new supervisor asks the members for.' })
export class SupervisionContract extends LedgerContract {
  constructor() {
    super('supervision');
  }

  @Transaction(false)
  @Param('query', 'HeldDocumentsAsked')
  @Returns('HeldDocuments')
  @Described(
    "What a member's own peer holds together with supervisors, and the one in force does not hold alike.",
  )
  documents(ctx: LedgerContext, query: string): Promise<string> {
    return answer(ctx, documents, asked(heldDocumentsAskedChecker, query));
  }
}
