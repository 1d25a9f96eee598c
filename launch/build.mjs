// What the compiler and the bundler make of the packages.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { isMarked, mark, stamp } from './marks.mjs';
import { run } from './processes.mjs';
import { Refusal, say } from './say.mjs';

/** The contracts: with them goes their bundle, which the network deploys. */
const CONTRACTS = 'chaincode';
const OUTPUT = /\.(js|d\.ts)(\.map)?$/;

/** Every package that the root's tsconfig.json names. */
export function allPackages(tree) {
  return referencesOf(tree, '.');
}

/** The package in which a file of the tree lies, if it lies in one. */
export function packageOf(tree, file) {
  const path = relative(tree, resolve(tree, file)).split(sep).join('/');
  return allPackages(tree).find((name) => path.startsWith(`${name}/`));
}

/** The named packages and all that they are built on. */
export function withReferences(tree, names) {
  const all = new Set();
  const add = (name) => {
    if (all.has(name)) return;
    all.add(name);
    referencesOf(tree, name).forEach(add);
  };
  names.forEach(add);
  return [...all].sort();
}

function configOf(tree, name) {
  return JSON.parse(readFileSync(join(tree, name, 'tsconfig.json'), 'utf8'));
}

function referencesOf(tree, name) {
  return (configOf(tree, name).references ?? []).map(({ path }) =>
    relative(tree, resolve(tree, name, path))
      .split(sep)
      .join('/'),
  );
}

function* filesBelow(folder) {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}

/** Changes whenever a source of these packages does, or what has been made of them. */
function fingerprint(tree, packages) {
  const hash = createHash('sha256').update(process.version.split('.')[0]);
  const files = ['tsconfig.base.json', `${CONTRACTS}/bundle.mjs`, 'package-lock.json'].map((name) =>
    join(tree, name),
  );
  for (const name of packages) {
    files.push(join(tree, name, 'tsconfig.json'), join(tree, name, 'dist', '.tsbuildinfo'));
    for (const folder of configOf(tree, name).include) files.push(...filesBelow(join(tree, name, folder)));
  }
  files.push(join(tree, CONTRACTS, 'dist', 'bundle', 'jangbu.js'));
  for (const file of files) hash.update(`${relative(tree, file)}\0${stamp(file)}\n`);
  return hash.digest('hex');
}

const markOf = (tree, packages) =>
  join(tree, '.jangbu', 'launch', `built-${packages.join('+').replace(/\//g, '.')}`);

/** Whether nothing has changed since these were last built. */
export function buildIsMarked(tree, packages) {
  return isMarked(markOf(tree, packages), fingerprint(tree, packages));
}

/** What the compiler made of sources that are gone would still be run as tests. */
export function removeOrphans(tree, packages) {
  for (const name of packages) {
    const dist = join(tree, name, 'dist');
    const { rootDir = '.' } = configOf(tree, name).compilerOptions;
    for (const file of filesBelow(dist)) {
      const path = relative(dist, file);
      if (path.startsWith('bundle') || !OUTPUT.test(path)) continue;
      if (!existsSync(join(tree, name, rootDir, path.replace(OUTPUT, '.ts')))) rmSync(file);
    }
  }
}

/** Compiles these packages, each with what it is built on, and makes the contracts' bundle. */
export async function build(tree, packages, alsoFor) {
  if (buildIsMarked(tree, packages)) return;
  say('building …');
  removeOrphans(tree, packages);
  const node = async (args, what) => {
    const { status, error } = await run(process.execPath, args, { cwd: tree, started: alsoFor });
    if (error) throw new Refusal(`${what} could not start: ${error.message}`);
    if (status !== 0) throw new Refusal(`${what} failed; what is printed above says why.`);
  };
  const compiler = join(tree, 'node_modules', 'typescript', 'bin', 'tsc');
  await node([compiler, '-b', ...packages], 'the build');
  if (packages.includes(CONTRACTS))
    await node([join(tree, CONTRACTS, 'bundle.mjs')], 'the bundle of the contracts');
  mark(markOf(tree, packages), fingerprint(tree, packages));
}
