import { execFile, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import { ROOT } from '../network/networks';

const run = promisify(execFile);

/** What may be installed from: asked once, for 10 seconds at most. */
export function registryAnswers(): boolean {
  const ping = ['ping', '--fetch-retries=0', '--fetch-timeout=10000'];
  return spawnSync('npm', ping, { stdio: 'ignore', timeout: 20_000 }).status === 0;
}

/** A project outside the tree in which all published packages are installed, and nothing else but Node's types. */
export interface EmptyProject {
  readonly folder: string;
}

/** Packs all that is published, and installs it as an application would: the rest comes from the registry. */
export async function emptyProject(): Promise<EmptyProject> {
  const home = await mkdtemp(join(tmpdir(), 'jangbu-published-'));
  const packed = await run(process.execPath, [join(ROOT, 'packaging', 'pack.mjs'), join(home, 'tarballs')]);
  const tarballs = packed.stdout.trim().split('\n');
  const folder = join(home, 'project');
  await mkdir(folder);
  await writeFile(join(folder, 'package.json'), '{ "name": "empty", "private": true }\n');
  const types = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  const node = `@types/node@${types.devDependencies['@types/node'] ?? ''}`;
  const quiet = ['--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
  await run('npm', ['install', ...tarballs, node, ...quiet], { cwd: folder });
  return { folder };
}

export const STRICT: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2023.d.ts', 'lib.esnext.disposable.d.ts'],
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  types: ['node'],
  noEmit: true,
};

const { Node16, NodeNext, ESNext } = ts.ModuleKind;

/** Each way in which TypeScript finds modules today, and the kind of file that tries it. */
export const MODULE_SETTINGS: readonly (readonly [string, string, ts.CompilerOptions])[] = [
  ['node16, from an ES module', 'uses.mts', { module: Node16 }],
  ['node16, from CommonJS', 'uses.cts', { module: Node16 }],
  ['nodenext, from an ES module', 'uses.mts', { module: NodeNext }],
  ['nodenext, from CommonJS', 'uses.cts', { module: NodeNext }],
  ['bundler', 'uses.ts', { module: ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler }],
];

/** @returns what the compiler has to say about a file of the project */
export function problemsOf(project: EmptyProject, file: string, options: ts.CompilerOptions): string[] {
  const typeRoots = [join(project.folder, 'node_modules/@types')];
  const program = ts.createProgram([file], { ...STRICT, ...options, typeRoots });
  return ts
    .getPreEmitDiagnostics(program)
    .map((each) => ts.flattenDiagnosticMessageText(each.messageText, '\n'));
}

/** The entry points of an installed package by what one imports: its code, no data. */
export async function entryPoints(project: EmptyProject, name: string): Promise<string[]> {
  const path = join(project.folder, 'node_modules', name, 'package.json');
  const { exports = { '.': '' } } = JSON.parse(await readFile(path, 'utf8')) as { readonly exports?: object };
  return Object.keys(exports)
    .filter((key) => !/\.(json|yaml)$/.test(key) && !key.includes('*'))
    .map((key) => join(name, key));
}
