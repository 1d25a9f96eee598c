import { supervisorOf, type LedgerMember, type MembersDocument } from './consortium';

/** Who supervised before, and the last of its terms. */
export interface FormerSupervisor {
  readonly member: LedgerMember;
  readonly lastTerm: number;
}

/** The term in force, and what came before it. Terms count from 0; each ends with a vote. */
export interface SupervisionTerms {
  readonly supervisor: LedgerMember;
  readonly term: number;
  /** In which terms the supervisor in force has had that role, the present one included. */
  readonly ownTerms: readonly number[];
  /** All others that have had it and are listed, whoever had it last first. */
  readonly former: readonly FormerSupervisor[];
}

/** The terms of supervision; undefined while no supervisor is in force. */
export function supervisionTerms(document: MembersDocument): SupervisionTerms | undefined {
  const supervisor = supervisorOf(document);
  if (!supervisor) return undefined;
  const ended = document.formerSupervisors ?? [];
  const term = ended.length;
  const former = document.members
    .map((member) => ({ member, lastTerm: ended.lastIndexOf(member.id) }))
    .filter(({ member, lastTerm }) => lastTerm >= 0 && member.id !== supervisor.id)
    .sort((a, b) => b.lastTerm - a.lastTerm);
  const ownTerms = [...ended.flatMap((id, each) => (id === supervisor.id ? [each] : [])), term];
  return { supervisor, term, ownTerms, former };
}

/** A former supervisor that holds a document under a key, in hexadecimal SHA-256. */
export interface FormerCopy extends FormerSupervisor {
  readonly hash: string;
}

/**
 * The copy by which the supervisor's own is judged: of whoever supervised last among those that hold one. Where the
 * own copy is another, or lacks, it counts only if it was upheld in a term of its own after that.
 *
 * @param own SHA-256 of what the supervisor holds itself; undefined for nothing
 * @param copies what former supervisors hold, whoever supervised last first
 * @returns undefined where nothing speaks against the own copy
 */
export function copyAgainst(
  own: string | undefined,
  copies: readonly (FormerSupervisor & { readonly hash: string | undefined })[],
): FormerCopy | undefined {
  for (const { hash, ...former } of copies) {
    if (hash !== undefined) return hash === own ? undefined : { ...former, hash };
  }
  return undefined;
}

/** The terms in which upholding the own copy settles that it counts, against a former supervisor's. */
export function termsAfter(
  { ownTerms }: SupervisionTerms,
  { lastTerm }: FormerSupervisor,
): readonly number[] {
  return ownTerms.filter((term) => term > lastTerm);
}
