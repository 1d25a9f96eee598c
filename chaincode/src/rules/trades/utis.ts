import {
  RefusalError,
  utiRegisterChecker,
  utiShelfChecker,
  type MatchRequest,
  type Pair,
  type UtiRegister,
  type UtiShelf,
} from '@jangbu/model';
import { invalid, parseCanonical, parseDocument } from '../../documents/parse';
import { requireStanding, type HeldHashes } from '../records/held';

/** What a match is given of a pair's UTIs. */
export interface GivenUtis {
  readonly register: UtiRegister;
  readonly registerText: string;
  /** By prefix. */
  readonly shelves: ReadonlyMap<string, { readonly text: string; readonly shelf: UtiShelf }>;
}

/**
 * Reads the register of UTIs and the shelves that a match is given.
 *
 * @throws RefusalError INVALID_DOCUMENT, NOT_CANONICAL
 */
export function readGivenUtis({ utis }: MatchRequest): GivenUtis {
  const register = parseCanonical('uti-register', utiRegisterChecker, utis.register);
  const shelves = utis.shelves.map((text) => {
    const shelf = parseDocument('uti-shelf', utiShelfChecker, text);
    return [shelf.prefix, { text, shelf }] as const;
  });
  return { register, registerText: utis.register, shelves: new Map(shelves) };
}

function moved(id: string): RefusalError {
  return new RefusalError('RECORD_MOVED', { document: 'uti-register', id });
}

/** Whether a pair has no register of UTIs yet: nobody who should hold one has any. */
export function isFirstRegister(hashes: HeldHashes): boolean {
  return hashes.every(({ hash }) => hash === undefined);
}

/**
 * Requires that a pair's register of UTIs stands as it was given, or that there is none yet.
 *
 * @throws RefusalError INVALID_DOCUMENT, RECORD_MOVED, DOCUMENT_NOT_HELD
 */
export function requireUtiRegister(
  pair: Pair,
  { register, registerText }: GivenUtis,
  hashes: HeldHashes,
): void {
  if (register.pair.join() !== pair.join()) {
    throw invalid('uti-register', { path: '/pair', message: 'another pair' });
  }
  if (isFirstRegister(hashes)) return;
  const id = pair.join('/');
  requireStanding(registerText, hashes, { document: 'uti-register', id }, moved(id));
}

/**
 * Requires that a shelf of UTIs stands as it was given; where none was given, that none stands. The refusal does not name
 * its prefix, which tells of trades.
 *
 * @throws RefusalError RECORD_MOVED, DOCUMENT_NOT_HELD
 */
export function requireUtiShelf(pair: Pair, text: string | undefined, hashes: HeldHashes): void {
  const id = pair.join('/');
  requireStanding(text ?? null, hashes, { document: 'uti-shelf', id }, moved(id));
}
