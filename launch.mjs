// Starts whatever this tree can do, after making it ready: Node's version, packages, build.
// Uses nothing but Node, because in a fresh clone there is nothing else.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(fileURLToPath(import.meta.url));
const PACKAGES = [
  'model',
  'chaincode',
  'client',
  'login',
  'network',
  'scripts',
  'examples/trading-day',
  'test',
];
const NODE_NEEDED = [20, 19];
const MODULES = join(ROOT, 'node_modules');

function fail(message) {
  process.stderr.write(`jangbu: ${message}\n`);
  process.exit(1);
}

function say(message) {
  process.stderr.write(`jangbu: ${message}\n`);
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > NODE_NEEDED[0] || (major === NODE_NEEDED[0] && minor >= NODE_NEEDED[1])) return;
  fail(`needs Node ${NODE_NEEDED.join('.')} or newer; this is ${process.versions.node}.`);
}

function run(command, args, what) {
  const done = spawnSync(command, args, {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (done.error) fail(`${what} could not start: ${done.error.message}`);
  if (done.status !== 0) fail(`${what} failed; what is printed above says why.`);
}

/** A mark beside what was made, naming what it was made from: equal marks mean nothing to do. */
function unlessMarked(markFile, content, make) {
  if (existsSync(markFile) && readFileSync(markFile, 'utf8') === content) return;
  rmSync(markFile, { force: true });
  make();
  mkdirSync(dirname(markFile), { recursive: true });
  writeFileSync(markFile, content);
}

function installPackages() {
  const lock = createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex');
  unlessMarked(join(MODULES, '.jangbu-lock'), lock, () => {
    say('installing packages (once for each change of package-lock.json) …');
    run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], 'npm ci');
  });
}

function* filesBelow(folder) {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}

function sourceFingerprint() {
  const hash = createHash('sha256').update(process.version);
  const single = ['tsconfig.base.json', 'tsconfig.json', 'chaincode/bundle.mjs', 'package-lock.json'];
  const files = [
    ...single.map((name) => join(ROOT, name)),
    ...PACKAGES.flatMap((name) => [
      join(ROOT, name, 'tsconfig.json'),
      ...filesBelow(join(ROOT, name, 'src')),
      ...filesBelow(join(ROOT, name, 'testing')),
    ]),
  ];
  for (const file of files) {
    const { mtimeMs, size } = statSync(file);
    hash.update(`${relative(ROOT, file)}\0${mtimeMs}\0${size}\n`);
  }
  return hash.digest('hex');
}

/** What the compiler made of sources that are gone would still be run as tests. */
function removeOrphans() {
  for (const name of PACKAGES) {
    const dist = join(ROOT, name, 'dist');
    for (const file of filesBelow(dist)) {
      const path = relative(dist, file);
      if (path.startsWith('bundle') || !/\.(js|d\.ts)(\.map)?$/.test(path)) continue;
      const source = path.replace(/\.(js|d\.ts)(\.map)?$/, '.ts');
      // A package with test doubles beside its src compiles both below dist.
      const from = existsSync(join(ROOT, name, 'testing')) ? join(ROOT, name) : join(ROOT, name, 'src');
      if (!existsSync(join(from, source))) rmSync(file);
    }
  }
}

function build() {
  unlessMarked(join(MODULES, '.jangbu-build'), sourceFingerprint(), () => {
    say('building …');
    removeOrphans();
    run(process.execPath, [join(MODULES, 'typescript/bin/tsc'), '-b'], 'the build');
    run(process.execPath, ['chaincode/bundle.mjs'], 'the chaincode bundle');
  });
}

function jest(project) {
  const args = [join(MODULES, 'jest/bin/jest.js'), '--config', `jest.${project}.config.cjs`];
  const report = join(MODULES, `.jangbu-${project}-tests.json`);
  rmSync(report, { force: true });
  const done = spawnSync(
    process.execPath,
    [...args, '--json', `--outputFile=${report}`, ...process.argv.slice(4)],
    {
      cwd: ROOT,
      stdio: ['inherit', 'ignore', 'inherit'],
    },
  );
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const result = JSON.parse(readFileSync(report, 'utf8'));
  // A suite that cannot even load counts as one failure: it has no tests to count.
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  return {
    passed: result.numPassedTests,
    failed: failed === 0 && done.status !== 0 ? 1 : failed,
    skipped: result.numPendingTests,
  };
}

function test(which) {
  if (which !== undefined && !['unit', 'network', 'properties', 'double-spend', 'faults'].includes(which))
    fail(`there are no '${which}' tests: unit, network, properties, double-spend or faults.`);
  if (which === 'properties') process.env.JANGBU_PROPERTY_RUNS ??= '1000';
  if (which === 'double-spend') process.env.JANGBU_DOUBLE_SPEND_ROUNDS ??= '1000';
  if (which === 'faults') process.env.JANGBU_FAULT_TRADES ??= '5000';
  const counts = (which === undefined ? ['unit', 'network'] : [which]).map(jest);
  const sum = (field) => counts.reduce((total, count) => total + count[field], 0);
  const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : '';
  process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed${skipped}\n`);
  process.exitCode = sum('failed') === 0 && sum('passed') > 0 ? 0 : 1;
}

async function main() {
  checkNode();
  installPackages();
  build();
  const [command, ...rest] = process.argv.slice(2);
  if (command === 'build') return;
  if (command === 'test') test(rest[0]);
  else if (command === 'bench') {
    process.argv.splice(2, 1);
    await import(new URL('./test/dist/bench/main.js', import.meta.url).href);
  } else {
    process.env.JANGBU_HOME ??= ROOT;
    // The example takes all arguments as its own, so the word that chose it goes.
    if (command === 'start') process.argv.splice(2, 1);
    const program = command === 'start' ? 'examples/trading-day' : 'scripts';
    await import(new URL(`./${program}/dist/main.js`, import.meta.url).href);
  }
}

await main();
