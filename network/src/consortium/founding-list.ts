import { readFile } from 'node:fs/promises';

import {
  canonicalJson,
  foundingListChecker,
  foundingListProblems,
  leiCheckDigits,
  type DayTime,
  type FoundingList,
  type FoundingMember,
  type RoleSource,
  type SchemaProblem,
} from '@jangbu/model';

import { NetworkError } from '../errors/network-error';

/** What a founding list is made of: a consortium file's definition is, and less will do. */
export interface Founders {
  readonly channel: string;
  readonly members: readonly FoundingMember[];
  /** Where the contracts read what a client may do; in the attribute of its certificate unless given. */
  readonly roles?: RoleSource | undefined;
  /** By what the business day moves; by the clock unless given. */
  readonly time?: DayTime | undefined;
}

/**
 * The list of founding members. Its hash (`hashOf`) travels in the chaincode package, so a majority agrees to it
 * by approving the package. Member roles, parameters and instruments are no part of it: they are voted on.
 */
export function foundingList({
  channel,
  members,
  roles = 'ATTRIBUTE',
  time = 'CLOCK',
}: Founders): FoundingList {
  return {
    type: 'founding-list',
    version: 1,
    channel,
    members: members.map(({ id, mspId, name, lei }) => ({ id, mspId, name, lei })),
    // What holds anyway is left unsaid, so that one agreement has one hash.
    ...(roles === 'ATTRIBUTE' ? {} : { roles }),
    ...(time === 'CLOCK' ? {} : { time }),
  };
}

/** A founding list as it is filed: its canonical form and nothing else, so that `sha256sum` tells its hash. */
export function foundingListText(list: FoundingList): string {
  return canonicalJson(list);
}

function refused(file: string, reason: string, cause?: unknown): NetworkError {
  return new NetworkError('FOUNDING_LIST_INVALID', `${file} ${reason}`, { file }, cause);
}

function misfit(file: string, [problem]: readonly SchemaProblem[]): NetworkError {
  return refused(file, `is no founding list: ${problem?.path ?? ''} ${problem?.message ?? ''}`);
}

/**
 * Reads the text of a founding list, however it is laid out.
 *
 * @param file what the errors call it
 * @throws NetworkError `FOUNDING_LIST_INVALID` names the field
 */
export function parseFoundingList(text: string, file: string): FoundingList {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw refused(file, 'is no JSON; `jangbu founding make` writes a founding list', error);
  }
  if (!foundingListChecker.fits(content)) throw misfit(file, foundingListChecker.problems(content));
  const problems = foundingListProblems(content);
  if (problems.length > 0) throw misfit(file, problems);
  return content;
}

/** Reads a founding list's file; throws as {@link parseFoundingList} does, and when it cannot be read. */
export async function loadFoundingList(file: string): Promise<FoundingList> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw refused(file, `cannot be read: ${error instanceof Error ? error.message : String(error)}`, error);
  });
  return parseFoundingList(text, file);
}

/** Characters of a Legal Entity Identifier before its two check digits. */
const LEI_BODY = 18;

/** A Legal Entity Identifier for a member whose real one is not known: well formed, and visibly made up. */
export function madeUpLei(id: string): string {
  const body = `JNGB00${id.toUpperCase().replaceAll('-', '')}`.slice(0, LEI_BODY).padEnd(LEI_BODY, '0');
  return `${body}${leiCheckDigits(body)}`;
}
