import { implicitCollection } from '@jangbu/model';
import type { ChaincodeInterface, ChaincodeResponse } from 'fabric-shim';
import { type Committed, PeerState } from './peer-state';
import { ReadWriteSet } from './read-write-set';
import { type ChaincodeProposal, SimulatedStub } from './stub';

/** One peer's answer to a proposal. */
export interface Simulated {
  readonly mspId: string;
  readonly response: ChaincodeResponse;
  readonly set: ReadWriteSet;
}

function textOf({ response, set }: Pick<Simulated, 'response' | 'set'>): string {
  return JSON.stringify([
    response.status,
    response.message,
    Buffer.from(response.payload ?? '').toString(),
    set.publicText(),
  ]);
}

/** A peer of one organisation, which may lag behind the chain or run another chaincode. */
export class SimulatedPeer {
  readonly mspId: string;
  readonly #state = new PeerState();
  readonly #chain: readonly Committed[];
  /** The chaincode that this peer runs. */
  chaincode: ChaincodeInterface;
  #lags = false;
  #height = 0;

  constructor(mspId: string, chain: readonly Committed[], chaincode: ChaincodeInterface) {
    this.mspId = mspId;
    this.#chain = chain;
    this.chaincode = chaincode;
  }

  /** From now on the peer applies no new blocks. */
  fallBehind(): void {
    this.#applyBlocks();
    this.#lags = true;
  }

  /** The peer applies all blocks again. */
  catchUp(): void {
    this.#lags = false;
  }

  #applyBlocks(): void {
    if (this.#lags) return;
    for (const committed of this.#chain.slice(this.#height)) {
      this.#height += 1;
      const own = committed.endorsers.has(this.mspId) ? implicitCollection(this.mspId) : undefined;
      this.#state.apply(committed, this.#height, own);
    }
  }

  async #run(proposal: ChaincodeProposal): Promise<Simulated> {
    const set = new ReadWriteSet();
    const response = await this.chaincode.Invoke(new SimulatedStub(proposal, this.#state, set));
    return { mspId: this.mspId, response, set };
  }

  /**
   * Simulates a proposal, twice: the chaincode has to come to the same result again, and must not have
   * written anything when it refuses.
   *
   * @throws Error when it does otherwise
   */
  async simulate(proposal: ChaincodeProposal): Promise<Simulated> {
    this.#applyBlocks();
    const first = await this.#run(proposal);
    if (textOf(first) !== textOf(await this.#run(proposal))) {
      throw new Error(`${proposal.name} is not deterministic`);
    }
    if (first.response.status >= 400 && first.set.writes.size + first.set.writtenCollections.length > 0) {
      throw new Error(`${proposal.name} wrote before it refused`);
    }
    return first;
  }
}

/** Whether two peers came to the same result, which is what makes their endorsements one transaction. */
export function agree(a: Simulated, b: Simulated): boolean {
  return textOf(a) === textOf(b);
}
