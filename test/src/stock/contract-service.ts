import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startNode, stopNode } from '@jangbu/network';
import { ROOT } from '../network/networks';

const GRACE_MS = 5_000;

/** The contracts as a service of one organisation, which it starts from the contracts' own folder. */
export class ContractService {
  readonly #folder: string;
  readonly #address: string;

  constructor(folder: string, port: number) {
    this.#folder = folder;
    this.#address = `127.0.0.1:${port}`;
  }

  /** Where its peer finds it. */
  get address(): string {
    return this.#address;
  }

  /** @param founding the founding list, which is put where the contracts look for it */
  async start(packageId: string, founding: string): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    await cp(join(ROOT, 'chaincode', 'dist', 'bundle', 'jangbu.js'), join(this.#folder, 'jangbu.js'));
    await cp(founding, join(this.#folder, 'founding.json'));
    startNode({
      node: 'jangbu',
      program: process.execPath,
      args: ['jangbu.js'],
      environment: { CHAINCODE_SERVER_ADDRESS: this.#address, CHAINCODE_ID: packageId },
      folder: this.#folder,
      log: join(this.#folder, 'log'),
      pidFile: join(this.#folder, 'pid.json'),
    });
  }

  async stop(): Promise<void> {
    await stopNode(join(this.#folder, 'pid.json'), GRACE_MS);
  }
}
