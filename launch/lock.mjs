// One at a time among processes, with nothing left to clear away after one that was killed: Lamport's bakery
// (CACM 17(8), 1974) on files. Whoever wants in leaves a claim named after itself, writes into it a number above all
// others that it sees, and waits for the living with a lower one. A claim belongs to one process and is taken away by
// nobody else while that lives, so two that find a dead one cannot get into each other's way.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startOf } from './processes.mjs';
import { say } from './say.mjs';

/** Undefined for a process that is over: it can claim nothing. */
function nameOf(pid) {
  const start = startOf(pid);
  return start === undefined ? undefined : `${pid}-${start}`;
}

/**
 * Does the work while no other process does any under this lock.
 *
 * @param folder where the claims lie
 * @param what for those who wait: what is done under the lock
 * @param work gets `alsoFor(pid)`, which keeps the lock for a process that it has started until that ends, although
 *   this one may be killed before; a process that is over needs no word
 */
export async function alone(folder, what, work) {
  mkdirSync(folder, { recursive: true });
  const name = nameOf(process.pid);
  const own = join(folder, name);
  const release = () => rmSync(own, { force: true });
  process.on('exit', release);
  try {
    // Empty: still choosing, and whoever sees it waits until it has chosen.
    writeFileSync(own, '');
    const number = 1 + Math.max(0, ...claims(folder).map((claim) => claim.number || 0));
    writeFileSync(own, `${number}\n`);
    await turn(folder, { name, number }, what);
    // Zero: before everybody, as this process is, also before those that chose the same number.
    return await work((pid) => {
      const claim = nameOf(pid);
      if (claim !== undefined) writeFileSync(join(folder, claim), '0\n');
    });
  } finally {
    release();
    process.off('exit', release);
  }
}

async function turn(folder, own, what) {
  let told = false;
  for (;;) {
    const before = claims(folder).find((claim) => precedes(claim, own));
    if (before === undefined) return;
    if (!told && before.number !== undefined) {
      say(`waiting for process ${before.pid}, which is ${what} …`);
      told = true;
    }
    await wait(told ? 100 : 5);
  }
}

function precedes(claim, own) {
  if (claim.name === own.name) return false;
  if (claim.number === undefined) return true;
  return claim.number < own.number || (claim.number === own.number && claim.name < own.name);
}

/** The claims of processes that live; those of others are swept away. */
function claims(folder) {
  return readdirSync(folder).flatMap((name) => {
    const pid = Number(name.split('-')[0]);
    if (name !== nameOf(pid)) {
      rmSync(join(folder, name), { force: true });
      return [];
    }
    const text = read(join(folder, name));
    if (text === undefined) return [];
    return [{ name, pid, number: text.endsWith('\n') ? Number(text) : undefined }];
  });
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // Released meanwhile.
    return undefined;
  }
}
