import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

import type { ChaincodePackage } from '../chaincode-package/package';
import type { ConsortiumDefinition } from '../consortium/consortium';
import { NetworkError } from '../errors/network-error';
import { isSystemError } from '../errors/system-error';
import type { Progress } from '../long-work/progress';
import type { ChaincodeMode } from '../member/chaincode-service';
import { killNodes, stopNodes } from '../member/stop-nodes';
import { withLock } from '../processes/lock';
import { readLog } from '../processes/read-log';
import type { FabricPrograms } from '../programs';
import { chaincodeStatusOf, type ChaincodeStatus } from './chaincode-status';
import type { DevnetContext } from './devnet-context';
import type { Deployment } from './deploy';
import { deployAdditional, type AdditionalChaincode } from './deploy-additional';
import { noteNetwork } from './known-networks';
import { runningNodesOf, withRunningPeers } from './running-peers';
import { purgeState, requireOurs } from './state';
import { stateFolder, type StateFolder } from './state-folder';
import { networkStatusOf, type NetworkStatus } from './status';
import { nodesOf, topologyOf, type Topology } from './topology';
import { unknownNode } from './unknown-node';
import { bringAllUp, deployOnRunning, type UpResult } from './up';

/** Which network. */
export interface NetworkInput {
  readonly consortium: ConsortiumDefinition;
  /** The folder that holds everything of the network. */
  readonly stateDir: string;
  readonly progress: Progress;
  /** Where the consortium was read from: told to whoever lists this machine's networks. */
  readonly consortiumFile?: string | undefined;
  /** How the chaincode runs; `service` unless said otherwise: on one machine TLS would guard against nothing. */
  readonly chaincodeMode?: ChaincodeMode;
}

/** A package of contracts, and the version that members approve it as. */
export interface ContractsAtHand extends ChaincodePackage {
  readonly version: string;
}

/** What to bring it up with. */
export interface UpOptions {
  readonly fabric: FabricPrograms;
  /** The contracts at hand; without them none are deployed, and those in force stay. */
  readonly contracts?: ContractsAtHand | undefined;
  /** Breaks off; a later `up` continues where this one left off. */
  readonly signal?: AbortSignal | undefined;
}

/** What an `up` has started. */
export interface Started {
  /** Names of the nodes that it started; others ran already. */
  readonly started: readonly string[];
}

/** What to take down, and how far. */
export interface DownOptions {
  readonly purge?: boolean;
  readonly nodes?: readonly string[] | undefined;
}

/** A consortium's whole network on one machine, for development, tests and demonstrations. */
export class DevelopmentNetwork {
  readonly topology: Topology;
  readonly #consortium: ConsortiumDefinition;
  readonly #folder: StateFolder;
  readonly #progress: Progress;
  readonly #chaincodeMode: ChaincodeMode;
  readonly #consortiumFile: string | undefined;
  /** Names of the nodes that ran before `up`; undefined as long as that was not called. */
  #before: readonly string[] | undefined;

  /** @throws NetworkError `CONSORTIUM_INVALID` when the consortium does not fit one machine */
  constructor({ consortium, consortiumFile, stateDir, progress, chaincodeMode = 'service' }: NetworkInput) {
    this.#consortiumFile = consortiumFile;
    this.topology = topologyOf(consortium);
    this.#consortium = consortium;
    this.#folder = stateFolder(resolve(stateDir));
    this.#progress = progress;
    this.#chaincodeMode = chaincodeMode;
  }

  /**
   * Brings the network up from whatever state it is in, with the ledger and the contracts that it has. Quick when all
   * is up. Where no contracts are in force, those at hand are deployed; others are left as they are. Broken off, it
   * stops what it has started.
   *
   * @throws NetworkError with one line that says what to do
   */
  async up({ fabric, contracts, signal }: UpOptions): Promise<UpResult & Started> {
    return this.#alone(async () => {
      this.#before = this.#running();
      await noteNetwork(this.#folder, this.#consortium, this.#consortiumFile);
      try {
        const result = await bringAllUp(this.#context(fabric, signal), contracts);
        return { ...result, started: this.#started() };
      } catch (error) {
        if (signal?.aborted === true) await this.#stop(this.#started());
        throw error;
      }
    });
  }

  /** Names of the nodes that run, and did not before `up`. */
  #started(): readonly string[] {
    const before = this.#before;
    return before === undefined ? [] : this.#running().filter((name) => !before.includes(name));
  }

