import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
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

/** What an application may ask of both entries. */
const USES = `
import { connect, InputError, Verifier, type Ledger, type Statement } from '@jangbu/client';
import { openStore } from '@jangbu/client/store';
export const made: [typeof connect, typeof Verifier, typeof InputError] = [connect, Verifier, InputError];
export const opened = openStore;
export function submit(ledger: Ledger, trade: Statement) {
  return ledger.trades.submit([trade]);
}
`;

const STRICT: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2023.d.ts', 'lib.esnext.disposable.d.ts'],
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  types: ['node'],
  noEmit: true,
};

/** Each way in which TypeScript finds modules, and the kind of file that tries it. */
const SETTINGS: readonly (readonly [string, string, ts.CompilerOptions])[] = [
  ['node16, from an ES module', 'uses.mts', { module: ts.ModuleKind.Node16 }],
  ['node16, from CommonJS', 'uses.cts', { module: ts.ModuleKind.Node16 }],
  ['nodenext, from an ES module', 'uses.mts', { module: ts.ModuleKind.NodeNext }],
  ['nodenext, from CommonJS', 'uses.cts', { module: ts.ModuleKind.NodeNext }],
  ['bundler', 'uses.ts', { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler }],
  [
    'node10',
    'uses.cts',
    {
      module: ts.ModuleKind.CommonJS,
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- What is old is what is tried here.
      moduleResolution: ts.ModuleResolutionKind.Node10,
      ignoreDeprecations: '6.0',
    },
  ],
];

describe('the packed client in an empty project', () => {
  let folder: string;

  /** @returns what the compiler has to say */
  function problemsOf(file: string, options: ts.CompilerOptions): string[] {
    const program = ts.createProgram([file], {
      ...STRICT,
      ...options,
      typeRoots: [join(folder, 'node_modules/@types')],
    });
    return ts
      .getPreEmitDiagnostics(program)
      .map((each) => ts.flattenDiagnosticMessageText(each.messageText, '\n'));
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jangbu-package-'));
    await run(process.execPath, [join(ROOT, 'client', 'package.mjs')]);
    const packed = await run('npm', ['pack', join(ROOT, 'client', 'package'), '--json'], { cwd: folder });
    const [{ filename }] = JSON.parse(packed.stdout) as [{ readonly filename: string }];
    await writeFile(join(folder, 'package.json'), '{ "name": "empty", "private": true }\n');
    const types = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
      readonly devDependencies: Readonly<Record<string, string>>;
    };
    const node = `@types/node@${types.devDependencies['@types/node'] ?? ''}`;
    const quiet = ['--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
    await run('npm', ['install', join(folder, filename), node, ...quiet], { cwd: folder });
  }, 300_000);

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  test('brings no package of this tree with it', async () => {
    const { stdout } = await run('npm', ['ls', '--all', '--parseable'], { cwd: folder });
    const ours = stdout.split('\n').filter((path) => path.includes('@jangbu'));
    expect(ours.map((path) => path.slice(path.indexOf('@jangbu')))).toEqual(['@jangbu/client']);
  });

  test.each(SETTINGS)('has types that resolve under %s', async (_, name, options) => {
    const file = join(folder, name);
    await writeFile(file, USES);
    expect(problemsOf(file, options)).toEqual([]);
  });

  test('is one thing, however it is loaded', async () => {
    const script = `
      import { createRequire } from 'node:module';
      import { ReadModelError, JangbuError } from '@jangbu/client';
      import * as store from '@jangbu/client/store';
      const require = createRequire(import.meta.url);
      const [client, again] = [require('@jangbu/client'), require('@jangbu/client/store')];
      console.log(client.JangbuError === JangbuError, store.openStore === again.openStore);
      console.log(ReadModelError === store.ReadModelError, ReadModelError.prototype instanceof client.JangbuError);
    `;
    await writeFile(join(folder, 'one.mjs'), script);
    const { stdout } = await run(process.execPath, ['one.mjs'], { cwd: folder });
    expect(stdout).toBe('true true\ntrue true\n');
  });

  test('gives a bundler what is used, and no gRPC to who only verifies', async () => {
    const stdin = { contents: "export { Verifier } from '@jangbu/client';", resolveDir: folder };
    const bundled = async (contents: string) => {
      const { metafile } = await build({
        ...{ stdin: { ...stdin, contents }, bundle: true, write: false, metafile: true, platform: 'node' },
        ...{ format: 'esm', logLevel: 'error', external: ['pkcs11js'] },
      });
      const inside = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs));
      return inside.some((path) => path.includes('@grpc/grpc-js'));
    };
    expect(await bundled(stdin.contents)).toBe(false);
    expect(await bundled("export { connect } from '@jangbu/client';")).toBe(true);
  });

  test('runs the page of code in the README, compiled under strict settings', async () => {
    const source = join(folder, 'readme.mts');
    await writeFile(source, await readmeCode());
    const options = { ...STRICT, noEmit: false, module: ts.ModuleKind.NodeNext, skipLibCheck: true };
    expect(problemsOf(source, { module: ts.ModuleKind.NodeNext, skipLibCheck: true })).toEqual([]);
    ts.createProgram([source], { ...options, typeRoots: [join(folder, 'node_modules/@types')] }).emit();
    const { stdout } = await run(process.execPath, [join(folder, 'readme.mjs')], {
      cwd: folder,
      env: { ...process.env, JANGBU_STATE: (await sharedPlace()).stateDir },
    });
    expect(stdout).toContain('RECORDED');
    expect(stdout).toContain('WAITING');
  });

  test('has the public surface that is written down in client/api', async () => {
    const check = run(process.execPath, [join(ROOT, 'client', 'api.mjs'), '--check']);
    await expect(check).resolves.toMatchObject({ stderr: '' });
  });
});
