import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import ts from 'typescript';
import { ROOT, sharedNetwork } from '../network/networks';

const run = promisify(execFile);

/** The page of code in the README, as it stands there. */
async function readmeCode(): Promise<string> {
  const text = await readFile(join(ROOT, 'README.md'), 'utf8');
  const code = /<!-- example: sdk -->\s*```ts\n([\s\S]*?)```/.exec(text)?.[1];
  if (code === undefined) throw new Error('the README has no SDK example');
  return code;
}

/** What an application may ask of the entries: something of each. */
const USES = `
import { connect, InputError, type Ledger } from '@jangbu/client';
import { addBusinessDays } from '@jangbu/client/consortium';
import { followBlocks } from '@jangbu/client/follow';
import { verifyReceipt, type Statement } from '@jangbu/client/interfirm';
import { Issuer } from '@jangbu/client/issuer';
import { LoginDesk } from '@jangbu/client/login';
import { openReadModel } from '@jangbu/client/read-model';
import { Verifier } from '@jangbu/client/verifier';
import { Wallet } from '@jangbu/client/wallet';
export const made: [typeof connect, typeof Verifier, typeof InputError] = [connect, Verifier, InputError];
export const others = [addBusinessDays, followBlocks, verifyReceipt, openReadModel];
export const roles = [Issuer, LoginDesk, Wallet];
export function submit(ledger: Ledger, trade: Statement) {
  return ledger.trades.submit([trade]);
}
`;

/** The file of an entry point. */
function namedAs(entry: string): string {
  return entry === '@jangbu/client' ? 'index' : basename(entry);
}

/** The package's entry points, by what an application imports. */
async function entryPoints(folder: string): Promise<string[]> {
  const path = join(folder, 'node_modules/@jangbu/client/package.json');
  const { exports } = JSON.parse(await readFile(path, 'utf8')) as { readonly exports: object };
  return Object.keys(exports)
    .filter((key) => key !== './package.json')
    .map((key) => join('@jangbu/client', key));
}

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
      const require = createRequire(import.meta.url);
      for (const entry of ${JSON.stringify(await entryPoints(folder))}) {
        const imported = await import(entry);
        const differing = Object.entries(require(entry)).filter(([name, each]) => imported[name] !== each);
        if (differing.length > 0) console.log(entry, differing.map(([name]) => name));
      }
      const { JangbuError, ReadModelError, WalletError } = require('@jangbu/client');
      console.log([ReadModelError, WalletError].every((each) => each.prototype instanceof JangbuError));
    `;
    await writeFile(join(folder, 'one.mjs'), script);
    const { stdout } = await run(process.execPath, ['one.mjs'], { cwd: folder });
    expect(stdout).toBe('true\n');
  });

  test('exports each name from one entry', async () => {
    const entries = await entryPoints(folder);
    const fileOf = (entry: string) =>
      join(folder, 'node_modules/@jangbu/client/types', `${namedAs(entry)}.d.ts`);
    const program = ts.createProgram(entries.map(fileOf), { ...STRICT, module: ts.ModuleKind.Node16 });
    const owners = new Map<string, string[]>();
    for (const entry of entries) {
      const source = program.getSourceFile(fileOf(entry));
      const symbol = source && program.getTypeChecker().getSymbolAtLocation(source);
      if (!symbol) throw new Error(`${entry} exports nothing`);
      for (const { name } of program.getTypeChecker().getExportsOfModule(symbol)) {
        owners.set(name, [...(owners.get(name) ?? []), entry]);
      }
    }
    expect(owners.size).toBeGreaterThan(300);
    expect([...owners].filter(([, entries]) => entries.length > 1)).toEqual([]);
  });

  test("gives an investor's device neither gRPC nor files to load", async () => {
    const script = `
      const { builtinModules, Module } = require('node:module');
      const load = Module._load;
      const loaded = new Set();
      Module._load = function (request, ...rest) {
        loaded.add(request);
        return load.call(this, request, ...rest);
      };
      require('@jangbu/client/wallet');
      const builtin = (name) => name.startsWith('node:') || builtinModules.includes(name);
      console.log([...loaded].filter((name) => builtin(name) || name.startsWith('@grpc')).sort().join(' '));
    `;
    await writeFile(join(folder, 'device.cjs'), script);
    const { stdout } = await run(process.execPath, ['device.cjs'], { cwd: folder });
    expect(stdout).toBe('node:buffer node:crypto\n');
  });

  test('gives a bundler what is used, and no gRPC to who only verifies', async () => {
    const stdin = { contents: "export { Verifier } from '@jangbu/client/verifier';", resolveDir: folder };
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
      env: { ...process.env, JANGBU_STATE: (await sharedNetwork()).stateDir },
    });
    expect(stdout).toContain('RECORDED');
    expect(stdout).toContain('WAITING');
  });

  test('has the public surface that is written down in client/api', async () => {
    const check = run(process.execPath, [join(ROOT, 'client', 'api.mjs'), '--check']);
    await expect(check).resolves.toMatchObject({ stderr: '' });
  });
});
