import {
  canonicalJson,
  keys,
  utiShelfName,
  type LedgerMember,
  type Pair,
  type UtiRegister,
  type UtiShelf,
  type UtisAsked,
  type UtisHeld,
} from '@jangbu/model';
import { readTrustedUtiRegister } from '../../documents/trusted';
import type { HeldHashes } from '../../rules/records/held';
import type { OwnCollection, SubmittedState } from '../state/context';
import { readHeldHashes } from '../state/held';
import { privateWrite, type Write } from '../state/write';

/** What stands of a pair's register of UTIs with those who should hold it. */
export function readUtiRegisterHashes(
  state: SubmittedState,
  holders: readonly LedgerMember[],
  pair: Pair,
): Promise<HeldHashes> {
  return readHeldHashes(state, holders, keys.utiRegister(pair));
}

/** What stands of a shelf of UTIs with those who should hold it. */
export function readUtiShelfHashes(
  state: SubmittedState,
  holders: readonly LedgerMember[],
  register: UtiRegister,
  prefix: string,
): Promise<HeldHashes> {
  return readHeldHashes(state, holders, keys.utiShelf(register.pair, utiShelfName(register, prefix)));
}

/** Writes a pair's register of UTIs, given as its canonical text, to all who hold it. */
export function utiRegisterWrite(holders: readonly LedgerMember[], pair: Pair, text: string): Write {
  return privateWrite(holders, keys.utiRegister(pair), text);
}

/** Writes a shelf of UTIs to all who hold it. */
export function utiShelfWrite(
  holders: readonly LedgerMember[],
  register: UtiRegister,
  shelf: UtiShelf,
): Write {
  const key = keys.utiShelf(register.pair, utiShelfName(register, shelf.prefix));
  return privateWrite(holders, key, canonicalJson(shelf));
}

/** A pair's register of UTIs in one's own collection, and those of the shelves that stand. */
export async function readOwnUtis(own: OwnCollection, { pair, prefixes }: UtisAsked): Promise<UtisHeld> {
  const text = await own.read(keys.utiRegister(pair));
  if (text === undefined) return { register: null, shelves: [] };
  const register = readTrustedUtiRegister(text);
  const shelves = await Promise.all(
    prefixes.map((prefix) => own.read(keys.utiShelf(pair, utiShelfName(register, prefix)))),
  );
  return { register: text, shelves: shelves.filter((shelf) => shelf !== undefined) };
}
