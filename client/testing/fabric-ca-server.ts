import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Fabric's CA, by `FABRIC_CA_SERVER` or on the PATH; undefined where there is none. */
export const fabricCaProgram = [
  process.env['FABRIC_CA_SERVER'] ?? '',
  ...(process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'fabric-ca-server')),
].find((path) => path !== '' && existsSync(path));

/** Put to the title of a test that needs the CA: why it is skipped, where it is. */
export const whyNoFabricCa =
  fabricCaProgram === undefined ? ' (skipped: no fabric-ca-server on the PATH or in FABRIC_CA_SERVER)' : '';

/** One of Fabric's CA servers, on 127.0.0.1. */
export class FabricCaServer {
  readonly #process: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#process = child;
  }

  /**
   * Starts a server.
   *
   * @param folder its home
   * @param configuration YAML
   * @returns when it listens
   * @throws Error with what it said, when it ends instead
   */
  static async start(folder: string, configuration: string, port: number): Promise<FabricCaServer> {
    writeFileSync(join(folder, 'fabric-ca-server-config.yaml'), configuration);
    const where = ['-H', folder, '-b', 'admin:adminpw', '--address', '127.0.0.1', '-p', String(port)];
    const child = spawn(fabricCaProgram ?? '', ['start', ...where], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {},
    });
    let said = '';
    await new Promise<void>((resolve, reject) => {
      child.once('exit', () => {
        reject(new Error(said));
      });
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (text: Buffer) => {
          said += text.toString();
          if (said.includes('Listening on')) resolve();
        });
      }
    });
    child.removeAllListeners('exit');
    return new FabricCaServer(child);
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.kill('SIGKILL');
    await ended;
  }
}
