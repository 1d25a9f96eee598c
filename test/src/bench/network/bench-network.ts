import { ensureFabric, type Progress } from '@jangbu/network';
import type { AdditionalChaincode, NetworkStatus } from '@jangbu/network/devnet';
import { constitute, networkUp, openNetworkOf, takeDown, UsageError, type NetworkContext } from 'jangbu';

/**
 * The network on which the benchmarks of one call work: brought up from nothing by the first that asks, taken
 * down with all it has at the end.
 */
export class BenchNetwork {
  readonly context: NetworkContext;
  readonly #progress: Progress;
  readonly #signal: AbortSignal;
  #secondsToReady: number | undefined;
  #isConstituted = false;
  /** What holds the network's lock now, if anything does. */
  #change: Promise<unknown> = Promise.resolve();
  #isOurs = false;
  readonly #others: BenchNetwork[] = [];

  /** @param signal ends what changes the network, so that it can be taken down */
  constructor(context: NetworkContext, progress: Progress, signal: AbortSignal) {
    this.context = context;
    this.#progress = progress;
    this.#signal = signal;
  }

  /**
   * Up, and the contracts answering at every peer.
   *
   * @returns seconds that it took from nothing, whoever asked first
   * @throws UsageError when other benchmarks are running, or were killed and left their network
   */
  async up(): Promise<number> {
    if (this.#secondsToReady !== undefined) return this.#secondsToReady;
    if (!this.#isOurs) await this.#claim();
    const started = performance.now();
    await this.#changing(() => networkUp(this.context, this.#progress, { signal: this.#signal }));
    this.#secondsToReady = (performance.now() - started) / 1000;
    return this.#secondsToReady;
  }

  /** Another network, for a benchmark that wants one of its own: it goes down with this one. */
  beside(context: NetworkContext): BenchNetwork {
    const other = new BenchNetwork(context, this.#progress, this.#signal);
    this.#others.push(other);
    return other;
  }

  /** Up, founded, and constituted by the members' votes. */
  async ready(): Promise<NetworkContext> {
    await this.up();
    if (!this.#isConstituted) await constitute(this.context, this.#progress);
    this.#isConstituted = true;
    return this.context;
  }

  async deployAdditional(chaincode: AdditionalChaincode): Promise<void> {
    const { context } = this;
    const fabric = await ensureFabric({ progress: this.#progress });
    await this.#changing(() => openNetworkOf(context, this.#progress).deployAdditional(chaincode, fabric));
  }

  status(): Promise<NetworkStatus> {
    return openNetworkOf(this.context, () => undefined).status();
  }

  /** Nothing of it is left afterwards. */
  async takeDown(): Promise<void> {
    for (const other of this.#others) await other.takeDown();
    await this.#change.catch(() => undefined);
    if (this.#isOurs) await takeDown(this.context, this.#progress, { purge: true });
  }

  /** Ends its processes at once; what stands in its folder stays until the next benches. */
  kill(): void {
    for (const other of this.#others) other.kill();
    if (this.#isOurs) openNetworkOf(this.context, () => undefined).kill();
  }

  async #claim(): Promise<void> {
    const { stateDir } = this.context;
    if ((await this.status()).running !== 'none') {
      throw new UsageError(
        `the network in ${stateDir} is up: other benches run on it, or were killed and left it; ` +
          `\`./jangbu network down --purge --state ${stateDir}\` takes it down`,
      );
    }
    await this.#changing(() => takeDown(this.context, this.#progress, { purge: true }));
    this.#isOurs = true;
  }

  /** Once it is to be taken down, nothing changes it any more. */
  async #changing(change: () => Promise<unknown>): Promise<void> {
    this.#signal.throwIfAborted();
    this.#change = change();
    await this.#change;
  }
}
