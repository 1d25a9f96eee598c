import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ROOT } from '../network/networks';
import { runOn } from './launcher';

describe('what the launcher makes ready', () => {
  let tree: string;

  beforeEach(() => {
    tree = mkdtempSync(join(tmpdir(), 'jangbu-tree-'));
  });
  afterEach(() => {
    rmSync(tree, { recursive: true, force: true });
  });

  async function complete(wanted: object, installed: object): Promise<string> {
    mkdirSync(join(tree, 'node_modules'));
    writeFileSync(join(tree, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...wanted } }));
    writeFileSync(join(tree, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: installed }));
    const { stdout } = await runOn('packages', `console.log(it.isComplete(${JSON.stringify(tree)}));`);
    return stdout.trim();
  }

  const one = { version: '1.0.0', integrity: 'sha512-A' };
  const binary = { ...one, optional: true, os: ['aix'], cpu: ['ppc64'] };

  it.each([
    ['installed as the lock file names it', { a: one }, { a: one }, 'true'],
    ['installed in another version', { a: one }, { a: { ...one, version: '1.0.1' } }, 'false'],
    ['installed with other bytes', { a: one }, { a: { ...one, integrity: 'sha512-B' } }, 'false'],
    ['not installed', { a: one }, {}, 'false'],
    ['for another platform', { a: binary }, {}, 'true'],
    ['for this platform', { a: { ...binary, os: [process.platform], cpu: [process.arch] } }, {}, 'false'],
  ])('packages are complete with one %s: %s', async (_, wanted, installed, expected) => {
    expect(await complete(wanted, installed)).toBe(expected);
  });

  it("an operator's command needs no package of tests", async () => {
    const script = `console.log(it.withReferences(${JSON.stringify(ROOT)}, ['scripts', 'chaincode']).join(' '));`;
    const packages = (await runOn('build', script)).stdout.trim().split(' ');
    expect(packages).toEqual(expect.arrayContaining(['chaincode', 'client', 'model', 'network', 'scripts']));
    expect(packages).not.toContain('test');
  });

  it.each([
    ['client/src/trades/paging.test.ts', 'client/dist/(src/)?trades/paging.test.js'],
    ['client/dist/src/trades/paging.test.js', 'client/dist/src/trades/paging.test.js'],
    ['client/src/core/', 'client/dist/(src/)?core'],
    ['examples/trading-day/src', 'trading-day/dist/(src/)?'],
    ['chaincode', 'chaincode'],
    ['--verbose', '--verbose'],
  ])('a test is named by its source as well: %s', async (given, expected) => {
    const { stdout } = await runOn('tests', `console.log(it.asCompiled('${given}'));`);
    expect(stdout.trim()).toBe(expected);
  });

  it.each([
    ['all passed', { passed: 3, failed: 0, skipped: 0 }, true, 0],
    ['some passed, some were skipped', { passed: 3, failed: 0, skipped: 1 }, true, 0],
    ['one failed', { passed: 3, failed: 1, skipped: 0 }, true, 1],
    ['one failed, and the others were skipped', { passed: 0, failed: 1, skipped: 3 }, true, 1],
    ['all were skipped that need what is not everywhere', { passed: 0, failed: 0, skipped: 3 }, true, 77],
    ['all were skipped that were named', { passed: 0, failed: 0, skipped: 3 }, false, 1],
    ['there were none', { passed: 0, failed: 0, skipped: 0 }, true, 1],
  ])('tests end by what came of them: %s', async (_, counted, maySkipAll, expected) => {
    const call = `it.exitCodeOf(${JSON.stringify(counted)}, ${String(maySkipAll)})`;
    expect((await runOn('tests', `console.log(${call});`)).stdout.trim()).toBe(String(expected));
  });
});
