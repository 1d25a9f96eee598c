import { mkdir, link, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { StoreError } from '../errors';
import { randomId } from '../random/random';

// The lock is a file `lock.<n>` that names its holder; the highest number counts. Taking it means
// making the file of the next number, which only one can do, so two that find the same dead holder
// cannot both succeed it. The last file stays when the lock is released, marked free, so that
// numbers never begin anew; lower ones are cleared away.
const NAME = /^lock\.([0-9]{1,15})$/;

/** Who holds a lock. `started` tells a process from a later one with the same number. */
interface Holder {
  readonly host: string;
  readonly pid: number;
  readonly started: string;
}

/** When a process was started, in a form that only compares; empty where the system doesn't say. */
async function startOf(pid: number): Promise<string> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The program's name stands in brackets and may hold anything; the rest is separated by blanks.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function running(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function alive({ host, pid, started }: Holder): Promise<boolean> {
  if (host !== hostname()) return true; // Another machine's process cannot be asked after.
  if (!running(pid)) return false;
  const now = await startOf(pid);
  return now === '' || started === '' || now === started;
}

function readHolder(text: string): Holder | 'FREE' {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // A lock file is whole when it gets its name; only a power cut can leave it without its bytes, and its holder dead.
    return 'FREE';
  }
  if (typeof value !== 'object' || value === null || !('pid' in value)) return 'FREE';
  const host = 'host' in value && typeof value.host === 'string' ? value.host : '';
  const started = 'started' in value && typeof value.started === 'string' ? value.started : '';
  return { host, pid: Number(value.pid), started };
}

/** Keeps a folder to one process, and within it to one object, until it is released or dies. */
export class FolderLock {
  readonly #folder: string;
  readonly #number: number;

  private constructor(folder: string, number: number) {
    this.#folder = folder;
    this.#number = number;
  }

  /**
   * Takes the lock of a folder, which is made where there is none.
   *
   * @throws StoreError `LOCKED` while somebody alive holds it, `IO`
   */
  static async take(folder: string): Promise<FolderLock> {
    try {
      return await FolderLock.#take(folder);
    } catch (cause) {
      if (cause instanceof StoreError) throw cause;
      const says = cause instanceof Error ? cause.message : String(cause);
      throw new StoreError('IO', `${folder} cannot be locked: ${says}`, { cause });
    }
  }

  static async #take(folder: string): Promise<FolderLock> {
    await mkdir(folder, { recursive: true });
    const holder: Holder = { host: hostname(), pid: process.pid, started: await startOf(process.pid) };
    for (;;) {
      const last = await lastNumber(folder);
      if (last > 0) await refuseIfHeld(folder, last);
      const number = last + 1;
      if (!(await make(folder, number, holder))) continue;
      if ((await lastNumber(folder)) === number) {
        await rm(join(folder, `lock.${last}`), { force: true });
        return new FolderLock(folder, number);
      }
      // The number had been used and cleared away since it was looked up: others are further.
      await rm(join(folder, `lock.${number}`), { force: true });
    }
  }

  /** Lets others take it. */
  async release(): Promise<void> {
    const free = join(this.#folder, `.free-${randomId()}`);
    const file = await open(free, 'wx');
    await file.writeFile('{}');
    await file.sync();
    await file.close();
    await rename(free, join(this.#folder, `lock.${this.#number}`));
  }
}

async function lastNumber(folder: string): Promise<number> {
  const names = await readdir(folder);
  return Math.max(0, ...names.map((name) => Number(NAME.exec(name)?.[1] ?? 0)));
}

async function refuseIfHeld(folder: string, number: number): Promise<void> {
  let holder: Holder | 'FREE';
  try {
    holder = readHolder(await readFile(join(folder, `lock.${number}`), 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return; // Taken over meanwhile.
    throw error;
  }
  if (holder === 'FREE' || !(await alive(holder))) return;
  throw new StoreError('LOCKED', `${folder} is in use by process ${holder.pid} on ${holder.host}`);
}

/** Makes the lock file of a number, whole at once; false when somebody else has made it. */
async function make(folder: string, number: number, holder: Holder): Promise<boolean> {
  const draft = join(folder, `.lock-${randomId()}`);
  const file = await open(draft, 'wx');
  try {
    await file.writeFile(JSON.stringify(holder));
    await file.sync();
    await file.close();
    await link(draft, join(folder, `lock.${number}`));
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}
