// Runs the tests by Jest, and tells their number in one line.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './processes.mjs';
import { Refusal } from './say.mjs';

/** Of each kind of tests, how many files run at once, and what its full form sets where the user has not. */
const PROJECTS = {
  unit: { workers: 2 },
  network: { workers: 1 },
  properties: { workers: 2, env: { JANGBU_PROPERTY_RUNS: '1000' } },
  'double-spend': { workers: 1, env: { JANGBU_DOUBLE_SPEND_ROUNDS: '1000' } },
  faults: { workers: 1, env: { JANGBU_FAULT_TRADES: '5000' } },
  coalitions: { workers: 1 },
  // For root only; the test says why where it is skipped.
  hosts: { workers: 1, maySkipAll: true },
  stock: { workers: 1 },
  suspension: { workers: 1 },
};

/** The exit code where all tests of a kind were skipped, for want of what they need; as automake has it. */
const NOTHING_TO_RUN_ON = 77;

/** @param args the kind of tests, if only one is wanted, then what Jest is given: paths of tests, options */
export async function test(tree, args) {
  const [first] = args;
  const named = first !== undefined && !first.startsWith('-');
  if (named && !Object.hasOwn(PROJECTS, first)) {
    const kinds = Object.keys(PROJECTS);
    throw new Refusal(
      `there are no '${first}' tests: ${kinds.slice(0, -1).join(', ')} or ${kinds.at(-1)}. ` +
        'One file of tests is run by `npm test -- unit PATH`.',
    );
  }
  const given = (named ? args.slice(1) : args).map(asCompiled);
  const counts = [];
  for (const project of named ? [first] : ['unit', 'network']) counts.push(await jest(tree, project, given));
  const sum = (field) => counts.reduce((total, count) => total + count[field], 0);
  const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : '';
  process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed${skipped}\n`);
  const counted = { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
  // Whoever named tests wanted those: a name that none has skips all of them.
  const maySkipAll = named && given.length === 0 && PROJECTS[first].maySkipAll === true;
  process.exitCode = exitCodeOf(counted, maySkipAll);
}

/** Where nothing failed and nothing passed, nothing was tried. */
export function exitCodeOf({ passed, failed, skipped }, maySkipAll) {
  if (failed > 0) return 1;
  if (passed > 0) return 0;
  return maySkipAll && skipped > 0 ? NOTHING_TO_RUN_ON : 1;
}

/** Tests run as the compiler has made them; whoever names the source means that. */
export function asCompiled(arg) {
  const source = /^(?:.*\/)?([^/]+)\/(src|testing)(?:\/(.*?))?(\.ts)?\/?$/.exec(arg);
  if (source === null || source[1] === 'dist') return arg;
  const [, name, folder, path = '', isFile] = source;
  return `${name}/dist/(${folder}/)?${path}${isFile === undefined ? '' : '.js'}`;
}

async function jest(tree, project, args) {
  const { workers, env } = PROJECTS[project];
  const folder = mkdtempSync(join(tmpdir(), 'jangbu-tests-'));
  const report = join(folder, 'report.json');
  const options = [
    ...['--config', 'test/jest/config.cjs', '--selectProjects', project, '--maxWorkers', String(workers)],
    ...['--json', `--outputFile=${report}`, ...args],
  ];
  try {
    const { status } = await run(
      process.execPath,
      [join(tree, 'node_modules/jest/bin/jest.js'), ...options],
      {
        cwd: tree,
        // Tests read what commands say, wherever in the world they run.
        env: { JANGBU_LANGUAGE: 'en', ...env, ...process.env },
        stdio: ['inherit', 'ignore', 'inherit'],
      },
    );
    if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
    return counted(JSON.parse(readFileSync(report, 'utf8')), status);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function counted(report, status) {
  // A suite that cannot even load counts as one failure: it has no tests to count.
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && status !== 0 ? 1 : failed,
    skipped: report.numPendingTests,
  };
}
