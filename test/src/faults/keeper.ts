import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Assignment } from './operation';

/** Runs an application until it ends well; kills it now and then where that is asked for, and starts it again. */
export class Keeper {
  readonly #assignment: Assignment;
  #child: ChildProcess | undefined;
  kills = 0;

  constructor(assignment: Assignment) {
    this.#assignment = assignment;
  }

  /**
   * @param lives milliseconds from each start to the kill, one a life; it is left alone after the last
   * @throws Error when the application ends by itself with anything but 0
   */
  async run(lives: readonly number[] = []): Promise<void> {
    for (;;) {
      const args = [join(__dirname, 'application.js'), JSON.stringify(this.#assignment)];
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] });
      this.#child = child;
      const exit = once(child, 'exit') as Promise<[number | null, string | null]>;
      const stopped = new AbortController();
      const life = lives[this.kills];
      if (life !== undefined) void this.#killAfter(child, life, stopped.signal);
      const [code, signal] = await exit;
      stopped.abort();
      if (code === 0) return;
      if (signal !== 'SIGKILL') throw new Error(`the application ended with ${String(code ?? signal)}`);
    }
  }

  async #killAfter(child: ChildProcess, pauseMs: number, signal: AbortSignal): Promise<void> {
    try {
      await wait(pauseMs, undefined, { signal });
    } catch {
      return; // It ended before.
    }
    this.kills += 1;
    child.kill('SIGKILL');
  }

  /** For the end of a test that failed. */
  end(): void {
    this.#child?.kill('SIGTERM');
  }
}
