import { membersDocumentChecker, splitCompositeKey, type Key } from '@jangbu/model';
import { textIn, type Statements } from './database';
import type { Holders, PrivateKind } from './private-kind';
import { settlementKinds } from './settlement-documents';
import { isClaimed } from './supervisor-copies';
import { documentOf, type CountingDocument, type WrittenAt, type WrittenDocument } from './tables';
import { tradeKinds } from './trade-documents';

const kinds: Readonly<Record<string, PrivateKind>> = { ...tradeKinds, ...settlementKinds };

/** What a firm keeps by itself and nobody else holds: signs of life, investors' consents, which its login desk has,
 * and a supervisor's marks that what it holds counts. */
const LEFT_OUT: readonly string[] = ['heartbeat', 'login-consent', 'upheld'];

/** A private document with its content, and who wrote the same hash under the same key in its transaction. */
export interface ClaimedDocument extends WrittenAt {
  readonly key: string;
  readonly value: string;
  /** MSP ids. */
  readonly heldBy: readonly string[];
  /** MSP id of the supervisor in force; null before one is named. */
  readonly supervisorMsp: string | null;
}

/** What a private document is worth. */
export type HolderAgreement =
  | { readonly status: 'COUNTS'; readonly document: CountingDocument }
  /** `lacking`: members that must hold it and do not, by MSP id where it is known. */
  | { readonly status: 'DOUBTFUL'; readonly kind: string; readonly lacking: readonly string[] }
  /** The supervisor holds it, and this version knows no such kind or cannot read it. */
  | { readonly status: 'UNREAD'; readonly document: WrittenDocument }
  /** The read model leaves documents of this kind out. */
  | { readonly status: 'NOT_KEPT' }
  /** It names an instruction that is not here yet. */
  | { readonly status: 'TOO_EARLY' };

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function membersOf(statements: Statements, holders: Holders): Promise<readonly string[] | undefined> {
  if ('members' in holders) return holders.members;
  if ('lots' in holders) return [holders.lots];
  const { creator, instructionId } = 'partiesOf' in holders ? holders.partiesOf : holders.onePartyOf;
  const sql =
    'SELECT first_member, second_member FROM jangbu.instructions WHERE creator = $1 AND instruction_id = $2';
  const [row] = await statements.run(sql, [creator, instructionId]);
  const [first, second] = [textIn(row, 'first_member'), textIn(row, 'second_member')];
  return first === undefined || second === undefined ? undefined : [first, second];
}

async function mspsOf(statements: Statements, members: readonly string[]): Promise<string[]> {
  const rows = await statements.run('SELECT id, msp_id FROM jangbu.members');
  const known = new Map(rows.map((row) => [textIn(row, 'id'), textIn(row, 'msp_id')]));
  return members.map((id) => known.get(id) ?? id);
}

/**
 * Whether a supervisor's own peer has taken a document over from former ones: the one thing that it writes to itself
 * alone. Others have no such document of it; it has checked it before, and counts it on its own word.
 */
async function isTakenOver(statements: Statements, claimed: ClaimedDocument): Promise<boolean> {
  if (!isSupervisorsAlone(claimed)) return false;
  const sql = `SELECT content FROM jangbu.documents WHERE visibility = 'PUBLIC' AND kind = 'members'`;
  const members = parsed(textIn((await statements.run(sql))[0], 'content') ?? '');
  return membersDocumentChecker.fits(members) && members.formerSupervisors !== undefined;
}

/** Who must hold a document and does not, by MSP id where it is known; undefined when that cannot be told yet. */
async function lackingOf(
  statements: Statements,
  claimed: ClaimedDocument,
  holders: Holders,
): Promise<readonly string[] | undefined> {
  const members = await membersOf(statements, holders);
  if (!members) return undefined;
  const lacking = (await mspsOf(statements, members)).filter((each) => !claimed.heldBy.includes(each));
  if ('onePartyOf' in holders && lacking.length < members.length) return [];
  if ('lots' in holders && isSupervisorsAlone(claimed)) return [];
  return lacking.length > 0 && (await isTakenOver(statements, claimed)) ? [] : lacking;
}

/** Whether the supervisor wrote it to itself alone; only its own read model is ever given that. */
function isSupervisorsAlone({ heldBy, supervisorMsp }: ClaimedDocument): boolean {
  return heldBy.length === 1 && heldBy[0] === supervisorMsp;
}

/** What a member wrote to itself alone and stands so with the supervisor counts as held by both: it has claimed it. */
async function withClaim(statements: Statements, claimed: ClaimedDocument): Promise<ClaimedDocument> {
  const { key, value, heldBy, supervisorMsp } = claimed;
  if (supervisorMsp === null || heldBy.includes(supervisorMsp)) return claimed;
  const isSo = await isClaimed(statements, documentOf(key), value);
  return isSo ? { ...claimed, heldBy: [...heldBy, supervisorMsp] } : claimed;
}

/**
 * Judges a private document by design rule 7: it counts when the same hash was written, in the same
 * transaction, to the collections of the supervisor and of every party whose agreement it records. Three things are
 * written otherwise. What settles without a party stands with the supervisor and the other one; that party claims it
 * by itself, and it counts where the supervisor wrote the same before; and a new supervisor, whose read model this is,
 * takes over what it checked.
 */
export async function checkHolders(
  statements: Statements,
  written: ClaimedDocument,
): Promise<HolderAgreement> {
  const claimed = await withClaim(statements, written);
  const { key, value, heldBy, supervisorMsp, blockNumber, position } = claimed;
  const split: Key = splitCompositeKey(key) ?? ['unknown'];
  const [kind] = split;
  if (LEFT_OUT.includes(kind)) return { status: 'NOT_KEPT' };
  if (supervisorMsp === null || !heldBy.includes(supervisorMsp)) {
    return { status: 'DOUBTFUL', kind, lacking: [supervisorMsp ?? 'supervisor'] };
  }
  const read = kinds[kind]?.(split, parsed(value));
  if (!read) {
    const written = { document: documentOf(key), key: split, content: value, blockNumber, position };
    return { status: 'UNREAD', document: { ...written, visibility: 'PRIVATE' } };
  }
  const lacking = await lackingOf(statements, claimed, read.holders);
  if (!lacking) return { status: 'TOO_EARLY' };
  if (lacking.length > 0) return { status: 'DOUBTFUL', kind, lacking };
  const document = documentOf(key);
  const place = { blockNumber, position };
  const counting = { document, key: split, content: value, rows: read.rows, ...place };
  return { status: 'COUNTS', document: { ...counting, visibility: 'PRIVATE' } };
}
