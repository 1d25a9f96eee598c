import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { proveUse, readUseProof, useRoot, type UseEntry } from './use-tree';

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function usesOf(...names: readonly string[]): UseEntry[] {
  return names.map((name) => ({ nonceHash: hash(name), useHash: hash(`use of ${name}`) }));
}

const names = fc.uniqueArray(fc.string(), { maxLength: 40 });

describe('the tree over an hour of logins', () => {
  test('has one root whatever the order', () => {
    fc.assert(
      fc.property(names, (all) => {
        expect(useRoot(usesOf(...all.toReversed()))).toBe(useRoot(usesOf(...all)));
      }),
    );
  });

  test('proves each login that is in it, and of each other one that it is not', () => {
    fc.assert(
      fc.property(names, fc.string(), (all, other) => {
        const uses = usesOf(...all);
        const root = useRoot(uses);
        for (const use of uses) {
          const shown = readUseProof(proveUse(uses, use.nonceHash), use.nonceHash, root);
          expect(shown).toEqual({ says: 'USED', useHash: use.useHash });
        }
        const asked = hash(other);
        const isIn = all.includes(other);
        expect(readUseProof(proveUse(uses, asked), asked, root).says).toBe(isIn ? 'USED' : 'NOT_USED');
      }),
    );
  });

  test('says nothing under another root, or by another leaf', () => {
    const uses = usesOf('a', 'b', 'c');
    const proof = proveUse(uses, hash('a'));
    expect(readUseProof(proof, hash('a'), useRoot(usesOf('a', 'b'))).says).toBe('NOTHING');
    const changed = { ...proof, leaf: { ...proof.leaf, useHash: hash('forged') } };
    expect(readUseProof(changed, hash('a'), useRoot(uses)).says).toBe('NOTHING');
    const far = proveUse(uses, hash('b'));
    const shown = readUseProof(proof, hash('b'), useRoot(uses)).says;
    expect(shown).toBe('NOTHING');
    expect(far.leaf.nonceHash).toBe(hash('b'));
  });

  test('of an hour without logins shows that there were none', () => {
    expect(readUseProof(proveUse([], hash('a')), hash('a'), useRoot([])).says).toBe('NOT_USED');
  });
});