  /** Names of the nodes that run. */
  #running(): readonly string[] {
    return [...runningNodesOf({ topology: this.topology, folder: this.#folder }).keys()];
  }

  async #stop(nodes?: readonly string[]): Promise<number> {
    this.#progress({ phase: 'stopping', text: 'nodes' });
    const stopped = await stopNodes(this.#folder, nodes);
    this.#progress({ phase: 'stopping', text: `${stopped} processes stopped` });
    return stopped;
  }

  /**
   * Puts contracts in force on a network that runs; those in force before are upgraded. More than half of the members
   * suffice: whose peers are stopped, catches up at the next `up`.
   *
   * @throws NetworkError `NOT_RUNNING`, `APPROVALS_MISSING`, or another one with one line that says what to do
   */
  async deploy({
    fabric,
    contracts,
    signal,
  }: UpOptions & { readonly contracts: ContractsAtHand }): Promise<Deployment> {
    return this.#alone(() => deployOnRunning(this.#context(fabric, signal), contracts));
  }

  #context(programs: FabricPrograms, signal?: AbortSignal): DevnetContext {
    return {
      consortium: this.#consortium,
      topology: this.topology,
      folder: this.#folder,
      programs,
      progress: this.#progress,
      chaincodeMode: this.#chaincodeMode,
      signal,
    };
  }

  /**
   * Brings another chaincode into force on the channel of a network that is up, served by a process of its own:
   * for comparisons. `down` stops that process with the others; `up` does not start it again.
   *
   * @throws NetworkError with one line that says what to do
   */
  async deployAdditional(chaincode: AdditionalChaincode, fabric: FabricPrograms): Promise<Deployment> {
    return this.#alone(() => deployAdditional(this.#context(fabric), chaincode));
  }

  /**
   * Stops everything that `up` has started, and nothing else.
   *
   * @param purge removes the ledger, the keys and the logs, too
   * @param nodes only these of them; without it all
   * @returns how many processes were stopped
   * @throws NetworkError `STATE_NOT_OURS` when a folder without our mark is to be removed
   */
  async down({ purge = false, nodes }: DownOptions = {}): Promise<number> {
    if (!existsSync(this.#folder.root)) return 0;
    if (purge) requireOurs(this.#folder);
    return this.#alone(async () => {
      const stopped = await this.#stop(nodes);
      if (purge) await purgeState(this.#folder);
      return stopped;
    });
  }

  /** Ends all of its nodes at once, without waiting, whoever has started them. */
  kill(): void {
    killNodes(this.#folder);
  }

  /** Ends at once, without waiting, those nodes that this one's `up` has started: for a second Ctrl-C. */
  killStarted(): void {
    killNodes(this.#folder, this.#started());
  }

  /** Whether there is a network in the state folder, up or not. */
  get exists(): boolean {
    return existsSync(this.#folder.marker);
  }

  /** Path of the channel's first configuration block: what a verifier of receipts needs. */
  get genesisBlock(): string {
    return this.#folder.channel.genesis;
  }

  /** How every node stands; changes nothing. */
  status(): Promise<NetworkStatus> {
    return networkStatusOf(this.topology, this.#folder);
  }

  /**
   * What is deployed, which members approved it, and where it answers.
   *
   * @throws NetworkError `NOT_RUNNING` when no peer runs
   */
  async chaincodeStatus(): Promise<ChaincodeStatus> {
    const { topology } = this;
    return withRunningPeers({ topology, folder: this.#folder }, (peers) =>
      chaincodeStatusOf(topology.members, peers, topology.channel),
    );
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
    if (node === undefined) throw unknownNode(request.node, this.topology);
    const { lines, follow, signal } = request;
    return readLog({ file: this.#folder.node(node).log, lines, follow, signal });
  }

  /** Changes the network while nobody else does, and says in our words when the disk was full. */
  async #alone<Result>(work: () => Promise<Result>): Promise<Result> {
    const { lock, root } = this.#folder;
    try {
      return await withLock(lock, work);
    } catch (error) {
      const told = error instanceof NetworkError && /no space left on device/i.test(error.message);
      if (!told && !isSystemError(error, 'ENOSPC')) throw error;
      const message = `the disk with ${root} is full; make room and run \`network up\` again`;
      throw new NetworkError('DISK_FULL', message, { folder: root }, error);
    }
  }
}

/** Opens a consortium's network; starts and makes nothing. */
export function openNetwork(input: NetworkInput): DevelopmentNetwork {
  return new DevelopmentNetwork(input);
}
