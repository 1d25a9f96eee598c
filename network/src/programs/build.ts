import { mkdir, readFile, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { runningProcess, writePidFile } from '../processes/pid-file';
import { identify } from '../processes/process-identity';
import type { Progress } from '../long-work/progress';
import { buildFlags, builtVersion, moduleFolder, type FabricCache } from './cache';
import { runGo, type Go, type GoRun } from './go';
import { missingIn, versionOf } from './program-folder';

const phase = "Fabric's programs";
const temporaryPrefix = '.building-';
const compilerFile = 'go.pid';

/** What a build needs to be told. */
export interface BuildOrder {
  readonly cache: FabricCache;
  readonly go: Go;
  readonly env: NodeJS.ProcessEnv;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** The program that Go built does not work as it should. */
export class UnsoundBuild extends Error {
  override readonly name = 'UnsoundBuild';
}

/**
 * Builds the pinned programs in a temporary folder and renames it to its place when it is whole. The caller holds
 * the cache's lock.
 *
 * @throws GoFailed, UnsoundBuild, a file system's error, or the signal's reason
 */
export async function build(order: BuildOrder): Promise<void> {
  const { cache } = order;
  await removeAbandoned(cache.root);
  const temporary = join(cache.root, `${temporaryPrefix}${cache.key}`);
  const bin = join(temporary, 'bin');
  try {
    await mkdir(bin, { recursive: true });
    const run = runner(order, temporary, bin);
    const packages = await fetchModules(order, run);
    await compile(order, run, packages);
    await requireSound(bin, order.env);
    // A folder in our place can only be one from which someone deleted a program.
    await rm(cache.target, { recursive: true, force: true });
    await rename(bin, cache.target);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  order.progress({ phase, text: `built and kept in ${cache.target}` });
}

type Runner = (run: Pick<GoRun, 'args' | 'stdoutLine' | 'stderrLine'>) => Promise<void>;

function runner(order: BuildOrder, temporary: string, bin: string): Runner {
  // What the user has set for own work must not change what is built here, or for which machine.
  const env = {
    ...order.env,
    GOOS: undefined,
    GOARCH: undefined,
    GOBIN: bin,
    CGO_ENABLED: '0',
    GO111MODULE: 'on',
    GOWORK: 'off',
    GOFLAGS: '-mod=readonly -buildvcs=false',
  };
  const started = (pid: number): void => {
    const identity = identify(pid);
    if (identity !== undefined) {
      writePidFile(join(temporary, compilerFile), identity);
    }
  };
  return (run) => runGo(order.go, { ...run, cwd: moduleFolder, env, signal: order.signal, started });
}

/** Listing the packages has Go fetch every module that they need, and no other. */
async function fetchModules(order: BuildOrder, run: Runner): Promise<number> {
  const total = await moduleCount();
  const step = stepper(order.progress, 'downloading modules', total);
  let packages = 0;
  order.progress({
    phase,
    text: `building version ${builtVersion} with Go ${order.go.version}, once for all clones`,
  });
  await run({
    args: ['list', '-deps', 'tool'],
    stdoutLine: () => (packages += 1),
    stderrLine: (line) => {
      if (line.startsWith('go: downloading ')) {
        step();
      }
    },
  });
  return packages;
}

async function compile(order: BuildOrder, run: Runner, packages: number): Promise<void> {
  const step = stepper(order.progress, 'compiling packages', packages);
  await run({ args: ['install', '-v', ...buildFlags, 'tool'], stderrLine: step });
}

/** Modules whose content go.sum pins; the other lines pin a module's go.mod only. */
async function moduleCount(): Promise<number> {
  const sums = await readFile(join(moduleFolder, 'go.sum'), 'utf8');
  return sums.split('\n').filter((line) => line.includes(' h1:') && !line.includes('/go.mod h1:')).length;
}

/** Counts, and tells of each two per cent, so that a log stays readable. */
function stepper(progress: Progress, text: string, total: number): () => void {
  const stride = Math.max(1, Math.ceil(total / 50));
  let done = 0;
  return () => {
    done += 1;
    if (done % stride === 0) {
      progress({ phase, text, done: Math.min(done, total), total });
    }
  };
}

async function requireSound(bin: string, env: NodeJS.ProcessEnv): Promise<void> {
  const missing = await missingIn(bin);
  if (missing.length > 0) {
    throw new UnsoundBuild(`Go built no ${missing.join(' and no ')}`);
  }
  const answer = await versionOf(join(bin, 'peer'), env);
  if ('failure' in answer) {
    throw new UnsoundBuild(`the peer that Go built does not run: ${answer.failure}`);
  }
  if (answer.version !== builtVersion) {
    throw new UnsoundBuild(`the peer that Go built says version ${answer.version}, not ${builtVersion}`);
  }
}

/** Removes what builders left that were killed, of this version or another, and stops their compilers. */
async function removeAbandoned(root: string): Promise<void> {
  for (const name of await readdir(root)) {
    const path = join(root, name);
    if (name.startsWith(temporaryPrefix)) {
      const builder = runningProcess(join(root, `${name.slice(temporaryPrefix.length)}.lock`));
      if (builder === undefined || builder.pid === process.pid) {
        stopCompiler(path);
        await rm(path, { recursive: true, force: true, maxRetries: 3 });
      }
    } else if (/\.lock\.\d+$/.test(name) && runningProcess(path) === undefined) {
      // The own half of a lock that a killed process held.
      await rm(path, { force: true });
    }
  }
}

/** Go outlives a builder that was killed: it would write into the folder that we are about to use. */
function stopCompiler(temporary: string): void {
  const compiler = runningProcess(join(temporary, compilerFile));
  if (compiler !== undefined) {
    process.kill(compiler.pid, 'SIGKILL');
  }
}
