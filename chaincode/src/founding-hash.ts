import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { foundingListChecker, foundingListProblems, hashOf } from '@jangbu/model';
import { FOUNDING_HASH_FILE, FOUNDING_LIST_FILE } from './contracts/consortium/version';

/** Variables that name a founding list where none stands beside the contracts: they serve peers, and no package holds them. */
export const foundingVariables = {
  /** Its hash, 64 hexadecimal digits. */
  hash: 'JANGBU_FOUNDING_SHA256',
  /** The file with the list itself. */
  file: 'JANGBU_FOUNDING',
} as const;

/** A hash, and where it was found. */
interface FoundHash {
  readonly where: string;
  readonly hash: string;
}

function hashIn(where: string, text: string): FoundHash {
  const hash = text.trim();
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new Error(`${where} is no founding hash: 64 hexadecimal digits`);
  return { where, hash };
}

function textOf(where: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`${where} cannot be read: ${error instanceof Error ? error.message : 'no reason'}`, {
      cause: error,
    });
  }
}

function parsed(where: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${where} is no JSON`, { cause: error });
  }
}

/** The hash of a founding list in a file, however it is laid out there. */
function hashOfList(where: string, file: string): FoundHash {
  const list = parsed(where, textOf(where, file));
  const [problem] = foundingListChecker.fits(list)
    ? foundingListProblems(list)
    : foundingListChecker.problems(list);
  if (!problem) return { where, hash: hashOf(list) };
  throw new Error(`${where} is no founding list: ${problem.path} ${problem.message}`);
}

/** Where a founding list may stand: beside the bundle, or at the top of the folder that the bundle was built in. */
function listFiles(folder: string): readonly string[] {
  const built = folder.endsWith(join('dist', 'bundle')) ? [join(folder, '..', '..', FOUNDING_LIST_FILE)] : [];
  return [join(folder, FOUNDING_LIST_FILE), ...built].filter((file) => existsSync(file));
}

/**
 * The hash of the founding list with which these contracts let a ledger be founded. It may stand in several places, and
 * has to be the same in all.
 *
 * @param folder where the bundle lies
 * @param variable a variable of the process's environment; undefined where it is not set
 * @returns undefined where there is none: then the contracts serve, and refuse every founding
 * @throws Error when one does not read, or two differ; it names them
 */
export function foundingHashFor(
  folder: string,
  variable: (name: string) => string | undefined,
): string | undefined {
  const packaged = join(folder, FOUNDING_HASH_FILE);
  const [hash, file] = [variable(foundingVariables.hash), variable(foundingVariables.file)];
  const [first, ...others] = [
    ...(existsSync(packaged) ? [hashIn(packaged, textOf(packaged, packaged))] : []),
    ...(hash === undefined ? [] : [hashIn(foundingVariables.hash, hash)]),
    ...(file === undefined ? [] : [hashOfList(`${foundingVariables.file} (${file})`, file)]),
    ...listFiles(folder).map((each) => hashOfList(each, each)),
  ];
  const other = others.find((each) => each.hash !== first?.hash);
  if (!first || !other) return first?.hash;
  throw new Error(
    `two founding lists: ${first.where} has the hash ${first.hash}, ${other.where} ${other.hash}; leave one`,
  );
}
