import { join } from 'node:path';
import { startNode, stopNode } from '@jangbu/network';

const GRACE_MS = 5_000;

/** The contracts as a service of one organisation. */
export class ContractService {
  readonly #folder: string;

  /** @param folder for its log, and what says which process it is */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * Starts it.
   *
   * @param script the commands that do
   * @param environment the variables of whoever gives them
   * @param home where they are given
   */
  start(script: string, environment: Readonly<Record<string, string>>, home: string): void {
    startNode({
      node: 'jangbu',
      program: '/bin/bash',
      args: ['-euc', script],
      environment,
      folder: home,
      log: join(this.#folder, 'log'),
      pidFile: join(this.#folder, 'pid.json'),
    });
  }

  async stop(): Promise<void> {
    await stopNode(join(this.#folder, 'pid.json'), GRACE_MS);
  }
}
