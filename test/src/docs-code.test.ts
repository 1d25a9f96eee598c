import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import { ROOT, sharedNetwork } from './network/networks';

const run = promisify(execFile);

interface Block {
  readonly name: string;
  /** With what the page leaves out, which a comment before the block gives. */
  readonly code: string;
  /** Whether all that it needs is there, and not only declared. */
  readonly runs: boolean;
}

const BLOCK = /(?:<!-- given: ([^\n]*) -->\s*)?```ts\n([\s\S]*?)```/g;
/** What a connection that the page leaves open would wait for. */
const END = 'process.exit(0);\nexport {};\n';

async function blocksOf(file: string): Promise<Block[]> {
  const text = await readFile(file, 'utf8');
  return [...text.matchAll(BLOCK)].map(([, given = '', code = ''], i) => ({
    name: `${relative(ROOT, file)}, block ${i + 1}`,
    code: `${given}\n${code}\n${END}`,
    runs: !given.includes('declare '),
  }));
}

/** Every page that people read. */
async function pages(): Promise<string[]> {
  const docs = (await readdir(join(ROOT, 'docs'))).filter((name) => name.endsWith('.md'));
  const readmes = ['README.md', 'README.ko.md', join('client', 'README.md')];
  return [...docs.map((name) => join(ROOT, 'docs', name)), ...readmes.map((name) => join(ROOT, name))];
}

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2023.d.ts', 'lib.esnext.disposable.d.ts'],
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  strict: true,
  exactOptionalPropertyTypes: true,
  types: ['node'],
  skipLibCheck: true,
};

describe('the code in the pages', () => {
  let blocks: readonly Block[];
  let files: string[];
  let folder: string;

  beforeAll(async () => {
    blocks = (await Promise.all((await pages()).map(blocksOf))).flat();
    // Beside the tests, where the workspace's packages resolve.
    files = blocks.map((_, i) => join(ROOT, 'test', 'dist', `docs-block-${i}.mts`));
    for (const [i, { code }] of blocks.entries()) await writeFile(files[i] ?? '', code);
    // The pages' applications find each member's profile and identities beside them.
    folder = await mkdtemp(join(tmpdir(), 'jangbu-pages-'));
    const members = join((await sharedNetwork()).stateDir, 'members');
    for (const member of await readdir(members)) await symlink(join(members, member), join(folder, member));
  });

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
    for (const file of files) {
      await rm(file, { force: true });
      await rm(file.replace(/ts$/, 'js'), { force: true });
    }
  });

  test('compiles under strict settings, every block', () => {
    expect(blocks.length).toBeGreaterThan(9);
    const program = ts.createProgram(files, OPTIONS);
    const problems = ts.getPreEmitDiagnostics(program).map((each) => {
      const block = blocks[files.indexOf(each.file?.fileName ?? '')];
      return `${block?.name ?? ''}: ${ts.flattenDiagnosticMessageText(each.messageText, '\n')}`;
    });
    expect(problems).toEqual([]);
    program.emit();
  });

  test('runs on the network, every block that needs nothing else', async () => {
    const env = { ...process.env, JANGBU_STATE: (await sharedNetwork()).stateDir };
    const running = blocks.flatMap(({ name, runs }, i) => (runs ? [{ name, file: files[i] ?? '' }] : []));
    expect(running.length).toBeGreaterThan(8);
    const failed: string[] = [];
    for (const { name, file } of running) {
      const done = run(process.execPath, [file.replace(/ts$/, 'js')], { cwd: folder, env, timeout: 120_000 });
      await done.catch((error: unknown) => failed.push(`${name}: ${String(error)}`));
    }
    expect(failed).toEqual([]);
  }, 600_000);
});
