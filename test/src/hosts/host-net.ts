import { execFileSync } from 'node:child_process';

/** A host of its own: a network namespace with an address, on a switch with the others. */
export interface Host {
  /** The namespace. */
  readonly namespace: string;
  /** Its port on the switch. */
  readonly port: string;
  readonly address: string;
}

function ip(...args: readonly string[]): string {
  return execFileSync('ip', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Why hosts can't be made here, or undefined where they can. */
export function whyNoHosts(): string | undefined {
  if (process.platform !== 'linux') return 'network namespaces are Linux only';
  if (process.getuid?.() !== 0) return 'network namespaces need root';
  const probe = `jangbu-probe-${process.pid}`;
  try {
    ip('netns', 'add', probe);
    try {
      ip('netns', 'exec', probe, 'unshare', '--mount', 'true');
    } finally {
      ip('netns', 'del', probe);
    }
    return undefined;
  } catch (error) {
    return `network namespaces cannot be made here: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Ends whatever still runs in a namespace, and removes that. */
function removeNamespace(namespace: string): void {
  for (const pid of ip('netns', 'pids', namespace).split('\n').filter(Boolean)) {
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch {
      // It has ended meanwhile.
    }
  }
  ip('netns', 'del', namespace);
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Removes what tests have left that were killed: a namespace carries the number of the process that made it. */
function removeLeftovers(): void {
  for (const line of ip('netns', 'list').split('\n')) {
    const [, namespace, pid] = /^(jangbu-([0-9]+)-[^ ]+)/.exec(line) ?? [];
    if (namespace !== undefined && !runs(Number(pid))) removeNamespace(namespace);
  }
}

/** Hosts that reach each other and nothing else: no way leads out of their switch. */
export class HostNet {
  readonly #prefix = `jangbu-${process.pid}`;
  readonly #hosts: Host[] = [];

  /** @param subnet the first three numbers of the hosts' addresses */
  constructor(readonly subnet: string) {
    removeLeftovers();
    ip('netns', 'add', this.#switch);
    ip('-n', this.#switch, 'link', 'add', 'br0', 'type', 'bridge');
    ip('-n', this.#switch, 'link', 'set', 'br0', 'up');
  }

  get #switch(): string {
    return `${this.#prefix}-switch`;
  }

  /** One more host. */
  add(): Host {
    const number = this.#hosts.length + 1;
    const namespace = `${this.#prefix}-${number}`;
    const host = { namespace, port: `host${number}`, address: `${this.subnet}.${number}` };
    ip('netns', 'add', namespace);
    this.#hosts.push(host);
    ip(
      '-n',
      this.#switch,
      'link',
      'add',
      host.port,
      'type',
      'veth',
      'peer',
      'name',
      'eth0',
      'netns',
      namespace,
    );
    ip('-n', this.#switch, 'link', 'set', host.port, 'master', 'br0', 'up');
    ip('-n', namespace, 'addr', 'add', `${host.address}/24`, 'dev', 'eth0');
    ip('-n', namespace, 'link', 'set', 'eth0', 'up');
    ip('-n', namespace, 'link', 'set', 'lo', 'up');
    return host;
  }

  /** Pulls the host's cable, or plugs it in again. */
  setLink({ port }: Host, state: 'up' | 'down'): void {
    ip('-n', this.#switch, 'link', 'set', port, state);
  }

  /** Ends whatever still runs on the hosts, and removes them. */
  remove(): void {
    for (const { namespace } of this.#hosts) removeNamespace(namespace);
    removeNamespace(this.#switch);
  }
}
