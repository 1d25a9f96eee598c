import {
  canonicalJson,
  Checker,
  closed,
  merkleLeaf,
  merklePath,
  merkleRoot,
  rootFromPath,
  Sha256Hex,
  type MerkleStep,
} from '@jangbu/model';
import type { Static } from '@sinclair/typebox';

const LOWEST = '0'.repeat(64);
const HIGHEST = 'f'.repeat(64);

/** One login, as the tree over an hour knows it. */
export interface UseEntry {
  /** SHA-256 of the nonce that the login answered, hexadecimal. */
  readonly nonceHash: string;
  /** SHA-256 of the claim in its receipt, hexadecimal. */
  readonly useHash: string;
}

const UseLeaf = closed({ nonceHash: Sha256Hex, next: Sha256Hex, useHash: Sha256Hex });
/**
 * A leaf: a login, and the nonce hash of the next one in order. So one leaf proves that nothing lies between the two.
 * The first leaf of a tree is no login; it begins at zero.
 */
export type UseLeaf = Static<typeof UseLeaf>;
export const useLeafChecker = new Checker(UseLeaf);

/** What proves to a holder that its login stands in an hour's anchor, or that it doesn't. */
export interface UseProof {
  readonly firm: string;
  /** Hours since 1970, UTC. */
  readonly hour: number;
  readonly leaf: UseLeaf;
  readonly path: readonly MerkleStep[];
}

function leavesOf(uses: readonly UseEntry[]): UseLeaf[] {
  const first: UseEntry = { nonceHash: LOWEST, useHash: LOWEST };
  const sorted = [...uses].sort((a, b) => (a.nonceHash < b.nonceHash ? -1 : 1));
  const all = [first, ...sorted];
  return all.map((use, i) => ({ ...use, next: all[i + 1]?.nonceHash ?? HIGHEST }));
}

function hashOfLeaf(leaf: UseLeaf): Buffer {
  return merkleLeaf(canonicalJson(leaf));
}

/**
 * The root over an hour's logins, whatever order they are given in; one over no logins as well.
 *
 * @returns SHA-256, hexadecimal
 */
export function useRoot(uses: readonly UseEntry[]): string {
  return merkleRoot(leavesOf(uses).map(hashOfLeaf)).toString('hex');
}

/**
 * The leaf that stands for a nonce, or else the one which shows that none does, with its path to the root.
 *
 * @param nonceHash SHA-256, hexadecimal
 */
export function proveUse(
  uses: readonly UseEntry[],
  nonceHash: string,
): { readonly leaf: UseLeaf; readonly path: MerkleStep[] } {
  const leaves = leavesOf(uses);
  const at = leaves.findLastIndex((each) => each.nonceHash <= nonceHash);
  const leaf = leaves[at];
  if (!leaf) throw new RangeError('no hash lies below zero');
  return { leaf, path: merklePath(leaves.map(hashOfLeaf), at) };
}

/** What a leaf under a root says of a nonce: used, with the hash of the claim; not used; or nothing. */
export type UseShown =
  { readonly says: 'USED'; readonly useHash: string } | { readonly says: 'NOT_USED' | 'NOTHING' };

/**
 * What a proof shows of a nonce.
 *
 * @param root of the hour's anchor as the ledger has it
 */
export function readUseProof(
  { leaf, path }: Pick<UseProof, 'leaf' | 'path'>,
  nonceHash: string,
  root: string,
): UseShown {
  if (rootFromPath(hashOfLeaf(leaf), path).toString('hex') !== root) return { says: 'NOTHING' };
  if (leaf.nonceHash === nonceHash) return { says: 'USED', useHash: leaf.useHash };
  return { says: leaf.nonceHash < nonceHash && nonceHash < leaf.next ? 'NOT_USED' : 'NOTHING' };
}
