import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { basename, dirname, join } from 'node:path';

import { NetworkError } from '../errors/network-error';

/** A port that a node needs. */
export interface NeededPort {
  readonly node: string;
  /** The address of this machine on which the node listens. */
  readonly host: string;
  readonly port: number;
}

/** What the system says of an address that it does not have, or a port that this user may not take. */
function unusable({ node, host, port }: NeededPort, error: NodeJS.ErrnoException): Error {
  const why: Readonly<Record<string, string>> = {
    EADDRNOTAVAIL: 'this machine has no such address',
    ENOTFOUND: 'nothing is known of that name',
    EACCES: 'this user may not take that port',
  };
  const reason = why[error.code ?? ''];
  if (reason === undefined) return error;
  return new NetworkError(
    'ADDRESS_UNUSABLE',
    `${node} is to listen on ${host}:${port}, and ${reason}`,
    { node, host, port },
    error,
  );
}

async function isFree(needed: NeededPort): Promise<boolean> {
  const { host, port } = needed;
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(unusable(needed, error));
    });
    server.listen({ port, host, exclusive: true }, () =>
      server.close(() => {
        resolve(true);
      }),
    );
  });
}

/**
 * Finds the listening socket of a port in Linux's `/proc/net/tcp` (proc_pid_net(5)).
 *
 * @param table the file's content
 * @returns the socket's inode, or undefined
 */
export function listeningInode(table: string, port: number): string | undefined {
  const local = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const listening = '0A';
  const row = table
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .find((fields) => fields[1]?.endsWith(local) === true && fields[3] === listening);
  return row?.[9];
}

function holds(pid: string, socket: string): boolean {
  try {
    const folder = `/proc/${pid}/fd`;
    return readdirSync(folder).some((descriptor) => readlinkSync(`${folder}/${descriptor}`) === socket);
  } catch {
    // Another user's process, or one that has just ended.
    return false;
  }
}

/** Of which network's nodes a process is one, in a few words; nodes work in their own folder. Nothing for any other. */
function nodeOf(pid: string): string {
  const folder = readlinkSync(`/proc/${pid}/cwd`);
  const network = dirname(dirname(folder));
  return existsSync(join(network, 'jangbu-network.json'))
    ? `, node ${basename(folder)} of the network in ${network}`
    : '';
}

/** Says in a few words which process listens on a port, as far as this system and user can know. */
function listenerOf(port: number): string {
  try {
    const tables = ['/proc/net/tcp', '/proc/net/tcp6'].map((file) => readFileSync(file, 'utf8'));
    const inode = tables.map((table) => listeningInode(table, port)).find((found) => found !== undefined);
    if (inode === undefined) return 'another program';
    const pid = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .find((candidate) => holds(candidate, `socket:[${inode}]`));
    if (pid === undefined) return 'another program';
    return `process ${pid} (${readFileSync(`/proc/${pid}/comm`, 'utf8').trim()})${nodeOf(pid)}`;
  } catch {
    return 'another program';
  }
}

/**
 * Checks that nodes about to start will find their ports free.
 *
 * @throws NetworkError `PORT_IN_USE` naming the first port taken, its node, and who holds it if that can be known;
 *   `ADDRESS_UNUSABLE`
 */
export async function requireFreePorts(needed: readonly NeededPort[]): Promise<void> {
  for (const each of needed) {
    if (await isFree(each)) continue;
    const { node, port } = each;
    const holder = listenerOf(port);
    throw new NetworkError(
      'PORT_IN_USE',
      `port ${port}, which ${node} needs, is used by ${holder}; stop it, or choose another port (ports.base in a consortium file, the node's own in member.yaml)`,
      { port, node, holder },
    );
  }
}
