import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** Whether there is a PostgreSQL to test with; if not, why. */
export type PostgresFound =
  { readonly url: string } | { readonly programs: string } | { readonly skipped: string };

const DEBIAN = '/usr/lib/postgresql';

function programFolders(): string[] {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort().reverse() : [];
  return [...(process.env['PATH'] ?? '').split(':'), ...versions.map((each) => join(DEBIAN, each, 'bin'))];
}

/** A server by `JANGBU_POSTGRES_URL`, else the programs of one. */
export function findPostgres(): PostgresFound {
  const url = process.env['JANGBU_POSTGRES_URL'];
  if (url) return { url };
  const programs = programFolders().find((each) =>
    ['initdb', 'postgres'].every((name) => existsSync(join(each, name))),
  );
  return programs ? { programs } : { skipped: 'no JANGBU_POSTGRES_URL, and no initdb and postgres programs' };
}

/** PostgreSQL refuses to run as root: there its own user, or nobody, runs it. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (userInfo().uid !== 0) return undefined;
  const idOf = (flag: string): number => {
    for (const user of ['postgres', 'nobody']) {
      try {
        return Number(
          execFileSync('id', [flag, user], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
        );
      } catch {
        continue;
      }
    }
    throw new Error('root needs a user postgres or nobody to run PostgreSQL');
  };
  return { uid: idOf('-u'), gid: idOf('-g') };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address && typeof address === 'object') resolve(address.port);
        else reject(new Error('no free port'));
      });
    });
  });
}

/** Resolves when the server says that it takes connections. */
function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    server.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-10_000);
      if (said.includes('database system is ready to accept connections')) resolve();
    });
    server.once('exit', () => {
      reject(new Error(`PostgreSQL ended: ${said}`));
    });
    server.once('error', reject);
  });
}

/** A PostgreSQL server for tests: one that is there already, or one of its own on 127.0.0.1. */
export class PostgresServer {
  readonly url: string;
  readonly #process: ChildProcess | undefined;
  readonly #folder: string | undefined;

  private constructor(url: string, process?: ChildProcess, folder?: string) {
    this.url = url;
    this.#process = process;
    this.#folder = folder;
  }

  static async start(found: PostgresFound): Promise<PostgresServer> {
    if ('url' in found) return new PostgresServer(found.url);
    if ('skipped' in found) throw new Error(found.skipped);
    const folder = mkdtempSync(join(tmpdir(), 'jangbu-postgres-'));
    const user = unprivileged();
    if (user) chownSync(folder, user.uid, user.gid);
    const data = join(folder, 'data');
    const options = { cwd: folder, ...user };
    const made = ['-D', data, '-U', 'jangbu', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
    execFileSync(join(found.programs, 'initdb'), made, { ...options, stdio: 'ignore' });
    const port = await freePort();
    const where = ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder, '-F'];
    const server = spawn(join(found.programs, 'postgres'), where, {
      ...options,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await ready(server);
    return new PostgresServer(`postgres://jangbu@127.0.0.1:${port}/postgres`, server, folder);
  }

  /** Stops what was started here. */
  async stop(): Promise<void> {
    const server = this.#process;
    if (server && server.exitCode === null) {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGINT');
      await ended;
    }
    if (this.#folder) rmSync(this.#folder, { recursive: true, force: true });
  }
}
