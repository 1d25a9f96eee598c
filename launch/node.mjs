// Which Node this tree runs on: the one that started us, where that is new enough; else one of our own, fetched once.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, delimiter, dirname, isAbsolute, join, resolve } from 'node:path';
import { alone } from './lock.mjs';
import { NODES } from './node-pins.mjs';
import { Interruption, passSignalsTo, run } from './processes.mjs';
import { Refusal, say } from './say.mjs';

/** The oldest that runs everything here. */
const FLOOR = [22, 12];
/** The one to install, and to fetch. */
const BEST = 24;

export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > FLOOR[0] || (major === FLOOR[0] && minor >= FLOOR[1]);
}

/** The user's cache of this project: beside Fabric's programs, found by the same rules. */
export function cacheFolder(env = process.env) {
  if (env.JANGBU_CACHE) return resolve(env.JANGBU_CACHE);
  const home = env.HOME || homedir();
  if (process.platform === 'darwin') return join(home, 'Library', 'Caches', 'jangbu');
  const xdg = env.XDG_CACHE_HOME || '';
  // The XDG Base Directory Specification has a relative path ignored.
  return join(isAbsolute(xdg) ? xdg : join(home, '.cache'), 'jangbu');
}

/**
 * A Node of that line: the running one, one in the user's cache, or one that npm fetches into it.
 *
 * @returns its executable's path
 * @throws Refusal with what to install, where none can be had
 */
export async function nodeOfLine(line, { cache = cacheFolder(), nodes = NODES } = {}) {
  if (process.versions.node.split('.')[0] === String(line)) return process.execPath;
  const platform = `${process.platform}-${process.arch}`;
  const pin = nodes[line]?.[platform];
  if (pin === undefined) throw new Refusal(`no Node ${line} can be fetched for ${platform}. ${advice()}`);
  const folder = join(cache, `node-${pin.version}-${platform}`);
  const program = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(program)) {
    try {
      await alone(`${folder}.lock`, `fetching Node ${pin.version}`, (alsoFor) =>
        existsSync(program) ? undefined : fetchNode(pin, { cache, folder, program, alsoFor }),
      );
    } catch (error) {
      if (error instanceof Refusal || error instanceof Interruption) throw error;
      throw new Refusal(`Node ${pin.version} could not be kept in ${cache}: ${error.message}. ${advice()}`);
    }
  }
  return program;
}

function advice() {
  return `This is Node ${process.versions.node}, and ${FLOOR.join('.')} is needed: install Node ${BEST} (https://nodejs.org/en/download).`;
}

async function fetchNode(pin, { cache, folder, program, alsoFor }) {
  say(`fetching Node ${pin.version} through npm, once for this user (this is ${process.versions.node}) …`);
  // Under the lock: what there is of them was left by one that was killed.
  const staged = `.fetching-${basename(folder)}-`;
  for (const left of readdirSync(cache).filter((name) => name.startsWith(staged)))
    rmSync(join(cache, left), { recursive: true, force: true });
  const staging = mkdtempSync(join(cache, staged));
  try {
    writeManifests(staging, pin);
    const args = [
      'ci',
      '--prefix',
      staging,
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ];
    const { status, output } = await run('npm', args, { cwd: staging, collected: true, started: alsoFor });
    if (status !== 0) {
      throw new Refusal(`npm could not fetch Node ${pin.version}: ${output.trim()}\n${advice()}`);
    }
    rmSync(folder, { recursive: true, force: true });
    const fetched = join(staging, 'node_modules', pin.name);
    await requireSound(join(fetched, 'bin', basename(program)), pin);
    renameSync(fetched, folder);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** With a lock file of its own, npm takes these bytes or none. */
function writeManifests(folder, { name, version, integrity }) {
  const dependencies = { [name]: version };
  const packages = { '': { dependencies }, [`node_modules/${name}`]: { version, integrity } };
  const write = (file, content) => writeFileSync(join(folder, file), JSON.stringify(content));
  write('package.json', { private: true, dependencies });
  write('package-lock.json', { lockfileVersion: 3, requires: true, packages });
}

/** A binary for another C library is fetched as easily, and does not start. */
async function requireSound(program, { version }) {
  const { status, output } = await run(program, ['--version'], { cwd: dirname(program), collected: true });
  if (status === 0 && output.trim() === `v${version}`) return;
  throw new Refusal(`the fetched Node ${version} does not run here: ${output.trim()}\n${advice()}`);
}

/** The environment in which `node`, for whoever looks for it, is this one. */
export function environmentWith(program, env = process.env) {
  return { ...env, PATH: [dirname(program), env.PATH].filter(Boolean).join(delimiter) };
}

/**
 * Goes on with this command on a Node of ours where the running one is too old.
 *
 * @returns whether the command was run there, its exit code being ours already
 */
export async function continuedElsewhere(script, args) {
  if (isNewEnough(process.versions.node)) return false;
  const program = await nodeOfLine(BEST);
  await replaceBy(program, [...process.execArgv, script, ...args], environmentWith(program));
  return true;
}

/** As near to exec(2) as this process can: same terminal, same signals, same end. */
async function replaceBy(program, args, env) {
  const child = spawn(program, args, { stdio: 'inherit', env });
  const passedOn = passSignalsTo(child, ['SIGUSR2']);
  const [code, signal] = await new Promise((ended, failed) => {
    child.on('error', failed);
    child.on('exit', (...end) => ended(end));
  });
  passedOn();
  if (signal !== null) throw new Interruption(signal);
  process.exitCode = code;
}
