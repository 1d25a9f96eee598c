import { setTimeout as wait } from 'node:timers/promises';
import { silent } from '@jangbu/network';
import { bringUp, type NetworkContext } from 'jangbu';
import { runningNodes } from '../network/nodes';

/** Kills nodes at random and has them restarted, one after the other: never more than one orderer is away. */
export class Saboteur {
  readonly #context: NetworkContext;
  readonly #random: () => number;
  readonly #pauseMs: number;
  readonly killed: string[] = [];
  #stopped = false;

  constructor(context: NetworkContext, random: () => number, pauseMs: number) {
    this.#context = context;
    this.#random = random;
    this.#pauseMs = pauseMs;
  }

  async #strike(): Promise<void> {
    const victims = await runningNodes(this.#context);
    const victim = victims[Math.floor(this.#random() * victims.length)];
    if (!victim) throw new Error('nothing runs');
    process.kill(victim.pid, 'SIGKILL');
    this.killed.push(victim.name);
    await wait(this.#random() * this.#pauseMs);
    await bringUp(this.#context, silent);
    await wait(this.#random() * this.#pauseMs);
  }

  /** Goes on until it is stopped. What it killed last is up again then. */
  async rage(): Promise<void> {
    while (!this.#stopped) await this.#strike();
  }

  stop(): void {
    this.#stopped = true;
  }
}
