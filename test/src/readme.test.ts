import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { execFile } from 'node:child_process';
import ts from 'typescript';
import { ROOT, sharedPlace } from './network/places';

const run = promisify(execFile);

/** The page of code in the README, as it stands there. */
async function readmeCode(): Promise<string> {
  const text = await readFile(join(ROOT, 'README.md'), 'utf8');
  const code = /<!-- example: sdk -->\s*```ts\n([\s\S]*?)```/.exec(text)?.[1];
  if (code === undefined) throw new Error('the README has no SDK example');
  return code;
}

test('the README’s page of code compiles under strict settings and does what it says', async () => {
  const place = await sharedPlace();
  // Beside the tests, where the workspace's packages resolve; named after nothing that is in the tree.
  const source = join(ROOT, 'test', 'dist', 'readme-example.mts');
  await writeFile(source, await readmeCode());
  const program = ts.createProgram([source], {
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2023.d.ts', 'lib.esnext.disposable.d.ts'],
    module: ts.ModuleKind.Node16,
    moduleResolution: ts.ModuleResolutionKind.Node16,
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    types: ['node'],
    skipLibCheck: true,
  });
  const problems = ts
    .getPreEmitDiagnostics(program)
    .map((each) => ts.flattenDiagnosticMessageText(each.messageText, '\n'));
  expect(problems).toEqual([]);
  program.emit();
  const { stdout } = await run(process.execPath, [source.replace(/\.mts$/, '.mjs')], {
    env: { ...process.env, JANGBU_STATE: place.stateDir },
  });
  expect(stdout).toContain('RECORDED');
  expect(stdout).toContain('WAITING');
});
