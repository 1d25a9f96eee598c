import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import ts from 'typescript';
import { ROOT } from '../network/networks';
import { entryPoints, MODULE_SETTINGS, problemsOf, STRICT, type EmptyProject } from './empty-project';

const run = promisify(execFile);

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

/** Each way in which TypeScript finds modules, and the kind of file that tries it. */
const SETTINGS: typeof MODULE_SETTINGS = [
  ...MODULE_SETTINGS,
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

/** What holds for the client as an application gets it. */
export function publishedClient(project: () => EmptyProject): void {
  test('brings no package of this tree with it', async () => {
    const { folder } = project();
    const { stdout } = await run('npm', ['ls', '--all', '--json'], { cwd: folder, maxBuffer: 1 << 26 });
    const { dependencies } = JSON.parse(stdout) as {
      readonly dependencies: Readonly<Record<string, unknown>>;
    };
    const below = JSON.stringify(dependencies['@jangbu/client']);
    expect(below).toContain('@grpc/grpc-js');
    expect(below).not.toContain('"@jangbu/');
  });

  test.each(SETTINGS)('has types that resolve under %s', async (_, name, options) => {
    const { folder } = project();
    const file = join(folder, name);
    await writeFile(file, USES);
    expect(problemsOf(project(), file, options)).toEqual([]);
  });

  test('is one thing, however it is loaded', async () => {
    const { folder } = project();
    const script = `
      import { createRequire } from 'node:module';
      const require = createRequire(import.meta.url);
      for (const entry of ${JSON.stringify(await entryPoints(project(), '@jangbu/client'))}) {
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
    const { folder } = project();
    const entries = await entryPoints(project(), '@jangbu/client');
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
    const { folder } = project();
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
    const { folder } = project();
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

  test('has the public surface that is written down in client/api', async () => {
    const check = run(process.execPath, [join(ROOT, 'client', 'api.mjs'), '--check']);
    await expect(check).resolves.toMatchObject({ stderr: '' });
  });
}
