import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';

import type { Consortium } from '../consortium/consortium';
import { chaincodeStatusOf, type ChaincodeStatus } from '../deployment/chaincode-status';
import type { ChaincodePackage } from '../deployment/package';
import { PeerConnection } from '../fabric/peer-connection';
import { NetworkError } from '../network-error';
import { withLock } from '../processes/lock';
import type { FabricPrograms } from '../programs';
import type { Progress } from '../progress';
import { stateFolder, type StateFolder } from '../topology/state-folder';
import { nodesOf, topologyOf, type Topology } from '../topology/topology';
import { readLog } from './logs';
import { stopNodes } from './nodes';
import { statusOf, type NetworkStatus } from './status';
import { up } from './up';

/** Which network. */
export interface NetworkInput {
  readonly consortium: Consortium;
  /** Absolute path of the folder that holds everything of the network. */
  readonly stateDir: string;
  readonly progress: Progress;
}

/** What to bring it up with. */
export interface UpOptions {
  readonly fabric: FabricPrograms;
  readonly chaincode: ChaincodePackage;
  /** The chaincode's version, as members approve it. */
  readonly version: string;
  /** Breaks off; a later `up` continues where this one left off. */
  readonly signal?: AbortSignal | undefined;
}

/** A consortium's whole network on one machine, for development, tests and demonstrations. */
export class ConsortiumNetwork {
  readonly topology: Topology;
  readonly #consortium: Consortium;
  readonly #folder: StateFolder;
  readonly #progress: Progress;

  /** @throws NetworkError `CONSORTIUM_INVALID` when the consortium does not fit one machine */
  constructor({ consortium, stateDir, progress }: NetworkInput) {
    this.topology = topologyOf(consortium);
    this.#consortium = consortium;
    this.#folder = stateFolder(stateDir);
    this.#progress = progress;
  }

  /**
   * Brings the network up from whatever state it is in, with the ledger that it has. Quick when all is up.
   *
   * @throws NetworkError with one line that says what to do
   */
  async up({ fabric, chaincode, version, signal }: UpOptions): Promise<void> {
    await withLock(this.#folder.lock, () =>
      up({
        consortium: this.#consortium,
        topology: this.topology,
        folder: this.#folder,
        progress: this.#progress,
        fabric,
        chaincode,
        version,
        signal,
      }),
    );
  }

  /**
   * Stops everything that `up` has started, and nothing else.
   *
   * @param purge removes the ledger, the keys and the logs, too
   * @returns how many processes were stopped
   * @throws NetworkError `STATE_NOT_OURS` when a folder without our mark is to be removed
   */
  async down({ purge = false }: { readonly purge?: boolean } = {}): Promise<number> {
    if (!existsSync(this.#folder.root)) return 0;
    if (purge && !existsSync(this.#folder.marker)) {
      const folder = this.#folder.root;
      throw new NetworkError('STATE_NOT_OURS', `${folder} is no network's state: nothing is removed`, { folder });
    }
    return withLock(this.#folder.lock, async () => {
      this.#progress({ phase: 'stopping', text: 'nodes' });
      const stopped = await stopNodes(this.topology, this.#folder);
      this.#progress({ phase: 'stopping', text: `${stopped} processes stopped` });
      if (purge) await rm(this.#folder.root, { recursive: true, force: true });
      return stopped;
    });
  }

  /** How every node stands; changes nothing. */
  status(): Promise<NetworkStatus> {
    return statusOf(this.topology, this.#folder);
  }

  /** What is deployed, which members approved it, and where it answers. */
  async chaincodeStatus(): Promise<ChaincodeStatus> {
    const connections = this.topology.peers.map((peer) => new PeerConnection(this.#folder.root, peer));
    try {
      return await chaincodeStatusOf(connections, this.topology.channel);
    } finally {
      for (const connection of connections) connection.close();
    }
  }

  /**
   * The log of a node.
   *
   * @param request a node's name or the id of a member (its peer); how many lines; whether to go on
   * @throws NetworkError `UNKNOWN_NODE` naming those that there are
   */
  logs(request: {
    readonly node: string;
    readonly lines: number;
    readonly follow: boolean;
    readonly signal?: AbortSignal | undefined;
  }): AsyncGenerator<string> {
    const names = nodesOf(this.topology).map(({ name }) => name);
    const peer = this.topology.peers.find(({ member }) => member.id === request.node)?.name;
    const node = peer ?? names.find((name) => name === request.node);
    if (node === undefined) {
      throw new NetworkError('UNKNOWN_NODE', `there is no node ${request.node}: ${names.join(', ')}`, {
        node: request.node,
      });
    }
    const { lines, follow, signal } = request;
    return readLog({ file: this.#folder.log(node), lines, follow, signal });
  }
}

/** Opens a consortium's network; starts and makes nothing. */
export function openNetwork(input: NetworkInput): ConsortiumNetwork {
  return new ConsortiumNetwork(input);
}
