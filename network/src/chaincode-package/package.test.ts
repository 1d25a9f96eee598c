import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { packageChaincode, type PackageInput } from './package';
import { packagedFiles } from './content';

const foundingHash = 'ab'.repeat(32);
let bundleDir = '';

beforeEach(async () => {
  bundleDir = await mkdtemp(join(tmpdir(), 'package-'));
  await writeFile(join(bundleDir, 'jangbu.js'), 'console.log(1);\n');
});

afterEach(async () => {
  await rm(bundleDir, { recursive: true });
});

function input(change: Partial<PackageInput> = {}): PackageInput {
  return { bundleDir, foundingHash, label: 'jangbu_1.0.0', ...change };
}

describe("the chaincode's package", () => {
  it('is the same bytes, and so the same id, at another time and place', async () => {
    const first = await packageChaincode(input());
    await utimes(join(bundleDir, 'jangbu.js'), 1, 1);
    const second = await packageChaincode(input());
    expect(second.bytes.equals(first.bytes)).toBe(true);
    // Fixed on purpose: an id that changes with a library or with Node would part the firms.
    expect(first.id).toBe('jangbu_1.0.0:1a5e4fdbde19d7bad36c71a2c453217a6dd1d9130feb2f89b6640f6e8d72f730');
  });

  it('has another id for another bundle, founding list or label', async () => {
    const ids = [await packageChaincode(input())].map(({ id }) => id);
    ids.push((await packageChaincode(input({ foundingHash: 'cd'.repeat(32) }))).id);
    ids.push((await packageChaincode(input({ label: 'jangbu_1.0.1' }))).id);
    await writeFile(join(bundleDir, 'jangbu.js'), 'console.log(2);\n');
    ids.push((await packageChaincode(input())).id);
    expect(new Set(ids).size).toBe(4);
  });

  it("holds the bundle, the founding list's hash and how to start, where Fabric's Node.js platform looks", async () => {
    const files = await packagedFiles((await packageChaincode(input())).bytes);
    expect([...files.keys()]).toEqual(['src/founding.sha256', 'src/jangbu.js', 'src/package.json']);
    expect(files.get('src/founding.sha256')?.toString()).toBe(`${foundingHash}\n`);
    expect(files.get('src/jangbu.js')?.toString()).toBe('console.log(1);\n');
  });

  it("holds the bundle's licence where there is one, and nothing else of its folder", async () => {
    await writeFile(join(bundleDir, 'LICENSE'), 'Apache-2.0');
    await writeFile(join(bundleDir, 'jangbu.js.map'), '{}');
    const files = await packagedFiles((await packageChaincode(input())).bytes);
    expect(files.get('src/LICENSE')?.toString()).toBe('Apache-2.0');
    expect([...files.keys()].some((name) => name.includes('map'))).toBe(false);
  });

  it.each<[string, Partial<PackageInput>]>([
    ['a label that Fabric would not take', { label: 'no spaces' }],
    ['a founding hash that is none', { foundingHash: 'abc' }],
    ['no bundle', { bundleDir: '/nowhere' }],
  ])('is refused for %s', async (_, change) => {
    await expect(packageChaincode(input(change))).rejects.toMatchObject({ code: 'PACKAGE_INVALID' });
  });

  it('is not read from bytes that are none', async () => {
    await expect(packagedFiles(Buffer.from('nonsense'))).rejects.toMatchObject({ code: 'PACKAGE_INVALID' });
  });
});
