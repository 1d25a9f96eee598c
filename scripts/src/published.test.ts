import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { packageFor } from './consortium/bring-up';
import { openNetworkContext } from './consortium/network-context';

const OWN = join(__dirname, '..');
const MODULES = join(OWN, '..', 'node_modules');

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

/** Links what a package manager would have installed beside the command line. */
function linkDependencies(modules: string): void {
  for (const name of readdirSync(MODULES)) {
    if (name !== 'jangbu' && !name.startsWith('.')) symlinkSync(join(MODULES, name), join(modules, name));
  }
}

describe('the command line as it is published', () => {
  let folder: string;
  let packed: Packed;
  let program: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'jangbu-published-'));
    const told = execFileSync('npm', ['pack', '--json', '--silent', '--pack-destination', folder], {
      cwd: OWN,
      encoding: 'utf8',
    });
    const [first] = JSON.parse(told.slice(told.indexOf('['))) as Packed[];
    if (!first) throw new Error(`npm pack told nothing: ${told}`);
    packed = first;
    const installed = join(folder, 'node_modules', 'jangbu');
    mkdirSync(installed, { recursive: true });
    execFileSync('tar', ['-xzf', join(folder, packed.filename), '-C', installed, '--strip-components=1']);
    linkDependencies(dirname(installed));
    program = join(installed, 'dist', 'main.js');
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** Runs it from an empty folder, as nothing of a clone would. */
  function run(...args: readonly string[]): string {
    const env: NodeJS.ProcessEnv = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !name.startsWith('JANGBU_')),
    );
    env['JANGBU_CONFIG'] = join(folder, 'no-contexts.yaml');
    const cwd = join(folder, 'empty');
    mkdirSync(cwd, { recursive: true });
    return execFileSync(process.execPath, [program, ...args], { cwd, env, encoding: 'utf8', stdio: 'pipe' });
  }

  test('holds the contracts in one file, and no tests', () => {
    const paths = packed.files.map(({ path }) => path);
    expect(paths).toContain('bundle/jangbu.js');
    expect(paths.filter((path) => path.includes('.test.') || path.startsWith('src/'))).toEqual([]);
  });

  test('says its version', () => {
    expect(run('--version')).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test("makes the same contracts' package as the clone", async () => {
    const { packageId } = JSON.parse(run('chaincode', 'package', '--json')) as { packageId: string };
    expect(packageId).toBe((await packageFor(await openNetworkContext({}))).id);
  });

  test("keeps a network's state in the folder where it is called", () => {
    expect(() => run('day', 'show')).toThrow(join(folder, 'empty', '.jangbu', 'consortium'));
  });
});
