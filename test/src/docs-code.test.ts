import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { ROOT } from './network/places';

interface Block {
  readonly name: string;
  /** With the declarations that the page leaves out, which a comment before the block gives. */
  readonly code: string;
}

const BLOCK = /(?:<!-- given: ([^\n]*) -->\s*)?```ts\n([\s\S]*?)```/g;

async function blocksOf(file: string): Promise<Block[]> {
  const text = await readFile(file, 'utf8');
  return [...text.matchAll(BLOCK)].map(([, given = '', code = ''], i) => ({
    name: `${relative(ROOT, file)}, block ${i + 1}`,
    code: `${given}\n${code}\nexport {};\n`,
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
  noEmit: true,
};

test('every block of code in the pages compiles under strict settings', async () => {
  const blocks = (await Promise.all((await pages()).map(blocksOf))).flat();
  expect(blocks.length).toBeGreaterThan(6);
  // Beside the tests, where the workspace's packages resolve.
  const files = blocks.map((_, i) => join(ROOT, 'test', 'dist', `docs-block-${i}.mts`));
  try {
    for (const [i, { code }] of blocks.entries()) await writeFile(files[i] ?? '', code);
    const problems = ts.getPreEmitDiagnostics(ts.createProgram(files, OPTIONS)).map((each) => {
      const block = blocks[files.indexOf(each.file?.fileName ?? '')];
      return `${block?.name ?? ''}: ${ts.flattenDiagnosticMessageText(each.messageText, '\n')}`;
    });
    expect(problems).toEqual([]);
  } finally {
    for (const file of files) await rm(file, { force: true });
  }
});
