import { sha256 } from '../format/hash';

const LEAF = Uint8Array.of(0x00);
const NODE = Uint8Array.of(0x01);

/** One step from a leaf towards the root: the neighbour's hash and the side on which it stands. */
export interface MerkleStep {
  readonly side: 'LEFT' | 'RIGHT';
  /** SHA-256 in hexadecimal. */
  readonly hash: string;
}

/**
 * Hash of a leaf. Leaves and inner nodes are hashed under different prefixes, so that none can
 * stand in for the other (RFC 9162, section 2.1.1).
 */
export function merkleLeaf(...content: readonly (string | Uint8Array)[]): Buffer {
  return sha256(LEAF, ...content);
}

function parent(left: Uint8Array, right: Uint8Array): Buffer {
  return sha256(NODE, left, right);
}

/** The levels of the tree from the leaves up to the root; an odd last node moves up unchanged. */
function levels(leaves: readonly Uint8Array[]): (readonly Uint8Array[])[] {
  const all: (readonly Uint8Array[])[] = [leaves];
  let level = leaves;
  while (level.length > 1) {
    const above: Uint8Array[] = [];
    for (let i = 0; i < level.length; i += 2) {
      const left = level[i];
      const right = level[i + 1];
      if (left) above.push(right ? parent(left, right) : left);
    }
    all.push(above);
    level = above;
  }
  return all;
}

/**
 * Root over hashed leaves, in their order (the tree of RFC 9162, section 2.1.1).
 *
 * @param leaves hashes made by {@link merkleLeaf}; at least one
 * @returns the root, 32 bytes
 * @throws RangeError when there is no leaf
 */
export function merkleRoot(leaves: readonly Uint8Array[]): Buffer {
  const root = levels(leaves).at(-1)?.[0];
  if (!root) throw new RangeError('a Merkle tree needs at least one leaf');
  return Buffer.from(root);
}

/**
 * The path that proves one leaf to somebody who knows the root only.
 *
 * @param position the leaf's place, from zero
 * @throws RangeError when there is no leaf at that position
 */
export function merklePath(leaves: readonly Uint8Array[], position: number): MerkleStep[] {
  if (!leaves[position]) throw new RangeError(`there is no leaf ${position}`);
  const path: MerkleStep[] = [];
  let at = position;
  for (const level of levels(leaves).slice(0, -1)) {
    const neighbour = level[at ^ 1];
    if (neighbour) {
      path.push({ side: at % 2 === 0 ? 'RIGHT' : 'LEFT', hash: Buffer.from(neighbour).toString('hex') });
    }
    at >>= 1;
  }
  return path;
}

/** The root that a leaf and its path lead to; the caller compares it with the root it trusts. */
export function rootFromPath(leaf: Uint8Array, path: readonly MerkleStep[]): Buffer {
  let hash: Buffer = Buffer.from(leaf);
  for (const step of path) {
    const neighbour = Buffer.from(step.hash, 'hex');
    hash = step.side === 'LEFT' ? parent(neighbour, hash) : parent(hash, neighbour);
  }
  return hash;
}
