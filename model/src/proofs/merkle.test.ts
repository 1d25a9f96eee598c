import fc from 'fast-check';
import { merkleLeaf, merklePath, merkleRoot, rootFromPath } from './merkle';

const texts = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const leaves = texts.map((hex) => merkleLeaf(Buffer.from(hex, 'hex')));

describe('a Merkle tree (RFC 9162, section 2.1.1)', () => {
  // The roots that Certificate Transparency's implementations check themselves against.
  it.each([
    [1, '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
    [2, 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
    [3, 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'],
    [4, 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7'],
    [5, '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4'],
    [6, '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef'],
    [7, 'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c'],
    [8, '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
  ])('over the first %i leaves has the known root', (count, root) => {
    expect(merkleRoot(leaves.slice(0, count)).toString('hex')).toBe(root);
  });

  const anyLeaves = fc
    .array(fc.uint8Array({ maxLength: 40 }), { minLength: 1, maxLength: 70 })
    .map((contents) => contents.map((content) => merkleLeaf(content)));

  it('proves each of its leaves', () => {
    fc.assert(
      fc.property(anyLeaves, fc.nat(), (tree, n) => {
        const position = n % tree.length;
        const leaf = tree[position] ?? Buffer.alloc(0);
        expect(rootFromPath(leaf, merklePath(tree, position))).toEqual(merkleRoot(tree));
      }),
    );
  });

  it('does not prove what is not in it', () => {
    fc.assert(
      fc.property(anyLeaves, fc.nat(), fc.uint8Array(), (tree, n, content) => {
        const other = merkleLeaf('something else', content);
        const proved = rootFromPath(other, merklePath(tree, n % tree.length));
        expect(proved.equals(merkleRoot(tree))).toBe(false);
      }),
    );
  });

  it('does not take an inner node for a leaf', () => {
    const [first, second] = leaves;
    if (!first || !second) throw new Error('no leaves');
    const node = merkleRoot([first, second]);
    expect(merkleLeaf(first, second).equals(node)).toBe(false);
  });

  it('needs a leaf', () => {
    expect(() => merkleRoot([])).toThrow(RangeError);
    expect(() => merklePath(leaves, 8)).toThrow(RangeError);
  });
});
