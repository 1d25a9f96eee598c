// The packages that package-lock.json names, in node_modules.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMarked, mark, stamp } from './marks.mjs';
import { run } from './processes.mjs';
import { Refusal, say } from './say.mjs';

const LOCK = 'package-lock.json';
/** npm's own record of what is installed, which it writes last. */
const INSTALLED = join('node_modules', '.package-lock.json');

const markOf = (tree) => join(tree, '.jangbu', 'launch', 'installed');
const contentOf = (tree) => [LOCK, INSTALLED].map((file) => stamp(join(tree, file))).join('\n');

/** Whether nothing has changed since the packages were last found complete. */
export function packagesAreMarked(tree) {
  return isMarked(markOf(tree), contentOf(tree));
}

export async function installPackages(tree, alsoFor) {
  if (packagesAreMarked(tree)) return;
  if (!isComplete(tree)) {
    say('installing packages (once for each change of package-lock.json) …');
    const args = ['ci', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
    const { status, error } = await run('npm', args, { cwd: tree, started: alsoFor });
    if (error) throw new Refusal(`npm could not be started: ${error.message}`);
    if (status !== 0) throw new Refusal('npm ci failed; what is printed above says why.');
  }
  mark(markOf(tree), contentOf(tree));
}

/** Whether all that the lock file names is installed, in the versions that it names, whoever installed it. */
export function isComplete(tree) {
  const wanted = packagesIn(join(tree, LOCK));
  const installed = packagesIn(join(tree, INSTALLED));
  if (wanted === undefined || installed === undefined) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    // The root itself is not in npm's record.
    if (path === '') return true;
    if (installed[path] === undefined) return entry.optional === true && !isForThisPlatform(entry);
    return sameEntry(entry, installed[path]);
  });
}

/** Optional packages are mostly binaries, one for each platform. */
function isForThisPlatform({ os, cpu, libc }) {
  return (
    os?.includes(process.platform) === true && cpu?.includes(process.arch) === true && libc === undefined
  );
}

function sameEntry(one, other) {
  return ['version', 'integrity', 'link'].every((field) => one[field] === other[field]);
}

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
