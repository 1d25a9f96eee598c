import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { NetworkError } from '../errors/network-error';
import { withLock } from '../processes/lock';
import { runningProcess } from '../processes/pid-file';
import { until } from '../long-work/until';
import type { Progress } from '../long-work/progress';
import { UnsoundBuild, build } from './build';
import { cachedPrograms, fabricCache, moduleFolder, type FabricCache } from './cache';
import { searchFabric } from './find';
import { GoFailed, findGo, isOlder, type Go } from './go';
import { FabricProgramsError, type FabricProgramsErrorCode, type WaysOut } from './programs-error';
import type { FabricPrograms } from './programs';
import { untilInterrupted } from '../long-work/interruption';

const phase = "Fabric's programs";

/** Since this version Go fetches by itself the newer Go that a go.mod asks for. */
const FIRST_GO_THAT_UPDATES_ITSELF = '1.21';

/** Who waits for another process is told again after this time that it still does. */
const REPEAT_AFTER_MS = 15_000;

/** Where to look, whom to tell, and when to give up. */
export interface EnsureOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly progress: Progress;
  /** Gives up; without it, an interruption by the terminal or a service manager (SIGINT, SIGTERM) does. */
  readonly signal?: AbortSignal;
}

/**
 * Finds Fabric's programs of version 3.x as `findFabric` does; when there are none, builds the pinned ones into
 * the user's cache, once for all clones. Of several processes that ask at once, one builds and the others wait
 * for it; what an interrupted build leaves is never used.
 *
 * @param options see {@link EnsureOptions}
 * @throws FabricProgramsError when they are neither there nor buildable; its message lists the ways out
 */
export async function ensureFabric({
  env = process.env,
  progress,
  signal,
}: EnsureOptions): Promise<FabricPrograms> {
  const { programs, refused } = await searchFabric(env);
  for (const { directory, reason } of refused) {
    progress({ phase, text: `${directory} is not used: ${reason}` });
  }
  if (programs !== undefined) {
    return programs;
  }
  const cache = await fabricCache(env);
  const ways: WaysOut = { goVersion: await neededGo(), target: cache.target, refused };
  const work = (abort: AbortSignal): Promise<FabricPrograms> =>
    buildOrWait({ env, progress, signal: abort }, cache, ways);
  return signal === undefined ? untilInterrupted(work) : work(signal);
}

async function buildOrWait(
  options: Required<EnsureOptions>,
  cache: FabricCache,
  ways: WaysOut,
): Promise<FabricPrograms> {
  for (;;) {
    throwIfInterrupted(options.signal);
    try {
      return await withLock(cache.lock, () => buildUnlessThere(options, cache, ways));
    } catch (error) {
      if (!(error instanceof NetworkError && error.code === 'BUSY')) {
        throw inOurWords(error, ways);
      }
      options.progress({
        phase,
        text: `process ${error.facts['pid'] ?? '?'} is building them; waiting for it`,
      });
      await until(() => options.signal.aborted || runningProcess(cache.lock) === undefined, REPEAT_AFTER_MS);
    }
  }
}

function throwIfInterrupted(signal: AbortSignal): void {
  if (signal.aborted) {
    throw interrupted();
  }
}

function interrupted(): FabricProgramsError {
  return new FabricProgramsError(
    'INTERRUPTED',
    "Stopped before Fabric's programs were built; the next run continues with what was downloaded and compiled",
  );
}

async function buildUnlessThere(
  { env, progress, signal }: Required<EnsureOptions>,
  cache: FabricCache,
  ways: WaysOut,
): Promise<FabricPrograms> {
  const there = await cachedPrograms(env);
  if (there !== undefined) {
    return there;
  }
  const go = await requireGo(env, ways);
  try {
    await mkdir(dirname(cache.target), { recursive: true });
    await build({ cache, go, env, progress, signal });
  } catch (error) {
    throwIfInterrupted(signal);
    throw error instanceof GoFailed ? explained(error, go, ways) : error;
  }
  const built = await cachedPrograms(env);
  if (built === undefined) {
    throw new FabricProgramsError('BUILD_FAILED', `${cache.target} vanished while it was built`, ways);
  }
  return built;
}

/** @returns the version in the `go` line of the pinned module */
export async function neededGo(): Promise<string> {
  const text = await readFile(join(moduleFolder, 'go.mod'), 'utf8');
  return /^go (\S+)/m.exec(text)?.[1] ?? 'unknown';
}

async function requireGo(env: NodeJS.ProcessEnv, ways: WaysOut): Promise<Go> {
  const go = await findGo(env);
  if (go === undefined) {
    const reason = "Fabric's programs are not here, and cannot be built: there is no `go` on the PATH";
    throw new FabricProgramsError('GO_MISSING', reason, ways);
  }
  if (isOlder(go.version, FIRST_GO_THAT_UPDATES_ITSELF)) {
    throw tooOld(go, ways);
  }
  return go;
}

function tooOld(go: Go, ways: WaysOut, output: readonly string[] = []): FabricProgramsError {
  const reason =
    `Fabric's programs are not here, and cannot be built: ${go.program} is version ${go.version}, ` +
    `and they need ${ways.goVersion}`;
  return new FabricProgramsError('GO_TOO_OLD', reason, ways, output);
}

/** What the file system answers where this user may not write, or where a file stands in the folder's place. */
const UNWRITABLE: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST']);

/** What Go says, and what that means. The first that fits counts. */
const causes: readonly {
  readonly sign: RegExp;
  readonly code: FabricProgramsErrorCode;
  readonly reason: string;
}[] = [
  {
    sign: /no space left on device|disk quota exceeded/i,
    code: 'DISK_FULL',
    reason: "The disk is full: Fabric's programs take 80 MB, and building them 1 GB in Go's own caches",
  },
  {
    sign: /checksum mismatch|SECURITY ERROR/,
    code: 'CHECKSUM_MISMATCH',
    reason: 'A module that Go was given is not the one that is pinned here; nothing was built from it',
  },
  {
    sign: /dial tcp|no such host|i\/o timeout|connection refused|connection reset|unreachable|TLS handshake|proxyconnect|x509:|module lookup disabled|: (?:40[0-9]|410|50[0-9]) |unexpected EOF|server response/,
    code: 'DOWNLOAD_FAILED',
    reason:
      "Fabric's programs are not here, and cannot be built: Go could not fetch the modules that they need",
  },
];

function explained(error: GoFailed, go: Go, ways: WaysOut): FabricProgramsError {
  const text = error.output.join('\n');
  const cause = causes.find(({ sign }) => sign.test(text));
  if (cause?.code !== 'DISK_FULL' && isOlder(go.version, ways.goVersion)) {
    return tooOld(go, ways, error.output);
  }
  const { code, reason } = cause ?? {
    code: 'BUILD_FAILED' as const,
    reason: `Fabric's programs are not here, and building them failed (go ${error.command})`,
  };
  return new FabricProgramsError(code, reason, ways, error.output);
}

function inOurWords(error: unknown, ways: WaysOut): unknown {
  if (error instanceof UnsoundBuild) {
    return new FabricProgramsError('BUILD_FAILED', error.message, ways);
  }
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new FabricProgramsError('DISK_FULL', `The disk of ${ways.target} is full`, ways);
  }
  if (typeof code === 'string' && UNWRITABLE.has(code)) {
    const reason =
      `Fabric's programs are not here, and nothing can be built into ${dirname(ways.target)} (${code}); ` +
      'JANGBU_CACHE may name another folder';
    return new FabricProgramsError('CACHE_UNWRITABLE', reason, ways);
  }
  return error;
}
