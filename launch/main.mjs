// Makes the tree ready for what is asked, and starts it.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { allPackages, build, buildIsMarked, packageOf, withReferences } from './build.mjs';
import { alone } from './lock.mjs';
import { continuedElsewhere, nodeOfLine } from './node.mjs';
import { installPackages, packagesAreMarked } from './packages.mjs';
import { endWithNpm, Interruption } from './processes.mjs';
import { Refusal, say } from './say.mjs';
import { test } from './tests.mjs';

const COMMANDS = {
  build: (tree) => makeReady(tree, allPackages(tree)),
  install: (tree) => makeReady(tree, []),
  test: async (tree, args) => {
    await makeReady(tree, allPackages(tree));
    await test(tree, args);
  },
  run: async (tree, [file, ...args]) => {
    if (file === undefined) throw new Refusal('`run` needs the file of a program.');
    await makeReady(tree, neededFor(tree, file));
    await runProgram(tree, file, args);
  },
  node: async (_, [line]) => {
    process.stdout.write(`${await nodeOfLine(Number(line))}\n`);
  },
};

/**
 * @param tree the clone's folder
 * @param script what to start again on another Node
 * @param args `build`, `install`, `test [KIND] [JEST'S ARGUMENTS]`, `run FILE [ARGUMENTS]` or `node LINE`
 */
export async function main(tree, script, args) {
  endWithNpm();
  try {
    const [name = ''] = args;
    if (!Object.hasOwn(COMMANDS, name))
      throw new Refusal(`what to do is one of ${Object.keys(COMMANDS).join(', ')}, and not '${name}'.`);
    // Finding a Node needs no better one.
    if (name !== 'node' && (await continuedElsewhere(script, args))) return;
    await COMMANDS[name](tree, args.slice(1));
  } catch (error) {
    process.exitCode = 1;
    if (error instanceof Interruption) process.kill(process.pid, error.signal);
    else if (error instanceof Refusal) say(error.message);
    else throw error;
  }
}

const NOT_WRITABLE = ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT'];

/** A program of a package needs that package and what the network deploys; a tool from elsewhere nothing built. */
function neededFor(tree, file) {
  const own = packageOf(tree, file);
  return own === undefined ? [] : withReferences(tree, [own, 'chaincode']);
}

async function makeReady(tree, packages) {
  const isReady = () => packagesAreMarked(tree) && (packages.length === 0 || buildIsMarked(tree, packages));
  if (isReady()) return;
  try {
    await alone(join(tree, '.jangbu', 'launch', 'lock'), 'installing or building here', async (alsoFor) => {
      await installPackages(tree, alsoFor);
      if (packages.length > 0) await build(tree, packages, alsoFor);
    });
  } catch (error) {
    if (!NOT_WRITABLE.includes(error.code)) throw error;
    throw new Refusal(
      `there is something to install or build, and ${tree} cannot be written: ${error.message}`,
    );
  }
}

/** In this process: one less to start, and signals need no passing on. */
async function runProgram(tree, file, args) {
  const program = resolve(tree, file);
  if (!existsSync(program)) throw new Refusal(`there is no program ${program}.`);
  if (process.env.JANGBU_HOME === undefined) process.env.JANGBU_HOME = tree;
  process.argv = [process.execPath, program, ...args];
  await import(pathToFileURL(program).href);
}
